"""«Итоги»: what mentoring has brought — contests, publications, practices, rewards, agreements."""

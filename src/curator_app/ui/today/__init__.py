"""The tab «Сегодня»: what is late, due and coming, and what each task needs."""

"""The tab «Анкеты»: waves, who answered, keying in, results, questionnaires."""

"""The tab «Наставники»: the mentor base with load, competences and consents (S2-П3)."""

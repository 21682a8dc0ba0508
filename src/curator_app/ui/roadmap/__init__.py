"""The tab «Дорожная карта»: the plan of the year, consultations and training, events."""

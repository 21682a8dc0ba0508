"""The tab «Наставляемые»: who needs a mentor, with what request and which deficits."""

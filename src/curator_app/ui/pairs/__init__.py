"""The tab «Пары»: pairs and groups by hand, their consents, orders and life."""

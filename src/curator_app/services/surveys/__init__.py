"""Questionnaires, waves of asking, replies and what they say (S2-М2–М4, S4-5.2, 5.3)."""

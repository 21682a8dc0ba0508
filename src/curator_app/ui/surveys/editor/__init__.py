"""Questionnaires of the school: list, wording, questions."""

"""Questionnaires and what their answers say: pure."""

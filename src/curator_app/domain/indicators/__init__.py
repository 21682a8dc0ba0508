"""Indicators of mentoring: facts, named queries, definitions, periods — pure (domain.md e)."""

"""Keying in paper questionnaires by digits and Enter alone."""

"""Reading single values as people type them: a value or a code of what is wrong, never a lost text."""

from curator_app.domain.parsing.outcome import Parsed, Trouble

__all__ = ["Parsed", "Trouble"]

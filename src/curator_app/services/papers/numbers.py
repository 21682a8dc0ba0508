"""When two writings of a number are one number."""

from __future__ import annotations


def same_number(first: str, second: str) -> bool:
    """Whether two numbers are one: letters of either case, blanks passed over («17 – ОД» = «17-од»)."""
    return number_key(first) == number_key(second)


def number_key(number: str) -> str:
    """What two writings of one number have in common."""
    return "".join(number.casefold().replace("–", "-").replace("—", "-").split())

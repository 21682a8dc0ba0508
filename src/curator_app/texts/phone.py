"""A telephone as people write it."""

from __future__ import annotations


def phone_text(phone: str | None) -> str:
    """«8 (900) 123-45-67» of eleven digits however typed; anything else as it is, «» for None."""
    if phone is None:
        return ""
    digits = "".join(letter for letter in phone if letter.isdigit())
    if len(digits) == 11 and digits[0] in "78" and not any(letter.isalpha() for letter in phone):
        return f"8 ({digits[1:4]}) {digits[4:7]}-{digits[7:9]}-{digits[9:]}"
    return phone

"""Telephones and mail addresses, alone or in one cell (samples rule 6).

A telephone is kept as eleven digits «7XXXXXXXXXX»; a foreign one is not read and stays as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from curator_app.domain.letters import clean, plain_dashes
from curator_app.domain.parsing.blanks import says_nothing
from curator_app.domain.parsing.dates import Cell
from curator_app.domain.parsing.outcome import Parsed, Trouble

_EMAIL = re.compile(
    r"[^\s,;:<>()\"'«»|/\\@]+\s?@\s?[^\s,;:<>()\"'«»|/\\@]+?\.[^\s,;:<>()\"'«»|/\\@.]{2,}"
    # a dot ends the sentence, also without a blank («mail.ru.Тел»), or goes on («edu.tatar.ru»)
    r"(?:(?=\.*(?:$|[\s,;:<>()\"'«»|/\\]))|(?<=[a-z])(?=\.[А-ЯЁ]))"
)
_EMAIL_SHAPE = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
_SCIENTIFIC = re.compile(r"([+-]?\d+(?:[.,]\d+)?)\s?[eеEЕ]\s?\+?(\d{1,2})(?!\d)")
_LABELS = re.compile(
    r"(?:конт(?:актный)?|моб(?:ильный)?|сот(?:овый)?|раб(?:очий)?|дом(?:ашний)?|тел(?:ефон)?|факс|т|м|р|д|e-?mail|"
    r"эл(?:ектронная)?|почта|адрес|ватсап|whats ?app|viber|tel|phone|mailto|и|или)[\s.:]*",
    re.IGNORECASE,
)
_EXTENSION = re.compile(r"\(?\s*(?:доб(?:авочный)?|вн(?:утр(?:енний)?)?|ext)\.?\s*:?\s*\d{1,5}\s*\)?", re.IGNORECASE)
_GROUP = re.compile(r"\+?\d[\d\s().\-]*\d|\d")
# What nearly every cell of telephones holds: one whole number of ours and nothing else.
_PLAIN = re.compile(r"(?:\+7|[78])[ (-]*[0-9]{3}[ )-]*[0-9]{3}[ -]*[0-9]{2}[ -]*[0-9]{2}")
_CYRILLIC_IN_MAIL = str.maketrans("асеорхукАВСЕНКМОРТХУ", "aceopxykABCEHKMOPTXY")


@dataclass(frozen=True, slots=True)
class Contacts:
    """What a cell of contacts gives."""

    phone: str | None = None
    email: str | None = None


def parse_contacts(value: Cell) -> Parsed[Contacts]:
    """Telephone and mail from one cell in any order. ``rest`` holds what is beyond the first of each."""
    if value is None:
        return Parsed(None)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return Parsed(None, str(value), Trouble.CONTACTS_UNREADABLE)
    if not isinstance(value, str):
        phone = parse_phone(value)
        return Parsed(Contacts(phone.value) if phone.value else None, phone.raw, phone.trouble)
    raw = clean(value)
    if says_nothing(raw):
        return Parsed(None)
    text = plain_dashes(raw)
    mails = [re.sub(r"\s", "", found) for found in _EMAIL.findall(text)]
    left = _EMAIL.sub(" ; ", text)
    phones, trouble, rest = _phones(left)
    if "@" in left:
        trouble = trouble or Trouble.EMAIL_UNREADABLE
    if trouble is None and not mails and not phones:
        trouble = Trouble.CONTACTS_UNREADABLE
    contacts = Contacts(phones[0] if phones else None, _mail(mails[0]) if mails else None)
    spare = [*phones[1:], *mails[1:], *([rest] if rest else [])]
    known = contacts if contacts.phone or contacts.email else None
    return Parsed(known, raw, trouble, "; ".join(spare))


def parse_phone(value: Cell) -> Parsed[str]:
    """A telephone as eleven digits. A float is a whole number; «7,9E+10» has lost digits and is refused."""
    if value is None:
        return Parsed(None)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return Parsed(None, str(value), Trouble.PHONE_UNREADABLE)
    if not isinstance(value, str):
        if value != int(value) or value < 0:
            return Parsed(None, str(value), Trouble.PHONE_UNREADABLE)
        return _one_phone(str(int(value)), str(int(value)))
    raw = clean(value)
    if _PLAIN.fullmatch(raw):
        return Parsed("7" + "".join(filter(str.isdecimal, raw))[1:], raw)
    if says_nothing(raw):
        return Parsed(None)
    phones, trouble, rest = _phones(plain_dashes(raw))
    if not phones and trouble is None:
        trouble = Trouble.PHONE_UNREADABLE
    return Parsed(phones[0] if phones else None, raw, trouble, "; ".join([*phones[1:], *([rest] if rest else [])]))


def parse_email(value: Cell) -> Parsed[str]:
    """A mail address as typed, without blanks around it."""
    if value is None:
        return Parsed(None)
    raw = clean(str(value))
    if says_nothing(raw):
        return Parsed(None)
    mails = [re.sub(r"\s", "", found) for found in _EMAIL.findall(raw)]
    if not mails:
        return Parsed(None, raw, Trouble.EMAIL_UNREADABLE)
    return Parsed(_mail(mails[0]), raw, None, "; ".join(mails[1:]))


def _mail(address: str) -> str:
    """Cyrillic look-alikes in an otherwise Latin address become Latin."""
    turned = address.translate(_CYRILLIC_IN_MAIL)
    return turned if turned.isascii() and _EMAIL_SHAPE.fullmatch(turned) else address


def _one_phone(digits: str, raw: str) -> Parsed[str]:
    if len(digits) == 11 and digits[0] in "78":
        return Parsed("7" + digits[1:], raw)
    if len(digits) == 10 and (digits[0] in "349" or (digits[0] == "8" and digits[1] < "8")):
        return Parsed("7" + digits, raw)
    if 0 < len(digits) <= 10:
        return Parsed(None, raw, Trouble.PHONE_INCOMPLETE)
    return Parsed(None, raw, Trouble.PHONE_UNREADABLE)


def _scientific(text: str) -> tuple[str, bool]:
    """Numbers in scientific notation spelled out where no digit is lost; whether one has lost digits."""
    lost = False

    def spell(found: re.Match[str]) -> str:
        nonlocal lost
        mantissa, power = found.group(1).replace(",", "."), int(found.group(2))
        whole, _, fraction = mantissa.partition(".")
        if power >= 6 and len(fraction) == power:
            return whole + fraction
        lost = True
        return " "

    return _SCIENTIFIC.sub(spell, text), lost


def _phones(text: str) -> tuple[list[str], Trouble | None, str]:
    """All telephones of a text, what is wrong, and the words beside them."""
    text, lost = _scientific(text)
    text = _EXTENSION.sub(" ", text)
    text = re.sub(r"(?<=\d)[.,]0\b(?!\d)(?=\s*$)", "", text)
    text = re.sub(r"(?<=[\d\s()-])[oOоО](?=[\d\s()-])", "0", text)
    phones: list[str] = []
    troubles: list[Trouble] = [Trouble.PHONE_LOST_DIGITS] if lost else []
    words: list[str] = []
    for piece in re.split(r"[,;\n/|\\]+", text):
        for group in _GROUP.findall(piece):
            for digits in _split_groups(group):
                parsed = _one_phone(digits, group)
                if parsed.value is not None:
                    phones.append(parsed.value)
                elif parsed.trouble is not None:
                    troubles.append(parsed.trouble)
                    words.append(group.strip())
        left = re.sub(
            r"(?<![^\W\d_])(?:" + _LABELS.pattern + r")(?![^\W\d_])", " ", _GROUP.sub(" ", piece), flags=re.IGNORECASE
        )
        left = left.strip(" .:()-+")
        if left:
            words.append(left)
    # a short number beside a whole one (a landline without its code) is no trouble: it stays in the rest
    trouble = troubles[0] if troubles and (lost or not phones) else None
    return phones, trouble, " ".join(words)


def _split_groups(group: str) -> list[str]:
    """The digits of a group; two numbers with only a blank between them are parted."""
    digits = re.sub(r"\D", "", group)
    if group.startswith("+") and digits[:1] != "7":
        return ["0" * 12]  # another country: no number of ours
    if len(digits) == 22 and digits[0] in "78" and digits[11] in "78":
        return [digits[:11], digits[11:]]
    return [digits]

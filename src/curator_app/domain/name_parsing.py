"""Reading people out of a cell: full names in any order, initials, posts beside them, lists of people.

Rules of the samples: nobody is made from initials or from an oblique case; Latin look-alikes become Cyrillic;
ё stays as typed; ALL CAPS become title case (domain.md h.2 «Names»).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from curator_app.domain.letters import clean, cyrillic_text, fold, plain_dashes
from curator_app.domain.name_spans import Mention, NameReader, NameTrouble, Token
from curator_app.domain.name_words import (
    PLAIN_WORD,
    FirstNames,
    capitalised,
    is_oblique_patronymic,
    is_patronymic,
    is_post_word,
    is_word,
    proper,
)
from curator_app.domain.names import PersonName

__all__ = ["Mention", "NameTrouble", "people_in", "person_in", "person_of_columns"]


# What nearly every row holds: three words with a capital letter each, nothing to be put right.
_PLAIN_NAME = re.compile(rf"{PLAIN_WORD} {PLAIN_WORD} {PLAIN_WORD}")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,3}\.-?){1,3}")
_LISTING = re.compile(r"^\s*(?:\d{1,3}\s*[.)]+(?=\s|[^\W\d_])|[-•*·▪‣◦➢✓]+\s)\s*")
_ACTING = re.compile(r"\b(?:[Ии]\s?\.\s?[Оо]\s?\.|[Вв][Рр][Ии][Оо])(?=\s+[а-яё])")
_MAIDEN = re.compile(r"(?<=[^\W\d_]) ?\(([^\W\d_]+(?:-[^\W\d_]+)?)\) ?(?=[^\W\d_])")
_LISTED = re.compile(r"(?<=;)\s*\d{1,3}\s*[.)]+\s*|(?<=[.,])\s+\d{1,3}[.)]\s+(?=[^\W\d_])")
_NOISE = re.compile(r"[*\"«»„“”″]+|(?<=[^\W\d_])\d+\b")
_SIGNATURE_LINE = re.compile(r"_+")


def _prepared(text: str) -> str:
    text = plain_dashes(cyrillic_text(clean(text)))
    text = _ACTING.sub("исполняющий обязанности", text)
    lines = [_LISTED.sub(" ; ", _LISTING.sub("", line)) for line in text.split("\n")]
    text = _NOISE.sub(" ", "\n".join(line for line in lines if line.strip()))
    text = re.sub(r"(?<=[^\W\d_]{4})\.(?=\s|$)", "", text)
    text = _MAIDEN.sub(lambda found: " " if capitalised(found.group(1)) else found.group(), text)
    return _SIGNATURE_LINE.sub(" ; ", text)


def _spelled(tokens: list[Token]) -> str:
    text = ""
    for token in tokens:
        tight = token.text in {",", ";", ")", "]", ":", "/", "\n"} or text.endswith(("(", "[", "\n", "/"))
        text += token.text if not text or tight else " " + token.text
    return re.sub(r"\s*\n\s*", "\n", text).strip(" ,;:/.-\n")


def _join_broken_lines(reader: NameReader, segments: list[list[Token]]) -> list[list[Token]]:
    """«Иванова\\nМария Петровна»: a name broken over lines is read as one."""
    joined = list(segments)
    at = 0
    while at + 2 < len(joined):
        here, between, after = joined[at : at + 3]
        if between and between[0].kind == "newline" and here and after and _continues(reader, here, after):
            joined[at : at + 3] = [here + after]
        else:
            at += 1
    return joined


def _continues(reader: NameReader, here: list[Token], after: list[Token]) -> bool:
    """Whether the second line ends the name that the first one begins."""
    if any(token.kind not in {"word", "initials", "dash"} for token in here):
        return False
    if all(token.kind == "initials" for token in after):
        return not any(token.kind == "initials" for token in here)
    alone = [mention for _, _, mention in reader.people(here)]
    follows = [mention for _, _, mention in reader.people(after)]
    if len(alone) != 1 or len(follows) > 1:
        return False
    follow = follows[0] if follows else None
    if alone[0].trouble is NameTrouble.ONE_WORD:
        if follow is not None and follow.trouble is NameTrouble.NO_SURNAME:
            return True
        given = (
            follow is not None and follow.trouble is NameTrouble.ONE_WORD and reader.known.known(follow.surname or "")
        )
        return given and not reader.known.known(alone[0].surname or "")
    lone_patronymic = len(after) == 1 and after[0].kind == "word" and is_patronymic(after[0].text)
    return alone[0].name is not None and alone[0].name.patronymic is None and lone_patronymic


def people_in(text: str, known: FirstNames) -> list[Mention]:
    """Everybody named in the text, in order. Words that name nobody are the ``rest`` of the person before
    them (of the first person, if they stand at the beginning). An unreadable text gives an empty list."""
    if _PLAIN_NAME.fullmatch(text):
        surname, given, father = text.split(" ")
        if _is_given(given, father, known) and not _is_other(surname):
            return [Mention(text, PersonName(surname, given, father))]
    prepared = _prepared(text)
    reader = NameReader(known, prepared)
    found: list[Mention] = []
    spelled: list[list[Token]] = []
    leading: list[Token] = []
    for segment in _join_broken_lines(reader, reader.segments()):
        spans = reader.people(segment) if segment and segment[0].kind not in {"sep", "newline", "slash"} else []
        if found and found[-1].trouble is not NameTrouble.ONE_WORD:
            spans = [span for span in spans if span[2].trouble is not NameTrouble.ONE_WORD]
        at = 0
        for begin, end, mention in spans:
            between = segment[at:begin]
            if spelled and not _only_and(between):
                # a post that begins a segment with its own person belongs to that person
                (leading if at == 0 else spelled[-1]).extend(between)
            elif not spelled:
                leading.extend(between)
            raw = _spelled(segment[begin:end])
            raw += "." if segment[end - 1].kind == "initials" and segment[end - 1].text.endswith(".") else ""
            found.append(replace(mention, raw=raw))
            spelled.append(leading)
            leading = []
            at = end
        tail = segment[at:]
        if spelled:
            spelled[-1].extend(tail)
        else:
            leading.extend(tail)
    return [replace(mention, rest=_spelled(rest)) for mention, rest in zip(found, spelled, strict=True)]


@lru_cache(maxsize=4096)
def _is_given(first_name: str, patronymic: str, known: FirstNames) -> bool:
    """Two plain words that are a first name and a patronymic and can be nothing else."""
    oblique = known.is_oblique(first_name) and not known.known(first_name)
    return is_patronymic(patronymic) and not oblique and not _is_other(first_name)


def _is_other(word: str) -> bool:
    """A patronymic, in any case, or a post: a name is not read from left to right then."""
    return is_patronymic(word) or is_oblique_patronymic(word) or is_post_word(word)


def _only_and(tokens: list[Token]) -> bool:
    return all(token.kind == "word" and fold(token.text) in {"и", "а", "также"} for token in tokens)


def person_in(text: str, known: FirstNames) -> Mention:
    """The one person a name cell is about. Several people: the first, with the others in ``rest``.

    A text that names nobody gives a Mention with ``trouble``.
    """
    if not clean(text):
        return Mention(text, trouble=NameTrouble.EMPTY)
    people = people_in(text, known)
    if not people:
        return Mention(text, trouble=NameTrouble.NOT_A_NAME)
    return people[0]


def person_of_columns(surname: str, first_name: str, patronymic: str, known: FirstNames) -> Mention:
    """A name that stands in two or three columns; a column may hold two parts («Мария Петровна»)."""
    whole = f"{surname} {first_name} {patronymic}"
    if _PLAIN_NAME.fullmatch(whole) and not is_oblique_patronymic(patronymic):
        return Mention(whole, PersonName(surname, first_name, patronymic))
    parts = [_column_part(part) for part in (surname, first_name, patronymic)]
    raw = " ".join(part for part in parts if part)
    if not raw:
        return Mention(raw, trouble=NameTrouble.EMPTY)
    family, given, father = parts
    if not given and not father:
        return person_in(family, known)
    if not family:
        return Mention(raw, trouble=NameTrouble.NO_SURNAME)
    if not father and " " in given:
        given, father = given.split(" ", 1)
    words = [word for part in (family, given, father) for word in part.split()]
    if not all(is_word(word) or _INITIALS.fullmatch(word) for word in words):
        return person_in(raw, known)
    if len(given) <= 1 or "." in given:
        letters = tuple(letter[0] for letter in re.findall(r"[^\W\d_]+", f"{given} {father}"))
        return Mention(raw, surname=proper(family), initials=letters, trouble=NameTrouble.INITIALS)
    if is_oblique_patronymic(father) or (_given_is_oblique(given, known) and not father):
        return Mention(raw, surname=proper(family), trouble=NameTrouble.OBLIQUE)
    name = PersonName(
        " ".join(map(proper, family.split())),
        " ".join(map(proper, given.split())),
        " ".join(map(proper, father.split())) or None,
    )
    return Mention(raw, name)


@lru_cache(maxsize=4096)
def _column_part(text: str) -> str:
    """A part of a name as typed in a column of its own, without noise around it."""
    part = plain_dashes(cyrillic_text(clean(text))).replace("\n", " ")
    return re.sub(r" ?- ?", "-", _NOISE.sub(" ", part)).strip(" .,;/")


def _given_is_oblique(given: str, known: FirstNames) -> bool:
    """A first name in another case and not itself a name."""
    return known.is_oblique(given) and not known.known(given)

"""People inside one stretch of text: where each name begins and ends, told by patronymics, initials, capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from curator_app.domain.name_words import (
    FirstNames,
    capitalised,
    is_oblique_patronymic,
    is_patronymic,
    is_patronymic_particle,
    is_post_word,
    is_word,
    looks_like_surname,
    proper,
)
from curator_app.domain.names import PersonName


class NameTrouble(StrEnum):
    """Why a text makes nobody."""

    EMPTY = "empty"
    INITIALS = "initials"
    OBLIQUE = "oblique"
    NO_SURNAME = "no_surname"
    ONE_WORD = "one_word"
    NOT_A_NAME = "not_a_name"


@dataclass(frozen=True, slots=True)
class Mention:
    """One person named in a text.

    ``name`` is the full name in the nominative, if the text gives one; otherwise ``surname`` and ``initials``
    may point at somebody known. ``rest``: post, role or other words beside the name. ``certain`` is false when
    the words only look like a name (neither a patronymic nor a known first name).
    """

    raw: str
    name: PersonName | None = None
    surname: str | None = None
    initials: tuple[str, ...] = ()
    rest: str = ""
    trouble: NameTrouble | None = None
    certain: bool = True


_INITIAL_PARTS = re.compile(r"([^\W\d_]{1,3})\.")
_TOKEN = re.compile(
    r"(?P<sep>[,;:()\[\]|]|\n)"
    r"|(?P<dash>(?<=\s)-+(?=\s)|(?<=[.,)])-(?=[^\W\d_])|(?<=\s)-(?=[^\W\d_])|(?<=[^\W\d_])-(?=\s))"
    r"|(?P<slash>[/\\])"
    r"|(?P<initials>(?<![^\W\d_])(?:[^\W\d_]{1,3}\.\s?-?\s?)+)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*(?:-[^\W\d_]+(?:['’][^\W\d_]+)*)*)"
    r"|(?P<other>[^\s,;:()\[\]|/\\]+)"
)


@dataclass(frozen=True, slots=True)
class Token:
    kind: str  # sep, newline, dash, slash, initials, word, other
    text: str


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        value = match.group()
        if value == "\n":
            kind = "newline"
        found.append(Token(kind, value.strip() if kind != "newline" else value))
    return found


def _initials_of(text: str) -> tuple[str, ...]:
    return tuple(part for part in _INITIAL_PARTS.findall(re.sub(r"[\s-]", "", text)))


class NameReader:
    """Finds people in the tokens of one text."""

    def __init__(self, known: FirstNames, text: str) -> None:
        self.known = known
        self.tokens = self._settle(_tokens(text))
        letters = [letter for letter in text if letter.isalpha()]
        self.no_case = bool(letters) and (all(map(str.islower, letters)) or all(map(str.isupper, letters)))

    def _settle(self, tokens: list[Token]) -> list[Token]:
        """Short words with a final dot that are names, not initials; bare initials without dots."""
        settled: list[Token] = []
        for index, token in enumerate(tokens):
            if token.kind == "initials":
                parts = [part for part in re.split(r"(?<=\.)[\s-]*", token.text) if part]
                longer = [part for part in parts if len(part) > 2]
                if longer and not all(part[0].isupper() and part[1:].islower() for part in longer):
                    settled.extend(Token("word", part.rstrip(".")) for part in parts)
                    continue
                if len(parts) == 1 and len(parts[0]) > 2 and self._short_name(parts[0][:-1], index, tokens):
                    settled.append(Token("word", parts[0][:-1]))
                    continue
            settled.append(token)
        return [self._undotted(index, settled) for index in range(len(settled))]

    def _short_name(self, word: str, index: int, tokens: list[Token]) -> bool:
        before = [token.kind for token in tokens[:index]]
        return self.known.known(word) or ("word" not in before and is_word(word) and index == 0 and len(word) > 2)

    @staticmethod
    def _undotted(index: int, tokens: list[Token]) -> Token:
        """«Иванова ИО», «Иванова И О», «Иванова И»: capitals without dots after or before a longer word."""
        token = tokens[index]
        if token.kind == "word" and len(token.text) <= 2 and token.text.isupper():
            beside = [
                tokens[at]
                for at in (index - 1, index + 1, index - 2, index + 2)
                if 0 <= at < len(tokens) and tokens[at].kind == "word"
            ]
            if any(len(other.text) > 2 and other.text[0].isupper() and not other.text.isupper() for other in beside):
                return Token("initials", "".join(f"{letter}." for letter in token.text))
        return token

    # ------------------------------------------------------------------ spans
    def segments(self) -> list[list[Token]]:
        """Tokens between hard separators; line breaks are separators of their own."""
        parts: list[list[Token]] = [[]]
        for token in self.tokens:
            if token.kind in {"sep", "newline", "slash"}:
                parts.append([token])
                parts.append([])
            else:
                parts[-1].append(token)
        return parts

    def people(self, segment: list[Token]) -> list[tuple[int, int, Mention]]:
        """People of one segment: (from, to, mention), tokens in between are rest."""
        found: list[tuple[int, int, Mention]] = []
        start = 0
        while start < len(segment):
            span = self._strong(segment, start)
            if span is None:
                break
            found.append(span)
            start = span[1]
        return found or self._weak(segment)

    def _namelike(self, token: Token) -> bool:
        if token.kind != "word" or is_post_word(token.text):
            return False
        return len(token.text) > 1 and (self.no_case or capitalised(token.text))

    def _strong(self, segment: list[Token], start: int) -> tuple[int, int, Mention] | None:
        """The next person told by a patronymic or by initials."""
        for at in range(start, len(segment)):
            token = segment[at]
            if token.kind == "initials":
                span = self._by_initials(segment, start, at)
            elif token.kind == "word" and (is_patronymic(token.text) or self._with_particle(segment, at)):
                span = self._by_patronymic(segment, start, at)
            elif token.kind == "word" and is_oblique_patronymic(token.text):
                span = self._oblique(segment, start, at)
            else:
                continue
            if span is not None:
                return span
        return None

    @staticmethod
    def _with_particle(segment: list[Token], at: int) -> bool:
        return at + 1 < len(segment) and segment[at + 1].kind == "word" and is_patronymic_particle(segment[at + 1].text)

    def _by_initials(self, segment: list[Token], start: int, at: int) -> tuple[int, int, Mention] | None:
        end = at + 1
        text = segment[at].text
        while end < len(segment) and segment[end].kind == "initials":
            text += segment[end].text
            end += 1
        initials = _initials_of(text)
        before = at - 1 >= start and self._namelike(segment[at - 1])
        after = end < len(segment) and self._namelike(segment[end])
        if after and before:
            # «учитель Иванова М.П. Петров И.И.»: initials belong to the word before, unless they begin the segment
            more = end + 1 < len(segment) and segment[end + 1].kind == "initials"
            after = not more and at - 2 >= start and segment[at - 2].kind == "initials"
            before = not after
        if before:
            first = self._hyphen_start(segment, start, at - 1)
            surname = self._surname(segment, first, at)
            return first, end, Mention("", surname=surname, initials=initials, trouble=NameTrouble.INITIALS)
        if after:
            last = self._hyphen_end(segment, end)
            surname = self._surname(segment, end, last)
            return at, last, Mention("", surname=surname, initials=initials, trouble=NameTrouble.INITIALS)
        return None

    def _hyphen_start(self, segment: list[Token], start: int, at: int) -> int:
        """«Немирович - Данько»: the place where a surname with a spaced hyphen begins."""
        if at - 2 >= start and segment[at - 1].kind == "dash" and self._namelike(segment[at - 2]):
            whole = at - 2 == start or segment[at - 3].kind != "word"
            return at - 2 if whole else at
        return at

    def _hyphen_end(self, segment: list[Token], at: int) -> int:
        if at + 2 == len(segment) - 1 and segment[at + 1].kind == "dash" and self._namelike(segment[at + 2]):
            return at + 3
        return at + 1

    @staticmethod
    def _surname(segment: list[Token], first: int, last: int) -> str:
        words = [token.text for token in segment[first:last] if token.kind == "word"]
        joiner = "-" if any(token.kind == "dash" for token in segment[first:last]) else " "
        return joiner.join(proper(word) for word in words)

    def _by_patronymic(self, segment: list[Token], start: int, at: int) -> tuple[int, int, Mention] | None:
        particle = self._with_particle(segment, at)
        end = at + (2 if particle else 1)
        if not particle and self._surname_like_patronymic(segment, start, at):
            return None
        patronymic = " ".join(proper(token.text) for token in segment[at:end])
        if at - 1 < start or segment[at - 1].kind != "word" or is_post_word(segment[at - 1].text):
            return None
        first_name = proper(segment[at - 1].text)
        if self.known.is_oblique(first_name) and not particle and not self.known.known(first_name):
            return self._oblique(segment, start, at)
        left = at - 2
        if left >= start and self._namelike(segment[left]):
            begin = self._hyphen_start(segment, start, left)
            begin = self._double_surname(segment, start, begin, left)
            surname = self._surname(segment, begin, at - 1)
            return begin, end, Mention("", PersonName(surname, first_name, patronymic))
        if end < len(segment) and self._namelike(segment[end]):
            last = self._hyphen_end(segment, end)
            surname = self._surname(segment, end, last)
            return at - 1, last, Mention("", PersonName(surname, first_name, patronymic))
        return at - 1, end, Mention("", trouble=NameTrouble.NO_SURNAME)

    def _surname_like_patronymic(self, segment: list[Token], start: int, at: int) -> bool:
        """«Абрамович Роман Аркадьевич», «Абрамович Роман»: a surname that looks like a patronymic."""
        alone = at == start or segment[at - 1].kind != "word" or is_post_word(segment[at - 1].text)
        following = at + 1 < len(segment) and segment[at + 1].kind in {"word", "initials"}
        if alone:
            return following
        # «Роман Абрамович Аркадьевич» is read as it stands, «учитель Абрамович Роман Аркадьевич» is not
        return (
            at + 2 < len(segment)
            and segment[at + 2].kind == "word"
            and is_patronymic(segment[at + 2].text)
            and not self.known.known(segment[at - 1].text)
        )

    def _double_surname(self, segment: list[Token], start: int, begin: int, left: int) -> int:
        """«Петрова Водкина Анна Сергеевна»: two words of a surname when the name begins the segment."""
        if begin == left and left - 1 == start and self._namelike(segment[start]) and not self.no_case:
            return start
        return begin

    def _oblique(self, segment: list[Token], start: int, at: int) -> tuple[int, int, Mention]:
        begin = at
        while begin - 1 >= start and self._namelike(segment[begin - 1]) and at - begin < 2:
            begin -= 1
        end = at + 1
        if at - begin < 2 and end < len(segment) and self._namelike(segment[end]):
            end += 1
        surname = proper(segment[begin].text) if at - begin == 2 else None
        return begin, end, Mention("", surname=surname, trouble=NameTrouble.OBLIQUE)

    def _weak(self, segment: list[Token]) -> list[tuple[int, int, Mention]]:
        """Two or three capital words without a patronymic: «Тен Валерия», «Нгуен Тхи Лан»."""
        begin = 0
        while begin < len(segment) and not self._namelike(segment[begin]):
            begin += 1
        end = begin
        while end < len(segment) and (self._namelike(segment[end]) or segment[end].kind == "dash"):
            end += 1
        while end > begin and segment[end - 1].kind == "dash":
            end -= 1
        words = self._joined_words(segment[begin:end])
        if self.no_case and (begin or end != len(segment)):
            return []
        if len(words) == 1 and not any(token.kind == "word" for token in segment[:begin] + segment[end:]):
            return [(begin, end, Mention("", surname=proper(words[0]), trouble=NameTrouble.ONE_WORD, certain=False))]
        if not 2 <= len(words) <= 3:
            return []
        mention = self._weak_mention([proper(word) for word in words])
        return [] if mention is None else [(begin, end, mention)]

    @staticmethod
    def _joined_words(tokens: list[Token]) -> list[str]:
        words: list[str] = []
        joining = False
        for token in tokens:
            if token.kind == "dash":
                joining = True
            elif joining and words:
                words[-1] += "-" + token.text
                joining = False
            else:
                words.append(token.text)
        return words

    def _weak_mention(self, words: list[str]) -> Mention | None:
        known = [self.known.known(word) for word in words]
        if any(self.known.is_oblique(word) for word in words) and not any(known):
            return Mention("", surname=words[0], trouble=NameTrouble.OBLIQUE)
        if not any(known):
            if self.no_case:
                return None
            if looks_like_surname(words[-1]) and not looks_like_surname(words[0]) and len(words) == 2:
                words = [words[1], words[0]]
            return Mention("", self._typed_order(words), certain=False)
        if len(words) == 2:
            surname_last = known[0] and (
                not known[1] or (looks_like_surname(words[1]) and not looks_like_surname(words[0]))
            )
            if known[0] and known[1]:
                surname_last = looks_like_surname(words[1]) and not looks_like_surname(words[0])
            surname, first = (words[1], words[0]) if surname_last else (words[0], words[1])
            return Mention("", PersonName(surname, first))
        return Mention("", self._typed_order(words))

    @staticmethod
    def _typed_order(words: list[str]) -> PersonName:
        return PersonName(words[0], words[1], " ".join(words[2:]) or None)

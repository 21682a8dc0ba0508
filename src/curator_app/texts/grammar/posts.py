"""Posts in a case: only the head phrase declines («учителю математики», «заместителем директора по УВР»)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from curator_app.texts.grammar.cases import Case
from curator_app.texts.grammar.post_dictionary import PostDictionary, dictionary
from curator_app.texts.grammar.post_guess import guess_head

Extra = Mapping[str, Mapping[Case, str]]

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\.?")
_SPACES: Final = re.compile(r"[^\S\n]+")
_HARD_BREAK: Final = re.compile(r"(\s*;\s*)")
_SOFT_BREAK: Final = re.compile(r"\s*[,/(–—]\s*|\s+(?:и|\+|-)\s+|\s*\n\s*")
_ACTING: Final = re.compile(r"(?:(?:вр\.?\s*)?и\.\s*о\.\s*|(?:ио|и/о|врио|вр\.?\s*ио)\s+)(?=[^\W\d_])", re.IGNORECASE)
_ABBREVIATED_HEADS: Final = frozenset(
    {"зам", "зав", "уч", "учит", "преп", "рук", "пед", "восп", "дир", "нач", "отв", "исп", "пом", "секр", "инстр"}
)
_ABBREVIATED_ATTRIBUTES: Final = frozenset({"ст", "мл", "гл", "соц", "мед", "муз", "тех", "вед", "шк", "науч"})
_BARE_ABBREVIATIONS: Final = frozenset({"зам", "зав"})
_ACRONYMS: Final = frozenset(["здувр", "здвр", "здахч", "здахр", "здур", "знмр", "зднмр", "пдо", "моп"])
_ADVERBS: Final = frozenset({"временно"})


@dataclass(frozen=True, slots=True)
class PostForm:
    """A post in a case; ``known`` is False where the form is only a guess and somebody should look at it."""

    text: str
    known: bool


def decline_post(post: str, case: Case, *, extra: Extra | None = None) -> PostForm:
    """The post in a case; never raises.

    Several posts decline each: joined by «;», or by «,», «и», «/», «(», a dash, a new line before another known post.
    «И.о.» and abbreviations («зам. директора», «ЗДУВР») stay. ``extra`` holds the school's own forms, of a whole post
    or of its first words; they win over the dictionary. A capital first letter and ALL CAPS are kept.
    """
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", post)).strip()
    words = dictionary(_frozen(extra))
    if (whole := words.own_form(text, case)) is not None:
        return PostForm(whole, known=True)
    pieces: list[str] = []
    known = bool(text)
    for part in _HARD_BREAK.split(text):
        if not part or _HARD_BREAK.fullmatch(part):
            pieces.append(part)
            continue
        for segment, separator in _segments(part, words):
            form = _segment(segment, case, words)
            pieces += [form.text, separator]
            known = known and form.known
    return PostForm("".join(pieces), known)


def _frozen(extra: Extra | None) -> tuple[tuple[str, tuple[tuple[Case, str], ...]], ...]:
    return tuple((post, tuple(forms.items())) for post, forms in (extra or {}).items())


def _segments(part: str, words: PostDictionary) -> list[tuple[str, str]]:
    """Posts of one line with the separator after each; a separator counts only before a known post."""
    result: list[tuple[str, str]] = []
    start = 0
    for match in _SOFT_BREAK.finditer(part):
        if match.start() > start and _starts_post(part[match.end() :], words):
            result.append((part[start : match.start()], match.group()))
            start = match.end()
    result.append((part[start:], ""))
    return result


def _starts_post(text: str, words: PostDictionary) -> bool:
    return _ACTING.match(text) is not None or words.own_starts(text) or _head(text, Case.GENITIVE, words) is not None


def _segment(text: str, case: Case, words: PostDictionary) -> PostForm:
    acting = _ACTING.match(text)
    if acting is not None:
        rest = text[acting.end() :]
        head = _head(rest, Case.GENITIVE, words)
        if case is Case.NOMINATIVE or head is None:
            return PostForm(text, head is not None or words.starts_in_genitive(rest))
        return PostForm(acting.group() + head, known=True)
    head = _head(text, case, words)
    if head is not None:
        return PostForm(head, known=True)
    return PostForm(text if case is Case.NOMINATIVE else guess_head(text, case), known=False)


def _head(text: str, case: Case, words: PostDictionary) -> str | None:
    """``text`` with its head phrase in the case, or None where the dictionary does not know the head.

    The phrase is: attributes («старший», «ст.»), the noun, and a noun set right beside it («учитель логопед»). What
    follows («математики», «директора по УВР») stays.
    """
    if (own := words.own_beginning(text, case)) is not None:
        return own
    done = ""
    position = 0
    found = False
    while (token := _TOKEN.match(text, position)) is not None:
        word = token.group()
        bare = word.rstrip(".").casefold()
        abbreviated = word.endswith(".")
        if not found and (
            (abbreviated and bare in _ABBREVIATED_HEADS) or word in _BARE_ABBREVIATIONS or bare in _ACRONYMS
        ):
            return text
        if not found and (bare in _ADVERBS or (abbreviated and bare in _ABBREVIATED_ATTRIBUTES)):
            form: str | None = word
        elif abbreviated:
            form = None
        else:
            form = words.noun(word, case)
            if form is not None:
                found = True
            else:
                form = words.attribute(word, case)
        if form is None:
            break
        done += form
        position = token.end()
        step = 1 if text.startswith(" ", position) else 0
        if not step and not abbreviated:
            break
        if found and not _noun_at(text, position + step, words):
            break
        done += text[position : position + step]
        position += step
    return done + text[position:] if found else None


def _noun_at(text: str, position: int, words: PostDictionary) -> bool:
    token = _TOKEN.match(text, position)
    return token is not None and words.noun(token.group(), Case.GENITIVE) is not None

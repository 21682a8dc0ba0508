"""A suggestion for a post that no dictionary of the program knows, by the morphological dictionary."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from curator_app.texts.grammar.cases import Case

_TAGS: Final[dict[Case, str]] = {
    Case.GENITIVE: "gent",
    Case.DATIVE: "datv",
    Case.ACCUSATIVE: "accs",
    Case.INSTRUMENTAL: "ablt",
    Case.PREPOSITIONAL: "loct",
}
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def guess_head(text: str, case: Case) -> str:
    """``text`` with the adjectives at its beginning and the first noun in an oblique case.

    Text that does not begin so (an abbreviation, a foreign word) comes back as it is.
    """
    done = ""
    position = 0
    while (token := _TOKEN.match(text, position)) is not None:
        word = token.group()
        halves = [_inflect(half, case) for half in word.split("-")]
        forms = [form for form, _ in halves if form is not None]
        if len(forms) < len(halves):
            break
        done += "-".join(forms)
        position = token.end()
        if any(is_noun for _, is_noun in halves):
            return done + text[position:]
        gap = re.compile(r" +").match(text, position)
        if gap is None:
            break
        done += gap.group()
        position = gap.end()
    return text


def _inflect(word: str, case: Case) -> tuple[str | None, bool]:
    """The word in the case and whether it is a noun; None for what is not a nominative singular."""
    if len(word) > 1 and word.isupper() and len(word) <= 5:
        return None, False
    candidates = [
        parse
        for parse in _analyzer().parse(word)
        if {"nomn", "sing"} <= parse.tag.grammemes and parse.tag.POS in ("NOUN", "ADJF", "PRTF")
    ]
    candidates.sort(key=lambda parse: "inan" in parse.tag)
    for parse in candidates:
        masculine_accusative = case is Case.ACCUSATIVE and "masc" in parse.tag
        form = parse.inflect({"gent" if masculine_accusative else _TAGS[case], "sing"})
        if form is not None:
            return _cased(word, str(form.word)), parse.tag.POS == "NOUN"
    return None, False


def _cased(model: str, form: str) -> str:
    if len(model) > 1 and model.isupper():
        return form.upper()
    return form[:1].upper() + form[1:] if model[:1].isupper() else form


@lru_cache(maxsize=1)
def _analyzer() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()

"""The stored forms of posts: resources/catalogues/posts.json and the school's own."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Final

from curator_app.runtime.paths import resources
from curator_app.texts.grammar.cases import Case

_Forms = dict[Case, str]
_Own = tuple[tuple[str, tuple[tuple[Case, str], ...]], ...]
_BOUNDARY: Final = re.compile(r"(?![\w-])")


class PostDictionary:
    """Forms by the nominative in small letters, ё and е alike."""

    def __init__(self, nouns: dict[str, _Forms], attributes: dict[str, _Forms], own: dict[str, _Forms]) -> None:
        self._nouns = nouns
        self._attributes = attributes
        self._own = own
        self._genitives = {_key(forms[Case.GENITIVE].split()[0]) for forms in nouns.values()}

    def own_form(self, post: str, case: Case) -> str | None:
        """The school's form of a whole post, with the letters of ``post`` in mind."""
        forms = self._own.get(_key(post))
        if forms is None or case not in forms:
            return None
        return _like(post, forms[case])

    def own_starts(self, text: str) -> bool:
        """True if ``text`` begins with a post of the school's own."""
        return self._own_at_start(text) is not None

    def own_beginning(self, text: str, case: Case) -> str | None:
        """``text`` whose first words are a post of the school's own; the longest one counts."""
        post = self._own_at_start(text)
        if post is None or (form := self._own[post].get(case)) is None:
            return None
        return _like(text[: len(post)], form) + text[len(post) :]

    def _own_at_start(self, text: str) -> str | None:
        key = text.casefold().replace("ё", "е")
        found = (post for post in self._own if key.startswith(post) and _BOUNDARY.match(key, len(post)))
        return max(found, key=len, default=None)

    def noun(self, word: str, case: Case) -> str | None:
        """A word that may be the head: «учитель», «педагог-психолог»; of an unlisted pair both halves decline."""
        if (form := _find(self._nouns, word, case)) is not None:
            return form
        halves = word.split("-")
        if len(halves) < 2:
            return None
        forms = [_find(self._nouns, half, case) for half in halves]
        return "-".join(form for form in forms if form) if all(forms) else None

    def attribute(self, word: str, case: Case) -> str | None:
        """An adjective before the head: «старший», «медицинская»."""
        return _find(self._attributes, word, case)

    def starts_in_genitive(self, text: str) -> bool:
        """«директора школы»: the first word is the genitive of a known post (after «и.о.»)."""
        first = re.match(r"[\w-]+", text)
        return first is not None and _key(first.group()) in self._genitives


@lru_cache(maxsize=8)
def dictionary(own: _Own) -> PostDictionary:
    """The program's dictionary with the school's own posts."""
    nouns, attributes = _stored()
    return PostDictionary(nouns, attributes, {_key(post): dict(forms) for post, forms in own})


@lru_cache(maxsize=1)
def _stored() -> tuple[dict[str, _Forms], dict[str, _Forms]]:
    catalogue = json.loads((resources() / "catalogues" / "posts.json").read_text(encoding="utf-8"))
    nouns, attributes = (
        {_key(entry["nominative"]): {case: entry[case] for case in Case} for entry in catalogue[part]}
        for part in ("posts", "attributes")
    )
    return nouns, attributes


def _key(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split())


def _find(forms: dict[str, _Forms], word: str, case: Case) -> str | None:
    entry = forms.get(_key(word))
    return None if entry is None else _like(word, entry[case])


def _like(model: str, form: str) -> str:
    """``form`` with the capitals of ``model`` and, where the model is written without ё, without it."""
    if "ё" not in model.casefold() and "е" in model.casefold() and _stem_has_yo(model, form):
        form = form.replace("ё", "е")
    if len(model) > 1 and model.isupper():
        return form.upper()
    pieces = re.split(r"([\s-]+)", form)
    models = re.split(r"([\s-]+)", model)
    if len(pieces) != len(models):
        return form[:1].upper() + form[1:] if model[:1].isupper() else form
    return "".join(
        piece[:1].upper() + piece[1:] if sample[:1].isupper() else piece
        for piece, sample in zip(pieces, models, strict=True)
    )


def _stem_has_yo(model: str, form: str) -> bool:
    """The ё of «стажёра» stands where the model has «е» («стажер»), unlike that of the ending of «секретарём»."""
    place = form.casefold().find("ё")
    return 0 <= place < len(model) and model[place].casefold() == "е"

"""The state of a consent as a pill: the same words and colours on every screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from curator_app.texts.labels import CONSENT_STATE, code_label
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.table_model import Badge

_TONES: Final[Mapping[str, Tone]] = {
    "given": "ok",
    "soon": "warn",
    "later": "warn",
    "expired": "danger",
    "withdrawn": "danger",
    "refused": "danger",
}


def consent_badge(state: str | None) -> Badge:
    """«действует», «отозвано»…; None = there is none."""
    if state is None:
        return Badge("нет", "warn")
    return Badge(code_label(state, CONSENT_STATE), _TONES.get(state, "neutral"))


def consent_word(state: str | None) -> str:
    """The same as a word, to sort and search by."""
    return consent_badge(state).text

"""What a row says of the mentee's request: wording, day, source, state, subject, one deficit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from curator_app.domain.letters import fold
from curator_app.services.imports.cells import RowCells
from curator_app.services.imports.facts import DeficitFacts, RequestFacts
from curator_app.texts import labels

_CODED: dict[str, Mapping[Any, str]] = {"source": labels.REQUEST_SOURCE, "status": labels.REQUEST_STATUS}
_YES_NO = {"да": True, "нет": False}
_SEVERITIES = {"0": 0, "1": 1, "2": 2, "3": 3}
_SUBSTANTIAL = 2


def read_request(cells: RowCells, raw: dict[str, str]) -> RequestFacts | None:
    """The request of the row, None without a wording. Texts that were not understood go into ``raw``."""
    if not cells.table.feeding("request"):
        return None
    wording = _text(cells, "request", raw)
    if not wording:
        return None
    told = RequestFacts(wording)
    date = cells.take("request_date")
    if date.raw is not None:
        raw["request_date"] = date.raw
    values: dict[str, Any] = {"date": date.values.get("request_date"), "subject": _text(cells, "request_subject", raw)}
    for name, words in _CODED.items():
        codes = {fold(word): str(code.value) for code, word in words.items()}
        values[name] = _one_of(cells, f"request_{name}", codes, raw)
    for name in ("urgent", "subject_required"):
        values[name] = _one_of(cells, f"request_{name}", _YES_NO, raw)
    told.values = {name: value for name, value in values.items() if value is not None}
    area = _text(cells, "deficit_area", raw)
    if area:
        before = _one_of(cells, "severity", _SEVERITIES, raw)
        after = _one_of(cells, "severity_after", _SEVERITIES, raw)
        text = _text(cells, "deficit_text", raw)
        told.deficit = DeficitFacts(area, text, _SUBSTANTIAL if before is None else before, after)
    return told


def _text(cells: RowCells, field: str, raw: dict[str, str]) -> str | None:
    taken = cells.take(field)
    text = taken.values.get(field)
    if isinstance(text, str) and text.strip():
        return text.strip()
    if taken.raw:
        raw[field] = taken.raw
    return None


def _one_of(cells: RowCells, field: str, known: Mapping[str, Any], raw: dict[str, str]) -> Any:
    text = _text(cells, field, raw)
    if text is None:
        return None
    value = known.get(fold(text))
    if value is None:
        raw[field] = text
    return value

"""Frozen dataclasses to JSON values and back, exactly: what a snapshot of a paper is kept in.

Understood field types: ``str``, ``int``, ``float``, ``bool``, ``datetime.date``, ``Literal``, ``X | None``,
``tuple[X, ...]``, a frozen dataclass, and a union of dataclasses (told apart by the key ``"is"``).
"""

from __future__ import annotations

import datetime as dt
import types
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Plain = dict[str, Any]
_T = TypeVar("_T")
_KIND = "is"


def to_plain(value: Any) -> Any:
    """A value made of dictionaries, lists, strings and numbers that ``json.dumps`` takes as it is."""
    if is_dataclass(value) and not isinstance(value, type):
        return {_KIND: type(value).__name__, **{f.name: to_plain(getattr(value, f.name)) for f in fields(value)}}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def from_plain(kind: type[_T], value: Any) -> _T:
    """The dataclass ``kind`` from what ``to_plain`` gave.

    A field that is absent takes its default, an unknown one is passed over, so that an old snapshot still
    opens. Raises ValueError for a value of the wrong shape.
    """
    built = _build(kind, value)
    if not isinstance(built, kind):
        raise ValueError(f"{kind.__name__} expected, not {type(value).__name__}")
    return built


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _build(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _build_union(get_args(kind), value)
    if origin is tuple:
        if not isinstance(value, list):
            raise ValueError(f"a list expected, not {type(value).__name__}")
        return tuple(_build(get_args(kind)[0], item) for item in value)
    if origin is Literal:
        if value not in get_args(kind):
            raise ValueError(f"{value!r} is none of {get_args(kind)}")
        return value
    if is_dataclass(kind):
        return _build_dataclass(kind, value)
    if kind is dt.date:
        return dt.date.fromisoformat(value)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ValueError(f"{kind.__name__} expected, not {type(value).__name__}")
    return value


def _build_union(kinds: tuple[Any, ...], value: Any) -> Any:
    if value is None and type(None) in kinds:
        return None
    candidates = [kind for kind in kinds if kind is not type(None)]
    if len(candidates) == 1:
        return _build(candidates[0], value)
    name = value.get(_KIND) if isinstance(value, dict) else None
    for kind in candidates:
        if getattr(kind, "__name__", None) == name:
            return _build(kind, value)
    raise ValueError(f"no dataclass named {name!r}")


def _build_dataclass(kind: Any, value: Any) -> Any:
    if not isinstance(value, dict):
        raise ValueError(f"an object expected for {kind.__name__}, not {type(value).__name__}")
    hints = _hints(kind)
    given: dict[str, Any] = {}
    for field in fields(kind):
        if field.name in value:
            given[field.name] = _build(hints[field.name], value[field.name])
        elif field.default is MISSING and field.default_factory is MISSING:
            raise ValueError(f"{kind.__name__}.{field.name} is absent")
    return kind(**given)

"""Where drafts of forms lie while a base is open. Apart from the keeper: the start needs no form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class DraftStore(Protocol):
    """Where drafts lie. ``get`` tells when a draft was saved, in words, and its values."""

    def put(self, key: str, title: str, values: Mapping[str, Any]) -> None: ...
    def get(self, key: str) -> tuple[str, dict[str, Any]] | None: ...
    def drop(self, key: str) -> None: ...


_store: DraftStore | None = None


def use_store(store: DraftStore | None) -> None:
    """The store of the base that is open; None = drafts are not kept (tests, no base)."""
    global _store
    _store = store


def store_in_use() -> DraftStore | None:
    """The store that was told last."""
    return _store

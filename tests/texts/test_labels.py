"""Names of fields: what may be shown to a person is named in Russian."""

from __future__ import annotations

import importlib
import pkgutil

import sqlalchemy as sa

from curator_app import models
from curator_app.models.base import Base
from curator_app.texts.labels import field_label
from curator_app.ui.privacy.words import TABLES

# codes and keys of the program: no name of a person stands in them
_NEVER = {
    "owner_kind", "object_kind", "catalogue", "code", "key", "series", "content_hash", "rule_code", "occurrence",
    "state", "template_code", "role", "sha256",
}  # fmt: skip


def test_every_text_that_may_mention_a_person_has_a_russian_name() -> None:
    for found in pkgutil.walk_packages(models.__path__, f"{models.__name__}."):
        importlib.import_module(found.name)
    texts = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        if table.name in TABLES
        for column in table.columns
        if isinstance(column.type, sa.String | sa.JSON) and column.name not in _NEVER
    }
    assert "export_record.file_name" in texts
    assert {text for text in texts if field_label(text.split(".")[1]).isascii()} == set()

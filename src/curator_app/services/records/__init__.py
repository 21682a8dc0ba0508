"""Records of the headless interface: the same fields in and out as JSON (contract: docs/cli.md)."""

from curator_app.services.records.adding import add_records, remove_record, set_records
from curator_app.services.records.applying import apply_steps
from curator_app.services.records.listing import LISTS, list_records
from curator_app.services.records.putting import KINDS

__all__ = [
    "KINDS",
    "LISTS",
    "add_records",
    "apply_steps",
    "list_records",
    "remove_record",
    "set_records",
]

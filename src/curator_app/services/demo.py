"""The demonstration school: an invented school of 2026/2027 made through the services, as a curator would make it.

Its own clock moves through the year, so that the same school comes out on every day it is made.
"""

from __future__ import annotations

import copy
import datetime as dt
import json
from typing import Any

from curator_app.runtime import paths
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import KnownProblem
from curator_app.services import people, records
from curator_app.services.workspace import Workspace

# When each file of resources/demo is entered; later files refer to people of the earlier ones.
_ENTERED = (
    ("people", dt.datetime(2026, 8, 26, 10, 0)),
    ("school", dt.datetime(2026, 8, 26, 12, 0)),
    ("mentors", dt.datetime(2026, 8, 31, 11, 0)),
    ("mentees", dt.datetime(2026, 9, 3, 9, 30)),
    ("consents", dt.datetime(2026, 9, 3, 14, 0)),
    ("wishes", dt.datetime(2026, 9, 3, 16, 30)),
)


def require_empty(workspace: Workspace) -> None:
    """Raises KnownProblem when the base already holds people: the invented school never mixes with a real one."""
    if people.list_people(workspace):
        raise KnownProblem(
            "В этой папке уже есть данные школы. Учебная школа создаётся только в пустой папке: "
            "укажите другую в --data-dir."
        )


def fill(workspace: Workspace) -> None:
    """Fills an empty base with the demonstration school, one named action a kind of records.

    Raises KnownProblem when the base already holds people.
    """
    require_empty(workspace)
    refs: dict[str, int] = {}
    for name, moment in _ENTERED:
        entering = at(workspace, moment)
        for kind, told in read(name).items():
            records.add_records(entering, kind, told, refs)


def at(workspace: Workspace, moment: dt.datetime) -> Workspace:
    """The same open base with a clock that stands at ``moment``."""
    view = copy.copy(workspace)
    view.clock = fixed(moment)
    return view


def read(name: str) -> dict[str, list[dict[str, Any]]]:
    """One file of ``resources/demo``: {kind: records}."""
    text = (paths.resources() / "demo" / f"{name}.json").read_text(encoding="utf-8")
    content: dict[str, list[dict[str, Any]]] = json.loads(text)
    return content

"""The register of the demonstration school: its own orders, the council's minutes, the Положение and who has read it,
scans, an order still being written, what was measured at the end of September."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from curator_app.documents.blocks import Document
from curator_app.runtime import files
from curator_app.services import attachments, pairs
from curator_app.services.attachments import OwnerKind
from curator_app.services.monitoring import snapshots
from curator_app.services.papers import acknowledgements, drafts, links, minutes, register, registered
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order
from curator_app.services.papers.links import ObjectKind
from curator_app.services.papers.registered import PaperEntry
from curator_app.services.workspace import Workspace

At = Callable[[Workspace, dt.datetime], Workspace]
_DAYS = frozenset({"date", "until", "effective_date", "from_date"})
_PEOPLE = frozenset({"supplier", "new_mentor"})
_LISTS = frozenset({"results", "documents"})
_SCAN = "Подписанный экземпляр"


def fill_register(
    workspace: Workspace, told: Mapping[str, Any], ids: Mapping[str, int], at: At, close_last_year: Callable[[], None]
) -> None:
    """``told``: resources/demo/register.json; ``ids``: people by their names in the files; ``at``: the same base with
    a clock that stands at a moment; ``close_last_year`` is called once the papers of the last summer are there. Raises
    KnownProblem."""
    entering = at(workspace, _at(told["entered"]))
    papers: dict[str, tuple[ObjectKind, int]] = {}
    for one in told["orders"]:
        papers[one["ref"]] = ("order", issue_order(entering, _command(one, ids)).id)
    council = minutes.minutes_paper(entering, _minutes(told["minutes"], ids)).document
    for name, kind, document in (("minutes", "council_minutes", council), ("local_act", "local_act", None)):
        papers[told[name]["ref"]] = ("paper", registered.register_paper(entering, _entry(told[name], kind, document)))
    for one in told["links"]:
        links.link(entering, *papers[one["from"]], *papers[one["to"]], one["relation"])
    _acquaint(workspace, told, papers, ids, at)
    _scan(entering, told["scanned"], papers, papers[told["minutes"]["ref"]][1], council)
    measured = told["measured"]["on"]
    snapshots.take_snapshot(at(workspace, _at(measured)), measured[:7], _day(measured))
    close_last_year()
    facts = dict(told["draft"])
    pair = next(row.id for row in pairs.list_pairs(workspace) if row.mentor == ids[facts["mentor"]])
    del facts["mentor"]
    drafts.save_draft(at(workspace, _at(told["drafted"])), _command(facts, ids, pairs=(pair,)))


def _command(told: Mapping[str, Any], ids: Mapping[str, int], **more: Any) -> OrderCommand:
    values = {name: value for name, value in told.items() if name != "ref"}
    values |= {name: _day(value) for name, value in values.items() if name in _DAYS}
    values |= {name: ids[value] for name, value in values.items() if name in _PEOPLE}
    values |= {name: tuple(value) for name, value in values.items() if name in _LISTS}
    return OrderCommand(**values, **more)


def _minutes(told: Mapping[str, Any], ids: Mapping[str, int]) -> minutes.MinutesWish:
    first, *others = minutes.usual_questions()
    spoken = minutes.QuestionWish(title=first.title, spoke=told["spoke"], decisions=first.decisions)
    return minutes.MinutesWish(
        number=told["number"],
        date=_day(told["date"]),
        secretary=ids[told["secretary"]],
        present=told["present"],
        staff=told["staff"],
        questions=(spoken, *others),
    )


def _entry(told: Mapping[str, Any], kind: str, document: Document | None) -> PaperEntry:
    return PaperEntry(
        kind=kind, heading=told["heading"], number=told["number"], date=_day(told["date"]), document=document
    )


def _acquaint(
    workspace: Workspace,
    told: Mapping[str, Any],
    papers: Mapping[str, tuple[ObjectKind, int]],
    ids: Mapping[str, int],
    at: At,
) -> None:
    """Most have read it in time, the others are late."""
    reading = told["acquaintance"]
    paper = papers[reading["of"]]
    wanted = [ids[ref] for refs in (*reading["read"].values(), reading["waiting"]) for ref in refs]
    acknowledgements.ask(at(workspace, _at(told["entered"])), *paper, wanted, _day(reading["due"]))
    for day, refs in reading["read"].items():
        acknowledgements.mark(at(workspace, _at(day)), *paper, [ids[ref] for ref in refs], _day(day))


def _scan(
    workspace: Workspace,
    wanted: list[str],
    papers: Mapping[str, tuple[ObjectKind, int]],
    minutes_id: int,
    council: Document,
) -> None:
    """Kept files for signed papers: their own pages stand for the scans."""
    from curator_app.documents.pdf import to_pdf

    numbers = {row.number: row.id for row in register.list_orders(workspace)}
    found: list[tuple[OwnerKind, int, bytes]] = [("paper", minutes_id, to_pdf(council))]
    for one in wanted:
        order = papers[one][1] if one in papers else numbers[one]
        found.append(("order", order, register.reprint(workspace, order)))
    with tempfile.TemporaryDirectory(prefix="curator-") as folder:
        for kind, owner, content in found:
            path = Path(folder) / f"{_SCAN}.pdf"
            files.write_bytes(path, content)
            attachments.add_files(workspace, kind, owner, [path])


def _day(told: str) -> dt.date:
    return dt.date.fromisoformat(told)


def _at(told: str) -> dt.datetime:
    return dt.datetime.combine(_day(told), dt.time(16, 0))

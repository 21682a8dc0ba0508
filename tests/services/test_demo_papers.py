"""The demonstration school's register: its own orders, registered papers, scans, who has read what, a draft."""

from __future__ import annotations

import datetime as dt

from curator_app.services import attachments, demo, inspection
from curator_app.services.inspection import Scope
from curator_app.services.monitoring import snapshots
from curator_app.services.papers import acknowledgements, drafts, links, numbering, register, registered
from curator_app.services.workspace import Workspace


def test_the_register_is_that_of_a_school_at_work(workspace: Workspace) -> None:
    demo.fill_with_orders(workspace)
    orders = {row.number: row for row in register.list_orders(workspace)}
    assert set(orders) == {"47-ОД", "22-ОД", "40-ОД", "41-ОД", "46-ОД", "58-ОД", "59-ОД", "60-ОД", "31-К"}
    council, regulation = registered.list_papers(workspace)
    assert (council.kind, council.number, council.printable) == ("council_minutes", "1", True)
    assert [(one.outgoing, one.relation) for one in links.list_links(workspace, "paper", regulation.id)] == [
        (True, "appendix")
    ]
    marks = acknowledgements.list_acknowledgements(workspace, "paper", regulation.id)
    assert sum(one.acquainted_on is not None for one in marks) == 14
    assert len(acknowledgements.overdue(workspace)) == 2
    scans = attachments.list_attachments(workspace, "order") + attachments.list_attachments(workspace, "paper")
    assert len(scans) == 6
    assert set(attachments.states(workspace, scans).values()) == {"ok"}
    (draft,) = drafts.list_drafts(workspace)
    assert (draft.type, draft.number) == ("replacement", None)
    assert [one.period for one in snapshots.list_snapshots(workspace)] == ["2026-09"]
    assert numbering.notices(workspace, [2026]) == ()
    gaps = inspection.look(workspace, Scope("year", year="2026/2027")).gaps
    assert 3 <= len(gaps) <= 8
    assert {gap.about for gap in gaps} >= {"Мышкин Н.Л. — Черных О.В.", "Приказ от 02.10.2026 № 31-К"}
    assert not [gap for gap in gaps if gap.about == "Школа"]
    assert workspace.clock.today() == dt.date(2026, 10, 5)
    assert workspace.check() == []

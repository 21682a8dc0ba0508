"""What is read of the orders that assign mentors, and how much of it."""

from __future__ import annotations

from sqlalchemy import event
from tests.services.papers.school import DATE, fill

from curator_app.services import pair_facts
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order
from curator_app.services.workspace import Workspace


def test_the_paper_of_an_order_is_read_once_whatever_it_lists(workspace: Workspace) -> None:
    """An order on all pairs of a school is long: read beside every pair, it takes minutes in a folder of a year."""
    school = fill(workspace)
    order = issue_order(
        workspace, OrderCommand(type="assignment_list", pairs=(school.pair, school.other), number="1", date=DATE)
    )
    seen: list[str] = []

    def told(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    with workspace.read() as session:
        event.listen(session.get_bind(), "before_cursor_execute", told)
        found = pair_facts.assigning_orders(session)
        assert {pair: one.id for pair, one in found.items()} == {school.pair: order.id, school.other: order.id}
        requisites = pair_facts.assignment_requisites(session)
        assert requisites == {pair: (one.date, one.number) for pair, one in found.items()}
        event.remove(session.get_bind(), "before_cursor_execute", told)
    assert not any("order_pair" in one and "snapshot" in one for one in seen)

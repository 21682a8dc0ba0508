"""What the cards of «Подбор» can do; the page does it."""

from __future__ import annotations

from typing import Protocol

from curator_app.services.proposals.repairing import RepairRow
from curator_app.ui.pairs.heat_map import Mark


class ProposalActs(Protocol):
    """The page behind the cards."""

    def mark(self, mark: Mark) -> None:
        """Another state of the current cell."""

    def go_to(self, cell: tuple[int, int]) -> None:
        """Another cell."""

    def go_to_request(self, request: int) -> None:
        """The column of a request, at the mentor proposed or the one who fits best."""

    def apply(self, repair: RepairRow) -> None:
        """Makes a change that lets a request in."""

    def open_person(self, kind: str, person: int) -> None:
        """The card of a mentor or mentee on its tab."""

    def show_overview(self) -> None:
        """Back from a cell to the whole."""

    def show_blanks(self) -> None:
        """Blanks of the consents that the current pair lacks."""

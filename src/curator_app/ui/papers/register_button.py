"""«В реестр»: a paper just made goes into the register in one click, as a draft with the next number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from curator_app.documents.blocks import Document
from curator_app.services.papers import registered
from curator_app.services.papers.numbering import next_number
from curator_app.services.papers.registered import PaperEntry, usual_series
from curator_app.services.workspace import Workspace
from curator_app.ui.common.errors import told
from curator_app.ui.common.page import PageHost
from curator_app.ui.papers.small_buttons import IconButton


@dataclass(frozen=True, slots=True)
class MadePaper:
    """What is to be registered: ``kind`` is the code of its template, ``document`` is called beside the window; about
    one person or one pair, if so."""

    kind: str
    heading: str
    document: Callable[[], Document]
    person: int | None = None
    pair: int | None = None


class RegisterButton(IconButton):
    """``made`` gives the paper shown, None when there is none. ``registered``: the number of the last record."""

    def __init__(
        self, host: PageHost, workspace: Workspace, made: Callable[[], MadePaper | None], parent: QWidget
    ) -> None:
        super().__init__("В реестр", "table", self._register, parent)
        self.setToolTip("Записать документ в реестр как проект: номер и статус можно изменить там")
        self._host = host
        self._workspace = workspace
        self._made = made
        self.registered: int | None = None

    @told()
    def _register(self) -> None:
        made = self._made()
        if made is None:
            return
        self._host.run("Записывается в реестр", lambda _progress: made.document(), partial(self._enter, made))

    def _enter(self, made: MadePaper, document: Document) -> None:
        today = self._workspace.clock.today()
        series = usual_series(made.kind)
        entry = PaperEntry(
            kind=made.kind,
            heading=made.heading,
            number=None if series == "other" else next_number(self._workspace, series, today),
            date=today,
            status="draft",
            person=made.person,
            pair=made.pair,
            document=document,
        )
        self.registered = registered.register_paper(self._workspace, entry)
        self._host.changed(None, f"Записано в реестр: {made.heading}")

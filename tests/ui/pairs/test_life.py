"""Life of a pair on the screen: each act saves and opens the right paper, filled in."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk
from tests.ui.pairs.invented import FORM, Invented, give_consents

from curator_app.services import pairs
from curator_app.services.pair_life import acts
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order
from curator_app.ui import papers
from curator_app.ui.common import dialogs
from curator_app.ui.common.card_content import PeriodBar
from curator_app.ui.common.form_dialog import FormDialog
from curator_app.ui.common.period_strip import PeriodStrip
from curator_app.ui.pairs import life_acts
from curator_app.ui.pairs.page import PairsPage

END = dt.date(2027, 5, 31)


class Opened:
    """Orders asked for instead of their dialog."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.orders: list[OrderCommand] = []
        monkeypatch.setattr(papers, "new_order", lambda _host, _ws, _parent, wish: self.orders.append(wish))


@pytest.fixture
def page(base: Invented, desk: Desk, qtbot: QtBot) -> PairsPage:
    give_consents(base, base.petrova, base.ivanova)
    today = base.workspace.clock.today()
    data = pairs.PairData(
        mentor=base.petrova, mentees=[base.ivanova], start_date=today, end_date=END, mentoring_form=FORM
    )
    (one,) = pairs.form_pairs(base.workspace, [data])
    issue_order(base.workspace, OrderCommand(type="assignment", pairs=(one,), number="7-од", date=today))
    made = PairsPage(desk, base.workspace)
    qtbot.addWidget(made.widget)
    made.refresh(None)
    made.show_record("pair", one)
    return made


def _fill(monkeypatch: pytest.MonkeyPatch, **told: object) -> list[FormDialog]:
    """The dialog is filled in and saved instead of being shown."""
    seen: list[FormDialog] = []

    def run(dialog: QDialog) -> bool:
        assert isinstance(dialog, FormDialog)
        seen.append(dialog)
        for name, value in told.items():
            dialog.form.fields[name].set_value(value)
        dialog.save()
        return dialog.result() == QDialog.DialogCode.Accepted

    monkeypatch.setattr(life_acts, "run_dialog", run)
    return seen


def test_a_resignation_leads_to_the_order_of_replacement(
    base: Invented, page: PairsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Opened(monkeypatch)
    dialogs = _fill(monkeypatch, reason="нагрузка")
    row = page.one()
    assert row is not None
    page.life.request(row)
    assert dialogs[0].result() == QDialog.DialogCode.Accepted
    (wish,) = opened.orders
    assert (wish.type, wish.pairs) == ("replacement", (row.id,))
    assert wish.ground is not None
    assert wish.ground.startswith("заявления Петровой А.С.")
    assert wish.from_date is not None
    assert wish.from_date > base.workspace.clock.today()
    content = page.card.content
    assert content is not None
    assert "наставник просит освободить" in [badge.text for badge in content.badges]
    assert content.actions[0].text == "Заменить наставника…"


def test_a_release_too_early_is_told_at_its_field(
    base: Invented, page: PairsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Opened(monkeypatch)
    dialogs = _fill(monkeypatch, effective_on=base.workspace.clock.today())
    row = page.one()
    assert row is not None
    page.life.request(row)
    assert opened.orders == []
    assert "три рабочих дня" in dialogs[0].form.fields["effective_on"].problem


def test_an_extension_and_a_pause(base: Invented, page: PairsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Opened(monkeypatch)
    row = page.one()
    assert row is not None
    _fill(monkeypatch, until=dt.date(2027, 8, 31))
    page.life.extend(row)
    assert [(wish.type, wish.end_date) for wish in opened.orders] == [("extension", dt.date(2027, 8, 31))]
    _fill(monkeypatch, reason="больничный")
    page.life.pause(row)
    paused = page.one()
    assert paused is not None
    assert paused.status == "paused"
    names = [act.text for act in page.life.entries(paused) if act]
    assert "Возобновить…" in names
    assert "Приостановить…" not in names


def test_the_strip_tells_itself_in_words_and_keeps_its_places(qtbot: QtBot, look: object) -> None:
    del look
    bar = PeriodBar(
        dt.date(2026, 9, 1),
        dt.date(2026, 9, 30),
        dt.date(2026, 9, 16),
        gaps=((dt.date(2026, 9, 10), None),),
        orders=(dt.date(2026, 9, 1),),
    )
    strip = PeriodStrip(bar)
    qtbot.addWidget(strip)
    strip.resize(310, 60)
    assert strip.accessibleName() == "С 01.09.2026 по 30.09.2026; приостановлена с 10.09.2026; 1 приказ"
    assert strip.place(dt.date(2026, 9, 16)) == pytest.approx(155)
    assert strip.place(dt.date(2027, 1, 1)) == pytest.approx(305)
    strip.grab()


def test_a_request_taken_back_no_longer_waits(
    base: Invented, page: PairsPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = page.one()
    assert row is not None
    acts.note_request(
        base.workspace, row.id, acts.RequestData(kind="replacement_request", date=base.workspace.clock.today())
    )
    page.refresh(None)
    monkeypatch.setattr(dialogs, "confirm", lambda *_args, **_more: True)
    waiting = page.one()
    assert waiting is not None
    page.life.withdraw(waiting)
    kept = page.one()
    assert kept is not None
    assert kept.waits is None
    assert desk.said[-1] == "Запись снята"

"""The timeline under the hands: mouse, keys, filters, looks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.routes.school import TODAY, day, two_rows

from curator_app.ui.common import theme
from curator_app.ui.routes.timeline import Density, State, TimelineView
from curator_app.ui.routes.timeline.data import ItemKey, Timeline
from curator_app.ui.routes.timeline.hover_card import HoverCard

LEFT = Qt.MouseButton.LeftButton
RUNNING: ItemKey = ("route_step", 2)
Moves = list[tuple[ItemKey, dt.date, dt.date]]


@pytest.fixture
def make(qtbot: QtBot, look: theme.Theme) -> Iterator[Callable[[Timeline], TimelineView]]:
    made: list[TimelineView] = []

    def build(timeline: Timeline) -> TimelineView:
        view = TimelineView(timeline)
        qtbot.addWidget(view)
        view.resize(1100, 500)
        view.show()
        view.setFocus()
        made.append(view)
        return view

    yield build
    for view in made:
        view.hide()


@pytest.fixture
def view(make: Callable[[Timeline], TimelineView]) -> TimelineView:
    """Ten pixels a day around today."""
    result = make(two_rows())
    result.zoom(10 / result.scene.scale.px)
    result.show_today()
    return result


@pytest.fixture
def moves(view: TimelineView) -> Moves:
    told: Moves = []
    view.moved.connect(lambda key, start, due: told.append((key, start, due)))
    return told


def drag(view: TimelineView, begin: QPoint, by: int, *, release: bool = True) -> None:
    port = view.viewport()
    QTest.mousePress(port, LEFT, pos=begin)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(port, begin + QPoint(round(by * share), 0))
    if release:
        QTest.mouseRelease(port, LEFT, pos=begin + QPoint(by, 0))


def test_a_drag_moves_by_whole_days_and_asks_once(view: TimelineView, moves: Moves) -> None:
    drag(view, view.item_rect(RUNNING).center(), 31)
    assert moves == [(RUNNING, day(11, 19), day(12, 7))]
    assert view.current_item() is not None
    assert view.current_item().key == RUNNING  # type: ignore[union-attr]  # asserted above


@pytest.mark.parametrize(("edge", "by", "expected"), [("right", 50, (16, 9)), ("left", -20, (14, 4))])
def test_edges_stretch(view: TimelineView, moves: Moves, edge: str, by: int, expected: tuple[int, int]) -> None:
    rect = view.item_rect(RUNNING)
    at = QPoint(rect.right() - 2 if edge == "right" else rect.left() + 2, rect.center().y())
    drag(view, at, by)
    assert moves == [(RUNNING, day(11, expected[0]), day(12, expected[1]))]


def test_escape_gives_a_drag_up(view: TimelineView, moves: Moves) -> None:
    begin = view.item_rect(RUNNING).center()
    drag(view, begin, 40, release=False)
    assert view.scene.ghost is not None
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.pointer.dragging
    QTest.mouseRelease(view.viewport(), LEFT, pos=begin + QPoint(40, 0))
    assert moves == []


def test_a_click_or_a_drag_back_asks_for_nothing(view: TimelineView, moves: Moves) -> None:
    begin = view.item_rect(RUNNING).center()
    QTest.mouseClick(view.viewport(), LEFT, pos=begin)
    QTest.mousePress(view.viewport(), LEFT, pos=begin)
    QTest.mouseMove(view.viewport(), begin + QPoint(40, 0))
    QTest.mouseMove(view.viewport(), begin)
    QTest.mouseRelease(view.viewport(), LEFT, pos=begin)
    assert moves == []


def test_where_a_day_is_narrow_a_drag_goes_by_weeks(view: TimelineView, moves: Moves) -> None:
    view.zoom(2 / view.scene.scale.px)
    drag(view, view.item_rect(RUNNING).center(), 11)
    assert moves == [(RUNNING, day(11, 23), day(12, 11))]


def test_a_closed_year_is_only_read(make: Callable[[Timeline], TimelineView]) -> None:
    view = make(two_rows(read_only=True))
    told: list[object] = []
    view.moved.connect(lambda *args: told.append(args))
    drag(view, view.item_rect(RUNNING).center(), 60)
    view.select(RUNNING)
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert told == []


@pytest.mark.parametrize(
    ("key", "held", "start", "due"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 17, 5),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, 15, 3),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, 23, 11),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, 16, 5),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier, 16, 11),
    ],
)
def test_alt_and_arrows_move_and_stretch(
    view: TimelineView, moves: Moves, key: Qt.Key, held: Qt.KeyboardModifier, start: int, due: int
) -> None:
    view.select(RUNNING)
    QTest.keyClick(view, key, held | Qt.KeyboardModifier.AltModifier)
    assert moves == [(RUNNING, day(11, start), day(12, due))]


def test_arrows_walk_through_items_and_rows(view: TimelineView) -> None:
    def chosen() -> object:
        item = view.current_item()
        row = view.current_row()
        return item.key[1] if item is not None else row.key if row is not None else None

    seen = []
    for key in ("Down", "Home", "Right", "Right", "Right", "Right", "Down", "Down", "Up", "Left", "Left"):
        QTest.keyClick(view, getattr(Qt.Key, f"Key_{key}"))
        seen.append(chosen())
    assert seen == ["anna", 7, 1, 3, 2, 2, 4, "empty", "boris", "boris", "boris"]


def test_listed_steps_are_walked_line_by_line(make: Callable[[Timeline], TimelineView]) -> None:
    view = make(two_rows(listed=True))
    view.select(("route_step", 1))
    seen = []
    for key in ("Down", "Down", "Down", "Up"):
        QTest.keyClick(view, getattr(Qt.Key, f"Key_{key}"))
        seen.append(view.scene.item)
    assert [one[1] for one in seen if one is not None] == [3, 2, 4, 2]


def test_enter_opens_the_item_or_the_row(view: TimelineView, qtbot: QtBot) -> None:
    opened: list[object] = []
    view.activated.connect(opened.append)
    view.select(RUNNING)
    QTest.keyClick(view, Qt.Key.Key_Return)
    view.select(None, "anna")
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.mouseDClick(view.viewport(), LEFT, pos=view.item_rect(RUNNING).center())
    assert opened == [RUNNING, ("route", 1), RUNNING]


def test_the_menu_is_asked_for_by_mouse_and_by_key(view: TimelineView) -> None:
    asked: list[QPoint] = []
    view.menu_requested.connect(asked.append)
    view.select(RUNNING)
    QTest.keyClick(view, Qt.Key.Key_Menu)
    rect = view.item_rect(RUNNING)
    assert len(asked) == 1
    assert rect.adjusted(-2, -2, 2, 4).contains(view.viewport().mapFromGlobal(asked[0]))


def test_letters_go_into_the_search(view: TimelineView) -> None:
    typed: list[str] = []
    view.typed.connect(typed.append)
    QTest.keyClick(view, Qt.Key.Key_K)
    assert typed == ["k"]


def test_space_folds_and_right_unfolds(view: TimelineView) -> None:
    view.select(None, "anna")
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.is_collapsed("anna")
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert not view.is_collapsed("anna")


def test_choosing_an_item_of_a_folded_row_unfolds_it(view: TimelineView) -> None:
    view.collapse_all(True)
    assert view.select(RUNNING)
    assert not view.is_collapsed("anna")
    assert view.is_collapsed("boris")


def test_the_wheel_with_ctrl_keeps_the_day_under_the_pointer(view: TimelineView, qapp: QApplication) -> None:
    at = QPoint(700, 200)
    before = view.scene.day_at(at.x())
    event = QWheelEvent(
        at,
        view.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    qapp.sendEvent(view.viewport(), event)
    assert view.scene.scale.px == pytest.approx(14.4)
    assert view.scene.day_at(at.x()) == pytest.approx(before, abs=0.1)


def test_plus_and_minus_magnify_and_zero_shows_everything(view: TimelineView) -> None:
    px = view.scene.scale.px
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.scene.scale.px > px
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.scene.scale.px == pytest.approx(px)
    QTest.keyClick(view, Qt.Key.Key_0)
    scene = view.scene
    assert scene.x(scene.timeline.start.toordinal()) >= scene.side
    assert scene.x(scene.timeline.end.toordinal() + 1) <= scene.width


def test_everything_stays_in_sight_when_the_window_changes(view: TimelineView) -> None:
    view.show_all()
    view.resize(700, 400)
    scene = view.scene
    assert scene.x(scene.timeline.end.toordinal() + 1) <= scene.width


def test_new_data_keep_place_choice_and_folded_rows(view: TimelineView) -> None:
    view.select(RUNNING)
    view.set_collapsed(["boris"], True)
    before = view.scene.day_at(500)
    earlier = two_rows()
    view.set_timeline(
        Timeline(earlier.rows, earlier.start - dt.timedelta(days=90), earlier.end, TODAY, caption="Наставляемые")
    )
    assert view.scene.day_at(500) == pytest.approx(before, abs=0.2)
    assert view.scene.item == RUNNING
    assert view.is_collapsed("boris")


def test_a_filtered_choice_is_let_go(view: TimelineView) -> None:
    view.select(RUNNING)
    told: list[None] = []
    view.selection_changed.connect(lambda: told.append(None))
    view.set_filter(states=[State.DONE])
    assert view.current_item() is None
    assert told == [None]
    assert not view.select(RUNNING)


def test_a_screen_reader_is_told_the_item(view: TimelineView) -> None:
    view.select(("route_step", 3))
    said = view.accessibleDescription()
    assert said.startswith("Шаг 3. просрочено на 9 дней. срок: 02.11.2026 — 13.11.2026, 12 дней")
    assert "Анна Ким" in said


def test_the_pointer_that_rests_gets_a_card(view: TimelineView, qtbot: QtBot) -> None:
    QTest.mouseMove(view.viewport(), view.item_rect(RUNNING).center())
    qtbot.waitUntil(lambda: any(card.isVisible() for card in view.findChildren(HoverCard)), timeout=2000)
    QTest.mouseMove(view.viewport(), QPoint(600, 480))
    assert not any(card.isVisible() for card in view.findChildren(HoverCard))


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("density", list(Density))
def test_it_is_painted_in_both_looks(
    make: Callable[[Timeline], TimelineView], qapp: QApplication, mode: theme.Mode, density: Density
) -> None:
    view = make(two_rows())
    theme.apply(qapp, mode)
    view.set_density(density)
    view.zoom(10 / view.scene.scale.px)
    view.show_today()
    view.select(RUNNING)
    picture = view.viewport().grab().toImage()
    palette = theme.colours()
    late = view.item_rect(("route_step", 3)).center()
    scale = picture.devicePixelRatio()

    def seen(at: QPoint) -> set[str]:
        return {
            QColor(picture.pixel(round((at.x() + dx) * scale), round((at.y() + dy) * scale))).name()
            for dx in range(-20, 20)
            for dy in range(-3, 4)
        }

    assert palette.danger in seen(late) or palette.danger_soft in seen(late)
    assert QColor(picture.pixel(picture.width() - 3, picture.height() - 3)).name() in {
        palette.surface,
        view.scene.ink.day_off.name(),
        palette.border,
    }


def test_lines_lead_from_a_deficit_to_its_steps_elsewhere(make: Callable[[Timeline], TimelineView]) -> None:
    plain = two_rows(listed=True)
    linked = replace(plain, rows=(plain.rows[0], replace(plain.rows[1], links=(RUNNING,)), plain.rows[2]))
    without, faint = make(plain).viewport().grab().toImage(), make(linked)
    picture = faint.viewport().grab().toImage()
    assert picture != without
    faint.select(RUNNING)
    line = faint.scene.ink.link_strong.color().name()
    rect = faint.item_rect(RUNNING)
    picture = faint.viewport().grab().toImage()
    near = {
        picture.pixelColor(rect.left() - dx, rect.bottom() + dy).name() for dx in range(6, 14) for dy in range(4, 20)
    }
    assert line in near


def test_an_empty_timeline_is_painted(make: Callable[[Timeline], TimelineView]) -> None:
    view = make(Timeline((), TODAY, TODAY, TODAY))
    assert not view.viewport().grab().isNull()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_PageDown):
        QTest.keyClick(view, key)
    assert view.current_row() is None

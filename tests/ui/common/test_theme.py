"""The look: readable colours, whole style sheet, icons, Russian words of Qt."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPushButton
from pytestqt.qtbot import QtBot

from curator_app.runtime.paths import resources
from curator_app.ui.common import icons, theme
from curator_app.ui.common.palette import DARK, LIGHT, TONES, Palette, contrast

PALETTES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]
ICONS = sorted(path.stem for path in (resources() / "icons").glob("*.svg"))


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("tone", TONES)
def test_every_tone_can_be_read(palette: Palette, tone: str) -> None:
    tokens = palette.tokens()
    ink, soft = tokens[f"{tone}_text"], tokens[f"{tone}_soft"]
    assert contrast(ink, soft) >= 4.5
    assert contrast(ink, palette.surface) >= 4.5


@pytest.mark.parametrize("palette", PALETTES)
def test_words_can_be_read_wherever_they_stand(palette: Palette) -> None:
    for ground in (palette.canvas, palette.surface, palette.raised, palette.header, palette.hover):
        assert contrast(palette.text, ground) >= 7
        assert contrast(palette.muted, ground) >= 4.5
    assert contrast(palette.selection_text, palette.selection) >= 7
    assert contrast(palette.on_accent, palette.accent) >= 4.5
    assert contrast(palette.on_accent, palette.accent_hover) >= 4.5
    assert contrast(palette.on_danger, palette.danger) >= 4.5
    assert contrast(palette.toast_text, palette.toast) >= 7
    assert contrast(palette.toast_action, palette.toast) >= 4.5


@pytest.mark.parametrize("palette", PALETTES)
def test_edges_and_focus_can_be_seen(palette: Palette) -> None:
    tokens = palette.tokens()
    softs = (tokens[f"{tone}_soft"] for tone in TONES)
    for ground in (palette.canvas, palette.surface, palette.raised, palette.header, palette.selection, *softs):
        assert contrast(palette.border_strong, ground) >= 3
        assert contrast(palette.focus, ground) >= 3
        assert contrast(palette.faint, ground) >= 3
    for filled, words in (
        (palette.accent_focused, palette.on_accent),
        (palette.danger_focused, palette.on_danger),
    ):
        assert contrast(palette.ring, filled) >= 3
        assert contrast(words, filled) >= 4.5
    assert contrast(palette.ring, palette.canvas) >= 3


@pytest.mark.parametrize("palette", PALETTES)
def test_colours_are_whole_and_the_style_sheet_has_no_holes(palette: Palette) -> None:
    for name, colour in palette.tokens().items():
        assert name == "name" or re.fullmatch(r"#[0-9a-f]{6}", colour), name
    sheet = theme.style_sheet(palette)
    assert "$" not in sheet.replace("($name)", "")
    assert sheet.count("{") == sheet.count("}")


def test_pictures_of_the_style_sheet_exist() -> None:
    for palette in (LIGHT, DARK):
        for name in re.findall(r"url\(style:([^)]+)\)", theme.style_sheet(palette)):
            assert (resources() / "style" / name).is_file(), name


@pytest.mark.parametrize("name", ICONS)
def test_icons_are_drawings_that_take_the_colour(qapp: QApplication, name: str) -> None:
    text = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    assert "currentColor" in text
    assert 'viewBox="0 0 24 24"' in text
    assert QSvgRenderer(text.encode()).isValid()
    image = icons.pixmap(name, "#ff0000", 24, 2.0).toImage()
    assert image.width() == 48
    inked = [
        QColor(image.pixelColor(x, y)) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() == 255
    ]
    assert inked
    assert all(colour.red() > 200 and colour.green() < 60 for colour in inked)
    edge = [image.pixelColor(n, m).alpha() for n in range(48) for m in (0, 47)]
    assert not any(edge), "cut at the edge"


def test_an_unknown_icon_is_a_bug_that_shows(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", "#000000")


def test_a_disabled_icon_is_faint(look: theme.Theme) -> None:
    drawn = theme.themed_icon("user", role="text")
    size = QSize(20, 20)
    live = drawn.pixmap(size, QIcon.Mode.Normal).toImage()
    off = drawn.pixmap(size, QIcon.Mode.Disabled).toImage()
    assert live != off


@pytest.mark.parametrize("kind", ["", "primary", "danger", "quiet"])
def test_a_button_that_cannot_be_pressed_looks_so(look: theme.Theme, qtbot: QtBot, kind: str) -> None:
    button = QPushButton("Отозвать…")
    button.setProperty("kind", kind)
    qtbot.addWidget(button)
    button.show()
    live = button.grab().toImage()
    button.setEnabled(False)
    assert button.grab().toImage() != live


def test_light_dark_and_back(qapp: QApplication, look: theme.Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(look.changed):
        theme.apply(qapp, "dark")
    assert theme.colours() is DARK
    assert qapp.palette().window().color().name() == DARK.canvas
    assert DARK.surface in qapp.styleSheet()
    theme.apply(qapp, "light")
    assert theme.colours() is LIGHT
    assert look.mode == "light"


def test_the_system_look_follows_the_system(qapp: QApplication, look: theme.Theme) -> None:
    theme.apply(qapp, "system")
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.colours() is (DARK if dark else LIGHT)
    look.set_mode("light")


def test_qt_speaks_russian(look: theme.Theme, qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Save)
    qtbot.addWidget(box)
    assert {button.text().replace("&", "") for button in box.buttons()} == {"Отмена", "Сохранить"}
    assert QLocale().dayName(1) == "понедельник"


def test_text_is_of_a_readable_size(qapp: QApplication, look: theme.Theme) -> None:
    assert 10 <= qapp.font().pointSizeF() <= 11


def test_lists_and_menus_have_the_letters_of_everything_else(qapp: QApplication, look: theme.Theme) -> None:
    for widgets in ("QListView", "QMenu", "QMenuBar", "QHeaderView"):
        dressed = QApplication.font(widgets)  # type: ignore[call-overload]  # the stub says bytes, the binding takes text
        assert dressed.pointSizeF() == qapp.font().pointSizeF() == theme.TEXT_POINTS


def test_letters_that_windows_puts_back_are_put_right_again(qtbot: QtBot, qapp: QApplication) -> None:
    look = theme.apply(qapp)
    small = qapp.font()
    small.setPointSizeF(7)
    qapp.setFont(small, "QMenu")  # type: ignore[arg-type]  # the stub says bytes, the binding takes text
    look.set_mode(look.mode)

    def right() -> bool:
        return bool(qapp.font("QMenu") == qapp.font())  # type: ignore[call-overload]  # as above

    qtbot.waitUntil(right)
    qapp.setFont(small, "QMenu")  # type: ignore[arg-type]  # as above
    assert not right()
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert right()

"""How the program looks: Fusion underneath, own palette, one style sheet of tokens; light, dark or as the system."""

from __future__ import annotations

import sys
from string import Template
from typing import ClassVar, Literal

from PySide6.QtCore import QDir, QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from curator_app.runtime.paths import resources
from curator_app.ui.common import icons
from curator_app.ui.common.palette import DARK, LIGHT, Palette

Mode = Literal["system", "light", "dark"]
MODES: dict[Mode, str] = {"system": "Как в системе", "light": "Светлая", "dark": "Тёмная"}

_NAME = "curator-theme"
_LETTERED_APART = ("QAbstractItemView", "QListView", "QHeaderView", "QMenu", "QMenuBar", "QMessageBox", "QTipLabel")
TEXT_POINTS = 10.0


class Theme(QObject):
    """The look in force. ``changed`` is sent after colours have changed, so that painted things repaint."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName(_NAME)
        self._app = app
        self._mode: Mode = "system"
        self._palette = LIGHT
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        app.applicationStateChanged.connect(self._keep_letters)

    @property
    def mode(self) -> Mode:
        """What the user chose."""
        return self._mode

    @property
    def palette(self) -> Palette:
        """Colours in force."""
        return self._palette

    def set_mode(self, mode: Mode) -> None:
        """Switches the look at once; with «system» the program follows the colours of Windows."""
        self._mode = mode
        schemes = {
            "system": Qt.ColorScheme.Unknown,
            "light": Qt.ColorScheme.Light,
            "dark": Qt.ColorScheme.Dark,
        }
        self._app.styleHints().setColorScheme(schemes[mode])
        self._put_on()

    def _keep_letters(self) -> None:
        """Windows puts its own letters back into lists and menus whenever its theme or accent colour changes."""
        menus: QFont = self._app.font("QMenu")  # type: ignore[call-overload]  # the stub says bytes, it takes text
        if menus != self._app.font():
            _set_font(self._app)

    def _system_changed(self) -> None:
        if self._mode == "system":
            self._put_on()

    def _put_on(self) -> None:
        dark = self._mode == "dark" or (
            self._mode == "system" and self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        )
        self._palette = DARK if dark else LIGHT
        icons.forget()
        self._app.setPalette(_qt_palette(self._palette))
        self._app.setStyleSheet(style_sheet(self._palette))
        QTimer.singleShot(0, self, self._keep_letters)  # Qt asks Windows for its letters after the signal
        self.changed.emit()


def apply(app: QApplication, mode: Mode = "system") -> Theme:
    """Dresses the application; the first call sets style, font, locale and Qt's own Russian words."""
    theme = app.findChild(Theme, _NAME)
    if theme is None:
        QDir.addSearchPath("style", str(resources() / "style"))
        QLocale.setDefault(QLocale(QLocale.Language.Russian, QLocale.Country.Russia))
        app.setStyle("Fusion")
        _set_font(app)
        _load_russian(app)
        theme = Theme(app)
    theme.set_mode(mode)
    return theme


def theme() -> Theme:
    """The theme put on by ``apply``. Raises LookupError before that."""
    app = QApplication.instance()
    found = app.findChild(Theme, _NAME) if app else None
    if found is None:
        raise LookupError("theme.apply() was not called")
    return found


def colours() -> Palette:
    """Colours in force."""
    return theme().palette


def themed_icon(name: str, *, size: int = 20, role: Literal["muted", "text", "accent", "on_accent"] = "muted") -> QIcon:
    """The icon in a colour of the palette in force. Ask again on ``Theme.changed``."""
    palette = colours()
    return icons.icon(name, palette.tokens()[role], disabled=palette.faint, size=size)


def font(widget: QWidget, *, points: float = TEXT_POINTS, bold: bool = False) -> QFont:
    """The widget's family in another size (points) and weight."""
    result = QFont(widget.font())
    result.setPointSizeF(points)
    result.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return result


def style_sheet(palette: Palette) -> str:
    """The style sheet of the program in these colours."""
    template = Template((resources() / "style" / "app.qss").read_text(encoding="utf-8"))
    return template.substitute(palette.tokens())


def _set_font(app: QApplication) -> None:
    """One size of text everywhere: Windows gives lists, menus and the like smaller letters of their own."""
    text = _text_font(app)
    app.setFont(text)
    for widgets in _LETTERED_APART:
        app.setFont(text, widgets)  # type: ignore[arg-type]  # the stub says bytes, the binding takes text


def _text_font(app: QApplication) -> QFont:
    result = QFont("Segoe UI") if sys.platform == "win32" else QFont(app.font())
    result.setPointSizeF(TEXT_POINTS)
    result.setHintingPreference(QFont.HintingPreference.PreferDefaultHinting)
    return result


class _Remaining(QTranslator):
    """Russian for the words of Qt's own dialogs that the translation shipped with Qt still leaves in English."""

    _WORDS: ClassVar[dict[str, str]] = {
        "&Look in:": "П&апка:",
        "Files of &type:": "&Тип файлов:",
        "Folder": "Папка",
        "Drive": "Диск",
        "Page &Set:": "&Страницы:",
        "Pages &per sheet:": "Страниц на &листе:",
        "Page &order:": "&Порядок страниц:",
    }

    def isEmpty(self) -> bool:
        """Not empty: Qt does not install an empty translator."""
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """The Russian words; None leaves ``text`` as it is."""
        del disambiguation, n
        return (
            self._WORDS.get(text)
            if context.startswith(("QFileDialog", "QAbstractFileIconProvider", "QPrint"))
            else None
        )


def _load_russian(app: QApplication) -> None:
    app.installTranslator(_Remaining(app))  # asked after those installed later
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(QLocale.Language.Russian), "qtbase", "_", folder):
        app.installTranslator(translator)


def _qt_palette(p: Palette) -> QPalette:
    role = QPalette.ColorRole
    result = QPalette()
    for which, colour in {
        role.Window: p.canvas,
        role.WindowText: p.text,
        role.Base: p.surface,
        role.AlternateBase: p.header,
        role.Text: p.text,
        role.PlaceholderText: p.muted,
        role.Button: p.surface,
        role.ButtonText: p.text,
        role.BrightText: p.danger_text,
        role.Highlight: p.selection,
        role.HighlightedText: p.selection_text,
        role.Accent: p.accent,
        role.Link: p.accent_text,
        role.LinkVisited: p.accent_text,
        role.ToolTipBase: p.toast,
        role.ToolTipText: p.toast_text,
        role.Light: p.surface,
        role.Midlight: p.header,
        role.Mid: p.border,
        role.Dark: p.border_strong,
        role.Shadow: p.shadow,
    }.items():
        result.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, which, QColor(p.faint))
    return result

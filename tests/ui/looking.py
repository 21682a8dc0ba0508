"""What an eye sees on a window, measured: cut words, overlaps, controls without a name, words of another language."""

from __future__ import annotations

import getpass
import re
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QRect, Qt
from PySide6.QtGui import QAccessible, QAction, QFontMetrics, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QSizeGrip,
    QSplitterHandle,
    QStackedWidget,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTabBar,
    QTableView,
    QTextEdit,
    QToolButton,
    QWidget,
)

from curator_app.ui.common.tags_field import LevelDots
from curator_app.ui.common.toast import Toast
from curator_app.ui.common.wrapped_text import WrappedText

_HAIR: Final = 2  # logical pixels of rounding
_LATIN = re.compile(r"[A-Za-z]{2,}")
# Names of formats, keys and programs, that have no Russian; roman numbers; the codes of indicators.
_ALLOWED: Final = re.compile(
    rf"\b(?:{re.escape(getpass.getuser())}|PDF|DOCX|XLSX?|CSV|JSON|HTML|ICS|EML|TSV|JPG|PNG|TIFF|SWOT|SHA-256|QR|SSD|"
    r"Excel|Word|Windows|LibreOffice|Python|Qt|PySide6|Tinos|SIL Open Font License|pymorphy3|dicts|"
    r"OpenCorpora|CC|BY|SA|LGPL|Ctrl|Shift|Alt|Enter|Esc|Tab|F\d+|Home|End|Page ?Up|Page ?Down|"
    r"Delete|Del|Insert|Backspace|Space|K\d+(?:\.\d+)?|[IVX]+|[PР]-?145|URL|https?|www|USB|ID|xlsx?|csv|json|curator|"
    r"docx|pdf|txt|eml|ics|log|AES|SQLCipher|Outlook|Thunderbird|GigaByte|Return|PgUp|PgDown)\b"
)
_PATH = re.compile(r"(?:/[^\s/«»]+)+|\S+@\S+|\S+\.(?:ru|com|org)\S*|<[^>]+>|&[a-z]+;|%\w|\{[^}]*\}")


_ROWS: Final = 60


def seen(root: QWidget) -> Iterator[QWidget]:
    """``root`` and every widget of its window that is shown."""
    yield root
    for one in root.findChildren(QWidget):
        if one.isVisible() and one.window() is root.window() and not one.isWindow():
            yield one


def said(widget: QWidget) -> str:
    """A widget in one line, for the report of a failure."""
    words = ""
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit | WrappedText):
        words = widget.text if isinstance(widget, WrappedText) else widget.text()
    if isinstance(widget, QComboBox):
        words = widget.currentText()
    kind = type(widget).__name__
    parent = type(widget.parentWidget()).__name__ if widget.parentWidget() else ""
    return f"{kind} «{words or widget.accessibleName() or widget.objectName()}» in {parent}"


# --- words cut off


def cut(root: QWidget) -> list[str]:
    """Labels, buttons, tabs, headers and choices that do not show their words whole."""
    found = []
    for one in seen(root):
        if one.width() <= 1 or isinstance(one, Toast):
            continue
        lack = _lack(one)
        if lack:
            found.append(f"cut: {said(one)}: {lack}")
    return found


def _lack(one: QWidget) -> str:
    if isinstance(one, WrappedText):
        need = one.heightForWidth(one.width())
        return f"height {one.height()} of {need}" if one.height() + _HAIR < need else ""
    if isinstance(one, QLabel):
        return _label(one)
    if isinstance(one, QCheckBox | QRadioButton):
        contents = (
            QStyle.SubElement.SE_CheckBoxContents
            if isinstance(one, QCheckBox)
            else QStyle.SubElement.SE_RadioButtonContents
        )
        return _button(one, contents)
    if isinstance(one, QPushButton):
        return _button(one, QStyle.SubElement.SE_PushButtonContents)
    if isinstance(one, QToolButton):
        return _tool(one)
    if isinstance(one, QTabBar):
        return _tabs(one)
    if isinstance(one, QHeaderView):
        return _header(one)
    if isinstance(one, QComboBox):
        return _combo(one)
    if isinstance(one, QGroupBox):
        need = one.fontMetrics().horizontalAdvance(one.title())
        return f"title {need} in {one.width()}" if need > one.width() else ""
    if isinstance(one, QLineEdit) and not one.text() and one.placeholderText():
        need = one.fontMetrics().horizontalAdvance(one.placeholderText())
        margins = one.textMargins()
        room = one.contentsRect().width() - margins.left() - margins.right()
        whole = one.placeholderText() in (one.toolTip(), one.accessibleName())
        return f"placeholder «{one.placeholderText()}» {need} in {room}" if need > room and not whole else ""
    return ""


def _label(one: QLabel) -> str:
    if not one.text():
        return ""
    if one.wordWrap():
        need = one.heightForWidth(one.width())
        if one.height() + _HAIR < need:
            return f"height {one.height()} of {need}"
        metrics, longest = one.fontMetrics(), max(re.split(r"[\s/-]", _plain(one)), key=len)
        width = metrics.horizontalAdvance(longest)
        return f"word {width} in {one.contentsRect().width()}" if width > one.contentsRect().width() + _HAIR else ""
    hint = one.sizeHint()
    if one.width() + _HAIR < hint.width():
        return f"width {one.width()} of {hint.width()}"
    return f"height {one.height()} of {hint.height()}" if one.height() + _HAIR < hint.height() else ""


def _plain(one: QLabel) -> str:
    if one.textFormat() != Qt.TextFormat.PlainText and "<" in one.text():
        told = QTextDocument()
        told.setHtml(one.text())
        return told.toPlainText()
    return one.text()


def _button(one: QAbstractButton, contents: QStyle.SubElement) -> str:
    option = QStyleOptionButton()
    if isinstance(one, QPushButton):
        one.initStyleOption(option)
    else:
        option.initFrom(one)
        option.text = one.text()
        option.icon = one.icon()
        option.iconSize = one.iconSize()
    if one.hasHeightForWidth():
        need = one.heightForWidth(one.width())
        return f"height {one.height()} of {need}" if one.height() + _HAIR < need else ""
    room = one.style().subElementRect(contents, option, one)
    words = one.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, one.text())
    width = words.width() + (one.iconSize().width() + 4 if not one.icon().isNull() and one.text() else 0)
    if width > room.width() + _HAIR:
        return f"width {width} in {room.width()}"
    return f"height {words.height()} in {one.height()}" if words.height() > one.height() + _HAIR else ""


def _tool(one: QToolButton) -> str:
    style = one.toolButtonStyle()
    if not one.text() or style == Qt.ToolButtonStyle.ToolButtonIconOnly:
        return ""
    width = one.fontMetrics().horizontalAdvance(one.text())
    if not one.icon().isNull() and style == Qt.ToolButtonStyle.ToolButtonTextBesideIcon:
        width += one.iconSize().width() + 4
    return f"width {width} in {one.width()}" if width > one.width() - 4 + _HAIR else ""


def _tabs(one: QTabBar) -> str:
    told = []
    for place in range(one.count()):
        if not one.isTabVisible(place):
            continue
        need = one.fontMetrics().horizontalAdvance(one.tabText(place))
        if not one.tabIcon(place).isNull():
            need += one.iconSize().width()
        rect = one.tabRect(place)
        if rect.width() < need:
            told.append(f"«{one.tabText(place)}» {need} in {rect.width()}")
        elif not one.rect().adjusted(-_HAIR, -_HAIR, _HAIR, _HAIR).contains(rect):
            told.append(f"«{one.tabText(place)}» ends at {rect.right()} of {one.width()}")
    return ", ".join(told)


def _header(one: QHeaderView) -> str:
    told = []
    model = one.model()
    if one.orientation() != Qt.Orientation.Horizontal or model is None:
        return ""
    for place in range(one.count()):
        if one.isSectionHidden(place):
            continue
        words = str(model.headerData(place, one.orientation(), Qt.ItemDataRole.DisplayRole) or "")
        tip = str(model.headerData(place, one.orientation(), Qt.ItemDataRole.ToolTipRole) or "")
        need = max((QFontMetrics(one.font()).horizontalAdvance(line) for line in words.split("\n")), default=0)
        if need > one.sectionSize(place) and words not in tip:
            told.append(f"«{words}» {need} in {one.sectionSize(place)}")
    return ", ".join(told)


def _combo(one: QComboBox) -> str:
    option = QStyleOptionComboBox()
    one.initStyleOption(option)
    room = one.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, one
    )
    need = one.fontMetrics().horizontalAdvance(one.currentText())
    return f"{need} in {room.width()}" if need > room.width() + _HAIR and one.currentText() not in one.toolTip() else ""


# --- places


def misplaced(root: QWidget) -> list[str]:
    """Siblings over each other and widgets that stick out of what holds them."""
    found = []
    for holder in seen(root):
        inside = [one for one in holder.children() if isinstance(one, QWidget) and one.isVisible()]
        inside = [one for one in inside if not one.isWindow() and not _floats(one) and one.width() and one.height()]
        if isinstance(holder, QAbstractScrollArea | QStackedWidget | QComboBox | QAbstractSpinBox | QLineEdit):
            continue
        if isinstance(holder.parentWidget(), QScrollArea) and holder.objectName() == "qt_scrollarea_viewport":
            # A page that is longer than its hole scrolls; one that is wider does so only in pictures.
            continue
        if isinstance(holder, QHeaderView | QTabBar) or isinstance(holder.parentWidget(), QAbstractItemView):
            continue
        frame = holder.rect().adjusted(-_HAIR, -_HAIR, _HAIR, _HAIR)
        for place, one in enumerate(inside):
            if not frame.contains(one.geometry()) and not _moves(one):
                found.append(f"out: {said(one)} {_told(one.geometry())} of {_told(holder.rect())} {said(holder)}")
            for other in inside[place + 1 :]:
                both = one.geometry().intersected(other.geometry())
                if both.width() > _HAIR and both.height() > _HAIR:
                    found.append(
                        f"over: {said(one)} {_told(one.geometry())} and {said(other)} {_told(other.geometry())}"
                    )
    return found


def _floats(one: QWidget) -> bool:
    """Made to lie over others."""
    return isinstance(one, Toast | QScrollBar | QSizeGrip | QSplitterHandle) or bool(one.property("floats"))


def _moves(one: QWidget) -> bool:
    return isinstance(one.parentWidget(), QAbstractScrollArea)


def _told(rect: QRect) -> str:
    return f"({rect.x()}, {rect.y()}, {rect.width()}×{rect.height()})"


# --- names


_BY_ITSELF: Final = (QHeaderView, QTabBar, QScrollBar, QSizeGrip, QSplitterHandle)


def nameless(root: QWidget) -> list[str]:
    """Controls that a screen reader would call nothing."""
    found = []
    for one in seen(root):
        if not _interactive(one):
            continue
        if not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name).strip():
            found.append(f"nameless: {said(one)}")
    return found


def _interactive(one: QWidget) -> bool:
    if isinstance(one, _BY_ITSELF) or one.focusProxy() is not None:
        return False
    if isinstance(one.parentWidget(), QComboBox | QAbstractSpinBox):
        return False
    if isinstance(one, QAbstractButton | QComboBox | QLineEdit | QAbstractSpinBox | QTextEdit | QPlainTextEdit):
        return not isinstance(one.parentWidget(), QLineEdit | QTabBar | QTableView)
    if isinstance(one, QAbstractItemView):
        return True
    return bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and not isinstance(one, QScrollArea)


# --- words


def foreign(root: QWidget) -> list[str]:
    """Words of another language in what is shown or said. The demonstration school has typed none, so that what stands
    in fields and tables is looked at too: a Latin word there is a code of the base."""
    shown = (*texts(root), *values(root))
    return [f"foreign: {where} «{words}»" for where, words in shown if is_foreign(words)]


def values(root: QWidget) -> Iterator[tuple[str, str]]:
    """What stands in fields and in tables, also where it is not scrolled to; but no texts of templates."""
    for one in seen(root):
        kind = said(one)
        if isinstance(one, QLineEdit):
            yield f"value of {kind}", one.text()
        elif isinstance(one, QAbstractItemView) and one.model() is not None:
            model = one.model()
            for row in range(min(model.rowCount(QModelIndex()), _ROWS)):
                for place in _cells(model, row):
                    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                        if isinstance(words := model.data(place, role), str):
                            yield f"row {row} of {kind}", words


def _cells(model: QAbstractItemModel, row: int) -> Iterator[QModelIndex]:
    column = 0
    while (place := model.index(row, column)).isValid():
        yield place
        column += 1


def is_foreign(words: str) -> bool:
    """Is there a word in Latin letters that is no name of a format, a key or a program?"""
    return bool(_LATIN.search(_russian_part(words)))


def _russian_part(words: str) -> str:
    return _ALLOWED.sub("", _PATH.sub("", words))


def texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """Every text of the program's own on a window: not what the school has typed."""
    yield "title", root.windowTitle()
    for action in root.findChildren(QAction):
        yield "menu", action.text()
        yield f"tip of «{action.text()}»", action.toolTip()
    for one in seen(root):
        kind = said(one)
        yield f"tooltip of {kind}", one.toolTip()
        if not isinstance(one, QLineEdit):
            yield f"name of {kind}", one.accessibleName()
        if isinstance(one, QAbstractButton):
            yield "button", one.text()
        elif isinstance(one, QLabel):
            yield "label", _plain(one)
        elif isinstance(one, QLineEdit):
            yield "placeholder", one.placeholderText()
        elif isinstance(one, QGroupBox):
            yield "group", one.title()
        elif isinstance(one, QTabBar):
            for place in range(one.count()):
                yield "tab", one.tabText(place)
        elif (
            isinstance(one, QHeaderView) and one.model() is not None and one.orientation() == Qt.Orientation.Horizontal
        ):
            for place in range(one.count()):
                if not one.isSectionHidden(place):
                    yield "header", str(one.model().headerData(place, one.orientation()) or "")
        elif isinstance(one, QComboBox) and not one.isEditable():
            for place in range(min(one.count(), 30)):
                yield "choice", one.itemText(place)


# --- longer words


def lengthen(root: QWidget) -> None:
    """Every label, button and title 30 % longer, as other wordings or wider letters would be; each once.

    What the school has typed (tags, names with numbers) stays.
    """
    for one in seen(root):
        if one.property("longer") or not isinstance(one, QLabel | QAbstractButton | QGroupBox):
            continue
        words = one.title() if isinstance(one, QGroupBox) else one.text()
        if not _LETTER.search(words) or _DATA.search(words) or isinstance(one.parentWidget(), QTabBar | LevelDots):
            continue
        one.setProperty("longer", True)
        if isinstance(one, QGroupBox):
            one.setTitle(_longer(words))
        else:
            one.setText(_longer(words))


_LETTER = re.compile(r"[а-яё]")
_DATA = re.compile(r"\d|<|[А-ЯЁ]\. ?[А-ЯЁ]\.")


def _longer(text: str) -> str:
    """Sentences get more words, single words more letters."""
    more = text.replace("\xa0", " ").strip(" .:…*")[: -(-len(text) * 3 // 10)].strip().lower()
    found = re.search(r"[.:… *]+$", text)
    end = found.group() if found else ""
    return f"{text.removesuffix(end)}{' ' if ' ' in text.strip(' *') else ''}{more}{end}"

"""What Qt has to say goes to the technical log: its kind and its own English words, once each."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from curator_app.runtime import log as technical
from curator_app.runtime.clock import Clock

_KINDS = {QtMsgType.QtWarningMsg: "warning", QtMsgType.QtCriticalMsg: "critical", QtMsgType.QtFatalMsg: "fatal"}
_QUOTED = re.compile(r"""("[^"]*"|'[^']*'|«[^»]*»|\S*[/\\\\]\S*|\S*@\S*|\d{5,})""")
_OURS = re.compile(r"[^\x20-\x7e]+")
_LONGEST = 200


def without_values(message: str) -> str:
    """Qt's words without what it quotes: names of files, texts, numbers; letters that are not English go too."""
    return _OURS.sub("…", _QUOTED.sub("…", message))[:_LONGEST]


def keep_qt_messages(log: Path, clock: Clock) -> None:
    """Warnings and worse are written down, each once a run; the console is told nothing."""
    told: set[str] = set()

    def keep(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if (word := _KINDS.get(kind)) is None:
            return
        line = f"Qt {word}: {without_values(message)}"
        if line not in told:
            told.add(line)
            technical.write_entry([line], technical.current(log), clock)

    qInstallMessageHandler(keep)

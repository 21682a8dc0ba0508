"""Waiting for what a screen makes beside the window."""

from __future__ import annotations

import time
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QWidget

from curator_app.ui.common.turns import at_rest
from curator_app.ui.common.worker import LatestJob

W = TypeVar("W", bound=QWidget)
_PATIENCE_S = 20.0


def settled(widget: W) -> W:
    """``widget``, once every paper in it is made and no turn of the loop is waited for."""
    until = time.monotonic() + _PATIENCE_S
    while not at_rest() or any(job.busy for job in widget.findChildren(LatestJob)):
        assert time.monotonic() < until, "a paper is being made for ever"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    return widget

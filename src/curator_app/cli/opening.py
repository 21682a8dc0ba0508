"""How a command opens the base."""

from __future__ import annotations

import argparse
import contextlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from curator_app.runtime import paths
from curator_app.runtime.clock import Clock
from curator_app.services.workspace import Workspace, open_workspace


@contextmanager
def reading(args: argparse.Namespace) -> Iterator[Workspace]:
    """The base for looking: works while the window is open; a folder without a base reads as an empty school and
    stays as it is."""
    folder = paths.data_folder(args.data_dir)
    with contextlib.ExitStack() as stack:
        if folder.database.exists():
            workspace = open_workspace(folder, args.clock, write=False)
        else:
            passing = stack.enter_context(tempfile.TemporaryDirectory(prefix="curator-"))
            workspace = open_workspace(paths.data_folder(Path(passing)), args.clock)
        stack.callback(workspace.close)
        yield workspace


@contextmanager
def writing(args: argparse.Namespace) -> Iterator[Workspace]:
    """The base for changing: takes the lock. Raises DataFolderBusy while another process holds it."""
    clock: Clock = args.clock
    workspace = open_workspace(paths.data_folder(args.data_dir), clock)
    try:
        yield workspace
    finally:
        workspace.close()

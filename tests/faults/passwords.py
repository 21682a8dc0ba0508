"""What the curator does with the password of a base while files fail.

A conversion puts another file in the place of the base, so these acts open the base themselves.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from tests.faults.school import CODE, OTHER, PASSWORD, open_school
from tests.faults.stage import Act, Stage

from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DataFolder
from curator_app.runtime.progress import Progress
from curator_app.services import attachments, people, plain_copies, protection
from curator_app.services.workspace import Workspace
from curator_app.storage import keys

_NEW_CODE = keys.new_code()
_SCAN = b"%PDF-1.4 " + "Скан согласия: Петрова Мария".encode() * 20
_MARK = "Могиленских".encode()


def with_a_scan(workspace: Workspace) -> None:
    """A scan beside the card of the first person."""
    scan = workspace.folder.root.parent / "Согласие.pdf"
    scan.write_bytes(_SCAN)
    attachments.add_files(workspace, "person", people.list_people(workspace)[0].id, [scan])
    scan.unlink()


def _with_a_copy(workspace: Workspace) -> None:
    workspace.backup()
    protection.protect(workspace, PASSWORD, CODE)


def _protected(workspace: Workspace) -> None:
    with_a_scan(workspace)
    protection.protect(workspace, PASSWORD, CODE)


def _opened(stage: Stage) -> Workspace:
    if stage.workspace is None:
        stage.workspace = open_school(stage.folder)
    return stage.workspace


def _protect(stage: Stage) -> None:
    if left := protection.protect(_opened(stage), PASSWORD, CODE):
        raise AssertionError(f"not sealed: {left}")


def _remove(stage: Stage) -> None:
    if left := protection.remove(_opened(stage), PASSWORD):
        raise AssertionError(f"not opened: {left}")


def _change(stage: Stage) -> None:
    protection.change_password(stage.base, PASSWORD, OTHER)


def _replace_code(stage: Stage) -> None:
    protection.replace_code(stage.base, PASSWORD, _NEW_CODE)


def _forgotten(stage: Stage) -> None:
    protection.set_password_by_code(stage.folder, CODE, OTHER)
    _opened(stage)


def _encrypt_copies(stage: Stage) -> None:
    if not plain_copies.listed(stage.folder):
        raise KnownProblem("Копии не читаются. Проверьте диск.")  # the screen has nothing to offer
    if troubles := plain_copies.encrypt(stage.base, Progress()):
        raise KnownProblem(troubles[0])


# ---------------------------------------------------------------------------------------------- what must hold then
def told_by(folder: DataFolder) -> list[str]:
    """Files of a protected base in which somebody without the password can read. Copies of before are another thing."""
    if not protection.is_protected(folder):
        return []
    files = [path for path in folder.root.rglob("*") if path.is_file() and folder.backups not in path.parents]
    return [f"can be read: {path.name}" for path in files if _MARK in (body := path.read_bytes()) or _SCAN in body]


def scans_lost(workspace: Workspace) -> list[str]:
    """Scans of the base that do not come out as they went in."""
    rows = attachments.list_attachments(workspace, "person")
    return [f"lost: {row.title}" for row in rows if attachments.read_bytes(workspace, row.id) != _SCAN]


def _is_protected(stage: Stage) -> list[str]:
    wrong = [] if protection.is_protected(stage.folder) else ["not encrypted"]
    return wrong + told_by(stage.folder) + scans_lost(stage.base) + _opens(stage.folder, PASSWORD, CODE)


def _is_plain(stage: Stage) -> list[str]:
    wrong = ["still encrypted"] if protection.is_protected(stage.folder) else []
    return wrong + scans_lost(stage.base)


def _opens(folder: DataFolder, password: str, code: str, *not_any_more: str) -> list[str]:
    wrong = []
    try:
        one, other = protection.unlock(folder, password), protection.unlock_by_code(folder, code)
        if one != other:
            wrong.append("the code opens something else")
    except protection.WrongSecret:
        wrong.append("the password or the code does not open it")
    for word in not_any_more:
        for open_by in (protection.unlock, protection.unlock_by_code):
            with contextlib.suppress(protection.WrongSecret):
                open_by(folder, word)
                wrong.append("the old one still opens it")
    return wrong


def _copies_sealed(stage: Stage) -> list[str]:
    return [one.name for one in plain_copies.listed(stage.folder)]


def _then_opens(*words: str) -> Callable[[Stage], list[str]]:
    """The password and the code that open the base then, and what must not any more."""
    return lambda stage: _opens(stage.folder, *words)


ACTS = (
    Act("set password", _protect, prepare=with_a_scan, opens=True, after=_is_protected, plain=True),
    Act("remove password", _remove, prepare=_protected, opens=True, after=_is_plain, plain=True),
    Act("change password", _change, prepare=_protected, after=_then_opens(OTHER, CODE, PASSWORD), plain=True),
    Act("another code", _replace_code, prepare=_protected, after=_then_opens(PASSWORD, _NEW_CODE, CODE), plain=True),
    Act(
        "forgotten password",
        _forgotten,
        prepare=_protected,
        opens=True,
        after=_then_opens(OTHER, CODE, PASSWORD),
        plain=True,
    ),
    Act("encrypt copies", _encrypt_copies, prepare=_with_a_copy, after=_copies_sealed, plain=True),
)

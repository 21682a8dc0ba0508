"""The school that is damaged: a small one, made through the services, with the same content every time."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

from tests.services.papers import school as small

from curator_app.domain.codes import RespondentRole
from curator_app.runtime.clock import Clock, fixed
from curator_app.runtime.paths import DataFolder
from curator_app.services import protection
from curator_app.services.papers.issuing import issue_order
from curator_app.services.surveys import candidates, planning
from curator_app.services.surveys.rows import WaveData
from curator_app.services.workspace import BaseKey, Workspace, open_workspace
from curator_app.storage import cipher, keys

CLOCK = fixed(dt.datetime(2026, 10, 5, 9, 0))
PASSWORD, OTHER = "Слон, йод и кактус", "Барабан под дождём"
CODE = keys.new_code()
# Made anew at every run: the keys of actions. Left out of what must come out the same.
_VOLATILE = {("action", "key")}
# Not content of the school: the seal over it.
_IGNORED_TABLES = frozenset({"seal", "content_seal"})


def quick_passwords() -> None:
    """A password costs a tenth of a second on purpose; thousands of cases can't wait that long."""

    def stretch(secret: str, salt: bytes, n: int, r: int, p: int) -> bytes:
        del n, r, p
        return hashlib.blake2b(secret.encode(), key=salt, digest_size=32).digest()

    keys._stretch = stretch


def key_of(folder: DataFolder) -> BaseKey | None:
    """The key of what lies there, by whichever of the two passwords opens it; None for a plain base."""
    if not protection.is_protected(folder):
        return None
    with contextlib.suppress(protection.WrongSecret):
        return protection.unlock(folder, PASSWORD)
    return protection.unlock(folder, OTHER)


def open_school(folder: DataFolder, clock: Clock = CLOCK, *, write: bool = True) -> Workspace:
    """The base opened as the program opens it, with its password where it has one."""
    workspace = open_workspace(folder, clock, write=write, key=key_of(folder))
    try:
        protection.settle(workspace)
    except BaseException:
        workspace.close()
        raise
    return workspace


def make_school(folder: DataFolder, *, protected: bool = False) -> small.School:
    """Seven people, three pairs, an issued order, a wave that is asked. The base is closed again."""
    workspace = open_school(folder)
    try:
        made = small.fill(workspace)
        issue_order(workspace, small.assignment(made.pair))
        forms = {RespondentRole.MENTEE: _questionnaire(workspace)}
        asked = [one.asked for one in candidates.candidates(workspace, forms) if one.preselected]
        planning.make_wave(workspace, WaveData(title="Запросы"), forms, asked)
        if protected:
            protection.protect(workspace, PASSWORD, CODE)
    finally:
        workspace.close()
    return made


def _questionnaire(workspace: Workspace) -> str:
    from curator_app.services.surveys.catalogue import list_questionnaires

    return next(one.code for one in list_questionnaires(workspace) if one.role is RespondentRole.MENTEE)


def content(raw: Any) -> str:
    """A digest of every row of every table, journal included; of the shape of the base too."""
    told = hashlib.sha256()
    cursor = raw.cursor()
    cursor.row_factory = None
    shape = cursor.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
    ).fetchall()
    for kind, table, sql in shape:
        # Alembic writes the constraints of a rebuilt table in any order.
        lines = sorted(line.strip(" ,\t") for line in (sql or "").split("\n"))
        told.update(repr((kind, table, lines)).encode())
        if kind != "table" or table in _IGNORED_TABLES:
            continue
        names = [str(one[1]) for one in cursor.execute(f'PRAGMA table_info("{table}")')]
        kept = ", ".join(f'"{name}"' for name in names if (table, name) not in _VOLATILE)
        for row in cursor.execute(f'SELECT {kept} FROM "{table}" ORDER BY 1'):
            told.update(repr(row).encode())
    return told.hexdigest()


def content_of(workspace: Workspace) -> str:
    """The same through the open base (a second connection of this process would take its locks away)."""
    with workspace.read() as session:
        return content(session.connection().connection.driver_connection)


def _bare(database: Path) -> contextlib.closing[Any]:
    return contextlib.closing(cipher.connect(database, key_of(DataFolder(database.parent))))


def content_on_disk(database: Path) -> str:
    """The same of a file that nobody has open; a hot journal beside it is played back as SQLite does."""
    with _bare(database) as raw:
        return content(raw)


def played_back(database: Path) -> bytes:
    """The bytes of a file that nobody has open, after a hot journal beside it was played back."""
    with _bare(database) as raw, contextlib.suppress(*cipher.database_errors()):
        raw.execute("PRAGMA user_version").fetchall()
    return database.read_bytes()


def unsound(database: Path) -> str | None:
    """What is wrong with a file that nobody has open; None: nothing."""
    with _bare(database) as raw:
        try:
            verdict = raw.execute("PRAGMA integrity_check(3)").fetchall()
            broken = raw.execute("PRAGMA foreign_key_check").fetchall()
            is_open = raw.execute("SELECT count(*) FROM action WHERE is_open = 1").fetchone()[0]
        except cipher.database_errors() as error:
            return f"not readable: {error}"
    if verdict != [("ok",)]:
        return f"integrity: {verdict}"
    if broken:
        return f"references: {broken[:3]}"
    return "an action was left open" if is_open else None


def litter(folder: DataFolder) -> list[str]:
    """Files that are neither the base nor what the program means to keep: forgotten temporary ones."""
    if not folder.root.exists():
        return []
    return sorted(
        path.name
        for path in folder.root.rglob("*")
        if path.is_file() and (path.name.startswith(".~") or path.suffix in {".tmp", ".new"})
    )

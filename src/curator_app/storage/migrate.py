"""Bringing a base to the present schema: backup first, one transaction, checked after.

Alembic is imported only when there is something to do.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine

from curator_app.runtime.errors import KnownProblem, UnusableBase
from curator_app.runtime.paths import resources
from curator_app.storage import triggers
from curator_app.storage.engine import APPLICATION_ID, WRITE

# Revision and number of the newest schema; a test holds them against the scripts.
HEAD = "0003"
SCHEMA_NUMBER = 3
_BESIDE = Path(__file__).resolve().parent / "migrations"
# Alembic reads files: where the modules lie in an archive, the scripts lie among the resources.
_SCRIPTS = _BESIDE if _BESIDE.is_dir() else resources() / "migrations"


def inspect_file(path: Path) -> int | None:
    """Schema number of the file, None when there is no file yet. Looks at the header and the length only.

    Raises UnusableBase for a file that is no base of this program, is damaged, empty or newer than we are.
    A 0-byte file was a base once: it is damage, never «new».
    """
    if not path.exists():
        return None
    if not path.is_file():  # a pipe would never answer
        raise UnusableBase(
            "unreadable", f"«{path.name}» — не файл базы, а папка или устройство. Выберите другую папку с данными."
        )
    try:
        with path.open("rb") as file:
            head = file.read(100)
            size = file.seek(0, 2)
    except OSError as error:
        raise UnusableBase(
            "unreadable", f"Файл базы «{path.name}» не читается. Проверьте диск и права доступа."
        ) from error
    if not head:
        raise UnusableBase(
            "empty",
            f"Файл базы «{path.name}» пуст (0 байт): он повреждён. Ничего не изменено. "
            "Восстановите базу из резервной копии в папке backups.",
        )
    if not head.startswith(b"SQLite format 3\x00") or len(head) < 100:
        raise UnusableBase(
            "damaged",
            f"Файл «{path.name}» — не база этой программы или он повреждён. Ничего не изменено. "
            "Восстановите базу из резервной копии.",
        )
    application, number = int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big")
    if application != APPLICATION_ID:
        raise UnusableBase(
            "foreign", f"Файл «{path.name}» создан другой программой. Ничего не изменено. Выберите другую папку."
        )
    if number > SCHEMA_NUMBER:
        raise UnusableBase(
            "newer",
            f"База создана более новой версией программы (схема {number}, эта версия знает {SCHEMA_NUMBER}). "
            "Установите новую версию; файл не изменён.",
        )
    if _is_cut(head, size) and not _journal_waits(path):
        raise UnusableBase(
            "damaged",
            f"Файл базы «{path.name}» обрезан: в нём не хватает конца. Ничего не изменено. "
            "Восстановите базу из резервной копии.",
        )
    return number


def _journal_waits(path: Path) -> bool:
    """Whether a killed program left a journal: SQLite will put the length right."""
    try:
        return path.with_name(f"{path.name}-journal").stat().st_size > 0
    except OSError:
        return False


def _is_cut(head: bytes, size: int) -> bool:
    """Whether the file is shorter than its header says. The count of pages in the header holds only while it was
    written by the same change as the counter (SQLite, «In-header database size»)."""
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    return head[24:28] == head[92:96] and pages * (65536 if page == 1 else page) > size


def upgrade(engine: Engine, to: int = SCHEMA_NUMBER) -> None:
    """Runs the migrations up to the schema ``to`` in one transaction and makes the triggers anew.

    Foreign keys are off meanwhile, because a rebuilt parent table would silently take its children along, and are
    checked before the commit."""
    from alembic import command
    from alembic.config import Config

    with engine.execution_options(**{WRITE: True}).connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                config = Config()
                config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
                config.set_main_option("path_separator", "os")
                config.attributes["connection"] = connection
                command.upgrade(config, f"{to:04}")
                triggers.install(connection)
                _check_foreign_keys(connection)
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version={int(to)}")
        finally:
            raw.execute("PRAGMA foreign_keys=ON")


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise KnownProblem(
            "Обновление базы остановлено: связи между записями нарушены. База осталась прежней. "
            "Восстановите её из резервной копии."
        )

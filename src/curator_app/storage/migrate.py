"""Bringing a base to the present schema: backup first, one transaction, checked after.

Alembic is imported only when there is something to do.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine

from curator_app.runtime.errors import KnownProblem
from curator_app.storage import triggers
from curator_app.storage.engine import APPLICATION_ID, WRITE

# Revision and number of the newest schema; a test holds them against the scripts.
HEAD = "0003"
SCHEMA_NUMBER = 3
_SCRIPTS = Path(__file__).resolve().parent / "migrations"


def inspect_file(path: Path) -> int | None:
    """Schema number of the file, None when there is no file yet.

    Raises KnownProblem for a file that is no base of this program, is damaged, empty or newer than we are.
    A 0-byte file was a base once: it is damage, never «new».
    """
    if not path.exists():
        return None
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise KnownProblem(f"Файл базы «{path.name}» не читается. Проверьте диск и права доступа.") from error
    if not head:
        raise KnownProblem(
            f"Файл базы «{path.name}» пуст (0 байт): он повреждён. Ничего не изменено. "
            "Восстановите базу из резервной копии в папке backups."
        )
    if not head.startswith(b"SQLite format 3\x00") or len(head) < 100:
        raise KnownProblem(
            f"Файл «{path.name}» — не база этой программы или он повреждён. Ничего не изменено. "
            "Восстановите базу из резервной копии."
        )
    application, number = int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big")
    if application != APPLICATION_ID:
        raise KnownProblem(f"Файл «{path.name}» создан другой программой. Ничего не изменено. Выберите другую папку.")
    if number > SCHEMA_NUMBER:
        raise KnownProblem(
            f"База создана более новой версией программы (схема {number}, эта версия знает {SCHEMA_NUMBER}). "
            "Установите новую версию; файл не изменён."
        )
    return number


def upgrade(engine: Engine) -> None:
    """Runs all migrations in one transaction and makes the triggers anew. Foreign keys are off meanwhile,
    because a rebuilt parent table would silently take its children along, and are checked before the commit."""
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
                command.upgrade(config, "head")
                triggers.install(connection)
                _check_foreign_keys(connection)
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_NUMBER}")
        finally:
            raw.execute("PRAGMA foreign_keys=ON")


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise KnownProblem("Обновление базы остановлено: связи между записями нарушены. База осталась прежней.")

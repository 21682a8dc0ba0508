"""The unit of work: one user action, one transaction, one commit, one ``Changes``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from curator_app.runtime import account, files
from curator_app.runtime.clock import Clock
from curator_app.runtime.errors import Conflict, KnownProblem
from curator_app.runtime.lock import FolderLock
from curator_app.runtime.paths import DataFolder
from curator_app.storage import backup, cipher, conversion, journal, migrate
from curator_app.storage.closed_years import CLOSED
from curator_app.storage.engine import WRITE, make_engine
from curator_app.storage.journal import Changes, JournalEntry
from curator_app.storage.keys import BaseKey
from curator_app.storage.triggers import SNAPSHOT


def _translate(error: DBAPIError) -> KnownProblem | None:
    """The sentence for a failure of the world under the database; None = our own bug."""
    message = str(error.orig)
    if "overlap" in message:
        return Conflict("У этого наставника с этим наставляемым уже есть пара на пересекающийся период. Измените даты.")
    if CLOSED in message:
        return Conflict(
            "Учебный год закрыт: записи с датами этого года не добавляются, не меняются и не удаляются. Чтобы внести "
            "исправление, откройте год снова: меню «Школа» → «Учебные годы…»."
        )
    if SNAPSHOT in message:
        return KnownProblem("Срез мониторинга не меняется и не удаляется: он показывает, что было отправлено.")
    if "not_oneself" in message:
        return KnownProblem("Человек не может быть наставником самому себе. Выберите другого наставника.")
    if "database or disk is full" in message:
        return KnownProblem("Диск заполнен. Изменение не сохранено, прежние данные целы. Освободите место и повторите.")
    if "disk I/O error" in message or "unable to open" in message:
        return KnownProblem("Не удаётся записать на диск (возможно, вынут носитель). Проверьте диск и повторите.")
    if "readonly" in message:
        return KnownProblem("Папка с данными защищена от записи. Изменение не сохранено; снимите защиту и повторите.")
    if "locked" in message:
        return KnownProblem("База занята другой программой. Подождите немного и повторите.")
    if "malformed" in message or "not a database" in message:
        return KnownProblem("Файл базы повреждён. Ничего не изменено. Восстановите базу из резервной копии.")
    return None


def _kept_for_good(connection: Connection, entry: JournalEntry) -> str:
    """Why an action that cannot be undone is not."""
    touched = connection.execute(text("SELECT table_name FROM change WHERE action_id = :id"), {"id": entry.id})
    tables = {str(name) for (name,) in touched}
    if "order" in tables:
        return f"«{entry.title}» не отменяется: изданный приказ меняют или отменяют только другим приказом."
    emptied = connection.execute(
        text("SELECT 1 FROM change WHERE action_id = :id AND '{}' IN (before, after)"), {"id": entry.id}
    )
    if emptied.first() is not None:
        return f"«{entry.title}» не отменяется: персональные данные, которых касалось действие, уничтожены."
    if "monitoring_snapshot" in tables:
        return f"«{entry.title}» не отменяется: срез показывает, что было отправлено. Сделайте новый срез."
    return "Отменять нечего."


class Store:
    """The open base of one school. Make it with ``open_store``; give it back with ``close``."""

    def __init__(self, folder: DataFolder, clock: Clock, lock: FolderLock | None, key: BaseKey | None = None) -> None:
        self.folder = folder
        self.clock = clock
        self.key = key
        """The key of an encrypted base; None = the base is plain."""
        self._lock = lock
        self._engine = make_engine(folder.database, key)
        self._writer = self._engine.execution_options(**{WRITE: True})
        self._who = account.name()
        self._listeners: list[Callable[[Changes], None]] = []

    @property
    def read_only(self) -> bool:
        """Opened without the lock: for looking only."""
        return self._lock is None

    def close(self) -> None:
        """Closes the base and gives the lock back."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def rekey(self, key: BaseKey | None) -> None:
        """Encrypts the base where it lies, puts it under another key, or (None) makes it plain again. The store goes
        on with the new file. Raises KnownProblem; the base is as it was then."""
        self._must_write()
        if self._engine.pool.checkedout():  # type: ignore[attr-defined]  # the pool of a file always counts
            raise KnownProblem("Программа ещё занята предыдущим делом. Подождите и повторите.")
        self._engine.dispose()
        try:
            conversion.convert(self.folder.database, self.key, key)
            self.key = key
        finally:
            self._engine = make_engine(self.folder.database, self.key)
            self._writer = self._engine.execution_options(**{WRITE: True})

    def subscribe(self, listener: Callable[[Changes], None]) -> None:
        """``listener`` hears of every committed action, in the thread that committed it."""
        self._listeners.append(listener)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session on one consistent state; nothing it does is kept."""
        with self._known_problems(), Session(self._engine, autoflush=False) as session:
            yield session

    @contextmanager
    def action(self, title: str, *, key: str | None = None, undoable: bool = True) -> Iterator[Session]:
        """One user action named ``title`` («Изменена карточка …», for the undo menu and the history).

        Commits at the end of the block, rolls back on any exception. ``key``: a retry with the same key
        raises Conflict instead of doing it twice.
        """
        self._must_write()
        changes: Changes | None = None
        with self._known_problems(), Session(self._writer) as session, session.begin():
            if key is not None and session.scalar(text("SELECT 1 FROM action WHERE key = :key"), {"key": key}):
                raise Conflict("Это изменение уже сохранено.")
            action_id = journal.open_action(
                session.connection(), title, self.clock.now(), key=key, undoable=undoable, who=self._who
            )
            session.info["action_id"] = action_id
            yield session
            session.flush()
            changes = journal.close_action(session.connection(), action_id, title)
        self._publish(changes)

    @contextmanager
    def note(self) -> Iterator[Session]:
        """A session in a transaction of its own for what stands beside the actions (the register of exports, drafts
        of dialogs): committed at the end, never undone, told to nobody. A journalled table refuses it."""
        self._must_write()
        with self._known_problems(), Session(self._writer) as session, session.begin():
            yield session

    def next_undo(self) -> JournalEntry | None:
        """What Ctrl+Z would take back."""
        with self.read() as session:
            return journal.next_undo(session.connection())

    def next_redo(self) -> JournalEntry | None:
        """What Ctrl+Y would do again."""
        with self.read() as session:
            return journal.next_redo(session.connection())

    def undo(self, action_id: int | None = None) -> JournalEntry:
        """Takes back the last action, or the one named. Raises KnownProblem when there is none or it can't be."""
        return self._turn(action_id, forward=False)

    def redo(self) -> JournalEntry:
        """Does the last undone action again."""
        return self._turn(None, forward=True)

    def _turn(self, action_id: int | None, *, forward: bool) -> JournalEntry:
        self._must_write()
        with self._known_problems(), self._writer.connect() as connection, connection.begin():
            if action_id is not None:
                row = connection.execute(
                    text("SELECT id, title, at, undoable FROM action WHERE id = :id AND kind = 'do' AND undone = 0"),
                    {"id": action_id},
                ).one_or_none()
                entry = journal.entry(row)
            else:
                entry = journal.next_redo(connection) if forward else journal.next_undo(connection)
            if entry is None:
                raise KnownProblem("Повторять нечего." if forward else "Отменять нечего.")
            if not entry.undoable:
                raise KnownProblem(_kept_for_good(connection, entry))
            kind = "redo" if forward else "undo"
            opened = journal.open_action(
                connection, entry.title, self.clock.now(), kind=kind, of=entry.id, who=self._who
            )
            journal.revert(connection, entry.id, forward=forward)
            connection.execute(
                text("UPDATE action SET undone = :undone WHERE id = :id"), {"undone": not forward, "id": entry.id}
            )
            changes = journal.close_action(connection, opened, entry.title)
        self._publish(changes)
        return entry

    def backup(self, target: Path | None = None, *, reason: str = "ручная") -> Path:
        """A checked copy of the base; by default in the folder of backups under a new name."""
        if target is not None:
            self.refuse_own_file(target)
        else:
            files.make_folder(self.folder.backups)
            target = backup.free_name(self.folder.backups, backup.backup_name(self.clock.now(), reason))
        backup.backup(self.folder.database, target)
        return target

    def refuse_own_file(self, target: Path) -> None:
        """Nothing is ever written over the open base or its lock. Raises KnownProblem."""
        for own in (self.folder.database, self.folder.lock, self.folder.key_file):
            if target.resolve() == own.resolve() or (target.exists() and own.exists() and target.samefile(own)):
                raise KnownProblem(
                    f"«{target.name}» — файл самой базы, с которой работает программа. Укажите другое имя или папку."
                )

    def check(self) -> list[str]:
        """What SQLite finds wrong with the file and with the links between rows; empty = sound."""
        with self.read() as session:
            connection = session.connection()
            verdicts = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        problems = [verdict for verdict in verdicts if verdict != "ok"]
        return problems + [f"{row[0]}: {row[1]} → {row[2]}" for row in broken]

    def compact(self) -> None:
        """Makes the file anew from what is in it: what was taken out leaves no trace in freed pages."""
        self._must_write()
        with self._known_problems():
            raw = self._engine.raw_connection()
            try:
                raw.cursor().execute("VACUUM")
            finally:
                raw.close()

    def _must_write(self) -> None:
        if self._lock is None:
            raise KnownProblem("База открыта только для чтения. Закройте другое окно программы и откройте её снова.")

    def _publish(self, changes: Changes | None) -> None:
        if changes is not None:
            for listener in list(self._listeners):
                listener(changes)

    @contextmanager
    def _known_problems(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            known = _translate(error)
            if known is None:
                raise
            raise known from error
        except cipher.database_errors() as error:
            raise KnownProblem("Файл базы повреждён. Восстановите базу из резервной копии.") from error


class KeyNeeded(KnownProblem):
    """The base is encrypted and no key was brought."""


def open_store(folder: DataFolder, clock: Clock, *, write: bool = True, key: BaseKey | None = None) -> Store:
    """Opens the base in ``folder``; a folder without one gets a new base (only when ``write``).

    Takes the lock, refuses foreign, damaged and newer files, makes a backup before a migration.
    Raises KnownProblem (DataFolderBusy when another process holds the folder, KeyNeeded for an encrypted base without
    its ``key``).
    """
    lock: FolderLock | None = None
    if write:
        files.make_folder(folder.root)
        lock = FolderLock(folder.lock)
        lock.acquire(clock.now())
    try:
        if write:
            conversion.settle(folder)
        number = migrate.inspect_file(folder.database)
        key = _fitting(folder, key)
        if number is None and not write:
            raise KnownProblem(f"В папке «{folder.root}» ещё нет базы.")
        if number is None:
            _make_base(folder)
        store = Store(folder, clock, lock, key)
        if number is not None and number < migrate.SCHEMA_NUMBER:
            try:
                if not write:
                    raise KnownProblem("База прежней версии: откройте её один раз в программе, чтобы обновить.")
                store.backup(reason=f"перед-обновлением-{number}")
                with store._known_problems():
                    migrate.upgrade(store._engine)
            except BaseException:
                store.close()
                raise
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return store


def _fitting(folder: DataFolder, key: BaseKey | None) -> BaseKey | None:
    """The key as this base needs it: none for a plain one, one that really opens the pages for an encrypted one."""
    if not cipher.is_encrypted(folder.database):
        return None
    if key is None:
        raise KeyNeeded("База зашифрована. Чтобы открыть её, нужен пароль или код восстановления.")
    conversion.refuse_wrong_key(folder.database, key)
    return key


def _make_base(folder: DataFolder) -> None:
    """A new base, made under another name: a process killed on the way leaves nothing that looks like damage."""
    unfinished = folder.database.with_name(f".~{folder.database.name}.new")
    try:
        unfinished.unlink(missing_ok=True)
        engine = make_engine(unfinished)
        try:
            migrate.upgrade(engine)
        finally:
            engine.dispose()
        files.replace(unfinished, folder.database)
    except OSError as error:
        raise files.explain(folder.database, error) from error
    except DBAPIError as error:
        raise _translate(error) or error from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
            unfinished.with_name(f"{unfinished.name}-journal").unlink(missing_ok=True)

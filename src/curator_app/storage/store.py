"""The unit of work: one user action, one transaction, one commit, one ``Changes``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session

from curator_app.runtime import account, files
from curator_app.runtime.clock import Clock
from curator_app.runtime.errors import Conflict, KnownProblem
from curator_app.runtime.lock import FolderLock
from curator_app.runtime.paths import DataFolder
from curator_app.runtime.progress import Progress
from curator_app.storage import backup, conversion, facts, journal, seal, shelf
from curator_app.storage.doubt import Doubt
from curator_app.storage.engine import WRITE, make_engine, open_raw
from curator_app.storage.failures import known_problems, let_go
from curator_app.storage.gate import Gate
from curator_app.storage.held_file import HeldFile
from curator_app.storage.journal import Changes, JournalEntry
from curator_app.storage.keys import BaseKey
from curator_app.storage.start import Start


def _kept_for_good(connection: Connection, entry: JournalEntry) -> str:
    """Why an action that cannot be undone is not."""
    touched = connection.execute(text("SELECT table_name FROM change WHERE action_id = :id"), {"id": entry.id})
    tables = {str(name) for (name,) in touched}
    if "order" in tables:
        return f"«{entry.title}» не отменяется: изданный приказ меняют или отменяют только другим приказом."
    emptied = connection.execute(
        text(
            "SELECT 1 FROM change WHERE action_id = :id AND ('{}' IN (before, after) "
            """OR table_name = 'person' AND instr(after, '"depersonalised_on":"') > 0)"""
        ),
        {"id": entry.id},
    )
    if emptied.first() is not None:
        return f"«{entry.title}» не отменяется: персональные данные, которых касалось действие, уничтожены."
    if "monitoring_snapshot" in tables:
        return f"«{entry.title}» не отменяется: срез показывает, что было отправлено. Сделайте новый срез."
    return "Отменять нечего."


class Store:
    """The open base of one school. Make it with ``opening.open_store``; give it back with ``close``."""

    def __init__(
        self,
        folder: DataFolder,
        clock: Clock,
        lock: FolderLock | None,
        key: BaseKey | None = None,
        *,
        start: Start | None = None,
        watch: seal.Watch | None = None,
    ) -> None:
        self.start = start or Start(checked=True)
        """How the base was found when it was opened."""
        self._watch = watch
        self.folder = folder
        self.clock = clock
        self.key = key
        """The key of an encrypted base; None = the base is plain."""
        self._lock = lock
        self._held = HeldFile(folder.database)
        self._engine = make_engine(folder.database, key)
        self._writer = self._engine.execution_options(**{WRITE: True})
        self._who = account.name()
        self._listeners: list[Callable[[Changes], None]] = []
        self._doubt = Doubt(self)
        self._gate = Gate()

    @property
    def engine(self) -> Engine:
        """The engine, for the migration of what was just opened."""
        return self._engine

    @property
    def large(self) -> bool:
        """The bytes of the file are still to be compared with those of the last close: ``check`` does it."""
        return self._watch is not None

    @property
    def read_only(self) -> bool:
        """Opened without the lock: for looking only."""
        return self._lock is None

    def close(self) -> None:
        """Closes the base, seals it and gives the lock back."""
        self._engine.dispose()
        if self._watch is not None:
            self._watch.close()
        same = self._held.is_same()
        self._held.close()
        if self._lock is not None and self._lock.held:
            if same:
                seal.write(self.folder)
            self._lock.release()

    def rekey(self, key: BaseKey | None) -> None:
        """Encrypts the base where it lies, puts it under another key, or (None) makes it plain again. The store goes
        on with the new file. Raises KnownProblem; the base is as it was then."""
        self._must_write()
        with self._gate.alone():
            if self._engine.pool.checkedout():  # type: ignore[attr-defined]  # the pool of a file always counts
                raise KnownProblem("Программа ещё занята предыдущим делом. Подождите и повторите.")
            self._engine.dispose()
            self._held.close()
            seal.drop(self.folder)
            if self._watch is not None:  # it would find the old file overwritten
                self._watch.close()
                self._watch = None
            try:
                conversion.convert(self.folder.database, self.key, key)
                self.key = key
            finally:
                self._held = HeldFile(self.folder.database)
                self._engine = make_engine(self.folder.database, self.key)
                self._writer = self._engine.execution_options(**{WRITE: True})

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """``listener`` hears of every committed action, in the thread that committed it, until what is given back is
        called."""
        self._listeners.append(listener)
        return partial(self._listeners.remove, listener)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session on one consistent state; nothing it does is kept."""
        with known_problems(), Session(self._engine, autoflush=False) as session:
            yield session

    @contextmanager
    def action(self, title: str, *, key: str | None = None, undoable: bool = True) -> Iterator[Session]:
        """One user action named ``title`` («Изменена карточка …», for the undo menu and the history).

        Commits at the end of the block, rolls back on any exception. ``key``: a retry with the same key
        raises Conflict instead of doing it twice. A disk that reports an error after it has written is asked again:
        what is saved is not reported as lost, and a retry of it raises Conflict.
        """
        self._must_write()
        self._doubt.settle("do", title)
        own_key = key or journal.new_key()
        with self._doubt.about("do", title, own_key) as outcome, Session(self._writer) as session, session.begin():
            if key is not None and session.scalar(text("SELECT 1 FROM action WHERE key = :key"), {"key": key}):
                raise Conflict("Это изменение уже сохранено.")
            action_id = journal.open_action(
                session.connection(), title, self.clock.now(), key=own_key, undoable=undoable, who=self._who
            )
            session.info["action_id"] = action_id
            yield session
            session.flush()
            outcome.changes = journal.close_action(session.connection(), action_id, title)
        self.publish(outcome.changes)

    @contextmanager
    def note(self) -> Iterator[Session]:
        """A session in a transaction of its own for what stands beside the actions (the register of exports, drafts
        of dialogs): committed at the end, never undone, told to nobody. A journalled table refuses it."""
        self._must_write()
        with known_problems(), Session(self._writer) as session, session.begin():
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
        kind = "redo" if forward else "undo"
        self._doubt.settle(kind)
        key = journal.new_key()
        with self._doubt.about(kind, "", key) as outcome, self._writer.connect() as connection, connection.begin():
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
            opened = journal.open_action(
                connection, entry.title, self.clock.now(), kind=kind, key=key, of=entry.id, who=self._who
            )
            journal.revert(connection, entry.id, forward=forward)
            connection.execute(
                text("UPDATE action SET undone = :undone WHERE id = :id"), {"undone": not forward, "id": entry.id}
            )
            outcome.changes = journal.close_action(connection, opened, entry.title)
        self.publish(outcome.changes)
        return entry

    def backup(
        self, target: Path | None = None, *, reason: str = backup.BY_HAND, progress: Progress | None = None
    ) -> Path:
        """A checked copy of the base with its kept files; by default in the folder of backups under a new name.

        A target named «….db» gets the bare base with its hash beside it. Raises KnownProblem, Cancelled.
        """
        with self._gate.together():
            return self._backup(target, reason, progress)

    def _backup(self, target: Path | None, reason: str, progress: Progress | None) -> Path:
        self._refuse_lost()
        now = self.clock.now()
        if target is not None:
            self.refuse_own_file(target)
            if target.suffix == shelf.OLD_STYLE:
                if self.key is not None:
                    raise KnownProblem("База зашифрована: в копии «.db» не было бы ключа. Назовите файл «….curator».")
                backup.backup_bare(self.folder, target, key=self.key, progress=progress)
                return target
        else:
            files.make_folder(self.folder.backups)
            target = backup.free_name(self.folder.backups, backup.backup_name(now, reason))
        number = shelf.next_number(self.folder)
        backup.backup(self.folder, target, reason=reason, number=number, now=now, key=self.key, progress=progress)
        if target.parent == self.folder.backups:
            shelf.note_checked(self.folder, target, sound=True)
        return target

    def refuse_own_file(self, target: Path) -> None:
        """Nothing is ever written over the open base, what belongs to it, or a kept copy. Raises KnownProblem."""
        folder = self.folder
        journal = folder.database.with_name(f"{folder.database.name}-journal")
        if target.exists() and folder.backups.resolve() in target.resolve().parents:
            raise KnownProblem(f"«{target.name}» — копия базы, она не перезаписывается. Укажите другое имя или папку.")
        for own in (folder.database, journal, folder.lock, folder.key_file, folder.seal, folder.safety):
            if target.resolve() == own.resolve() or (target.exists() and own.exists() and target.samefile(own)):
                raise KnownProblem(
                    f"«{target.name}» — файл самой базы, с которой работает программа. Укажите другое имя или папку."
                )

    def check(self, progress: Progress | None = None) -> list[str]:
        """What is wrong with the bytes of the file, with SQLite's structure and with the links between rows; empty =
        sound. Raises KnownProblem, Cancelled."""
        self._refuse_lost()
        cancelled = (progress or Progress()).cancelled
        with self._gate.together(), known_problems(), closing(open_raw(self.folder.database, self.key)) as raw:
            if self._watch is not None:
                raw.execute("BEGIN")
                raw.execute("SELECT count(*) FROM sqlite_master").fetchone()  # keeps writers out meanwhile
                rotten = self._watch.differs()
                raw.execute("ROLLBACK")
                if rotten:
                    return ["file: bytes changed since it was closed"]
            return facts.problems(raw, cancelled=cancelled)

    def facts(self) -> facts.Facts:
        """Counts, school and mark of the base as it is now. Raises KnownProblem."""
        self._refuse_lost()
        with self._gate.together(), known_problems(), closing(open_raw(self.folder.database, self.key)) as raw:
            raw.execute("BEGIN")
            found = facts.gather(raw)
            raw.execute("ROLLBACK")
        return found

    def compact(self) -> None:
        """Makes the file anew from what is in it: what was taken out leaves no trace in freed pages."""
        self._must_write()
        with self._gate.together(), known_problems():
            raw = self._engine.raw_connection()
            try:
                raw.cursor().execute("VACUUM")
            finally:
                raw.close()

    def _refuse_lost(self) -> None:
        """SQLite would make an empty base where the file is gone, and a copy of it would look sound."""
        if not self._held.is_same() or not self.folder.database.exists():
            raise KnownProblem(
                "Файла базы нет на месте: носитель вынут или файл подменён. Копия не снята, проверка не проведена. "
                "Верните носитель, закройте программу и откройте её снова."
            )

    def _must_write(self) -> None:
        if self._lock is None:
            raise KnownProblem("База открыта только для чтения. Закройте другое окно программы и откройте её снова.")
        if self._gate.is_closed:
            raise KnownProblem("База сейчас переписывается (пароль). Подождите немного и повторите.")
        self._held.refuse_replaced()
        let_go()

    def publish(self, changes: Changes | None) -> None:
        """Tells what was committed to everybody who listens."""
        if changes is not None:
            for listener in list(self._listeners):
                listener(changes)

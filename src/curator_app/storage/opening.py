"""Opening a base: one owner, a look at the file first, a copy before a migration."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy.exc import DBAPIError

from curator_app.runtime import files
from curator_app.runtime.clock import Clock
from curator_app.runtime.errors import KnownProblem, UnusableBase
from curator_app.runtime.lock import FolderLock, holder
from curator_app.runtime.paths import DataFolder
from curator_app.storage import backup, beside, cipher, conversion, migrate, seal, sealed_files, shape, start, triggers
from curator_app.storage.engine import WRITE, make_engine
from curator_app.storage.failures import known_problems, translate
from curator_app.storage.keys import BaseKey
from curator_app.storage.store import Store


class KeyNeeded(KnownProblem):
    """The base is encrypted and no key was brought."""


def open_store(
    folder: DataFolder,
    clock: Clock,
    *,
    write: bool = True,
    key: BaseKey | None = None,
    fresh: bool = False,
    as_it_is: bool = False,
) -> Store:
    """Opens the base in ``folder``; a folder without one gets a new base (only when ``write``).

    Takes the lock, refuses foreign, damaged and newer files, makes a backup before a migration. Where copies or other
    traces of a base lie, a new one is made only when it is asked for (``fresh``). ``as_it_is`` opens a file whose bytes
    are others than were closed, if SQLite finds it sound: somebody has looked at it and taken it for good.
    Raises KnownProblem: UnusableBase, DataFolderBusy when another process holds the folder, KeyNeeded for an encrypted
    base without its ``key``.
    """
    folder.refuse_long()
    lock: FolderLock | None = None
    if write:
        files.make_folder(folder.root)
        lock = FolderLock(folder.lock)
        lock.acquire(clock.now())
    try:
        return _open(folder, clock, lock, key, fresh=fresh, as_it_is=as_it_is)
    except BaseException:
        if lock is not None:
            lock.release(clean=not lock.left_behind)
        raise


def _open(
    folder: DataFolder, clock: Clock, lock: FolderLock | None, key: BaseKey | None, *, fresh: bool, as_it_is: bool
) -> Store:
    if lock is not None:
        conversion.settle(folder)
        beside.settle(folder, as_it_is=as_it_is)
        for place in (folder.backups, folder.root, *(folder.root / name for name in sealed_files.FOLDERS)):
            backup.sweep(place)
    else:
        beside.refuse_half_done(folder)
    number = migrate.inspect_file(folder.database)
    key = _fitting(folder, key)
    if number is None:
        if lock is None:
            raise KnownProblem(f"В папке «{folder.root}» ещё нет базы. Выберите другую папку.")
        if not fresh:
            refuse_lost(folder)
        _make_base(folder)
        return Store(folder, clock, lock, key)
    if as_it_is:
        seal.drop(folder)
    # Without the lock: the base is at rest when nobody's name stands in the lock file.
    found, watch = start.look(
        folder,
        key,
        crashed=lock is not None and lock.left_behind,
        alone=lock is not None or holder(folder.lock) is None,
    )
    if not found.sealed:  # a migration that was cut off has left its number in the file until the look took it back
        number = migrate.inspect_file(folder.database) or 0
    store = Store(folder, clock, lock, key, start=found, watch=watch)
    if number < migrate.SCHEMA_NUMBER:
        try:
            if lock is None:
                raise KnownProblem("База прежней версии: откройте её один раз в программе, чтобы обновить.")
            store.backup(reason=f"перед-обновлением-{number}")
            with known_problems():
                migrate.upgrade(store.engine)
        except BaseException:
            store.close()
            raise
    elif lock is not None and not found.sealed:
        try:
            with known_problems():
                _take_back(store)
        except BaseException:
            store.close()
            raise
    return store


def _take_back(store: Store) -> None:
    """A file that somebody else had in hand (a restored copy, another program) may lack what this program counts on:
    without the triggers changes would not be journalled, and somebody else's would run over the school's data."""
    with store.engine.connect() as connection:
        whole, ours = shape.is_whole(connection), triggers.are_ours(connection)
    if not whole:
        raise start.damaged(store.folder.database.name)
    if not ours:
        with store.engine.execution_options(**{WRITE: True}).begin() as connection:
            triggers.install(connection)


def refuse_lost(folder: DataFolder) -> None:
    """Raises UnusableBase where a base lay once: it is not there, which is not the same as a new school."""
    folder.refuse_long()
    if folder.root.is_file():
        raise KnownProblem(f"«{folder.root.name}» — это файл, а не папка с данными. Укажите папку.")
    if folder.database.exists():
        return
    gone = f"Файл базы «{folder.database.name}» исчез"
    if _has_copies(folder):
        raise UnusableBase(
            "missing", f"{gone}, а его копии остались. Новая база не создана. Восстановите прежнюю из резервной копии."
        )
    if folder.seal.exists() or folder.key_file.exists():
        raise UnusableBase(
            "missing",
            f"{gone}: в папке остались только его следы, копий в ней нет. Новая база не создана. Верните файл или "
            "копию базы на место; если базы здесь быть не должно, укажите другую папку.",
        )


def _has_copies(folder: DataFolder) -> bool:
    try:
        names = [one.name for one in folder.backups.iterdir()]
    except OSError:
        return False
    return any(not name.startswith(".~") and name != folder.spare_key_file.name for name in names)


def _fitting(folder: DataFolder, key: BaseKey | None) -> BaseKey | None:
    """The key as this base needs it: none for a plain one, one that really opens the pages for an encrypted one."""
    if not cipher.is_encrypted(folder.database):
        return None
    if key is None:
        raise KeyNeeded("База зашифрована. Введите пароль или код восстановления.")
    conversion.refuse_wrong_key(folder.database, key)
    return key


def _make_base(folder: DataFolder) -> None:
    """A new base, made under another name: a process killed on the way leaves nothing that looks like damage."""
    unfinished = folder.database.with_name(f".~{folder.database.name}.new")
    try:
        unfinished.unlink(missing_ok=True)
        engine = make_engine(unfinished, new=True)
        try:
            migrate.upgrade(engine)
        finally:
            engine.dispose()
        files.replace(unfinished, folder.database)
    except OSError as error:
        raise files.explain(folder.database, error) from error
    except DBAPIError as error:
        raise translate(error) or error from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
            unfinished.with_name(f"{unfinished.name}-journal").unlink(missing_ok=True)

"""The library under a base: Python's own SQLite for a plain one, SQLCipher for an encrypted one.

SQLCipher is imported only when a key is at hand, so a plain base starts as fast as ever. The first 96 bytes of an
encrypted file stay readable: they are SQLite's own header, so that the mark of this program and the number of the
schema are known before the password is; a file whose pages keep 80 bytes each for SQLCipher is an encrypted one.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from curator_app.storage.keys import BaseKey

_MODULE: Final = "sqlcipher3.dbapi2"
_PLAIN_HEADER: Final = 96
_RESERVED_AT: Final = 20
_RESERVED: Final = 80
_PAGE: Final = 4096
_IV: Final = 16
_WAIT_S: Final = 5
_PLAIN: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-~")
_MAGIC: Final = b"SQLite format 3\x00"


def is_encrypted_head(head: bytes) -> bool:
    """Whether a file that begins so is encrypted."""
    return head.startswith(_MAGIC) and len(head) > _RESERVED_AT and head[_RESERVED_AT] == _RESERVED


def is_encrypted(database: Path) -> bool:
    """Whether the file is an encrypted base; False when there is none. Raises OSError."""
    try:
        with database.open("rb") as file:
            return is_encrypted_head(file.read(100))
    except FileNotFoundError:
        return False


def module(key: BaseKey | None) -> Any:
    """The DB-API module for a base with this key."""
    return sqlite3 if key is None else importlib.import_module(_MODULE)


def database_errors() -> tuple[type[Exception], ...]:
    """The errors that both libraries raise; SQLCipher's only once it was needed."""
    loaded = sys.modules.get(_MODULE)
    return (sqlite3.Error,) if loaded is None else (sqlite3.Error, loaded.Error)


def unlock(raw: Any, key: BaseKey | None) -> None:
    """The first words to a new connection: the key. Nothing is read by them yet."""
    if key is not None:
        raw.execute("PRAGMA cipher_log_level=NONE")  # else it tells of a wrong key on stderr, in English
        raw.execute(f'PRAGMA key="{_told(key)}"')
        raw.execute(f"PRAGMA cipher_plaintext_header_size={_PLAIN_HEADER}")


def address(database: Path) -> str:
    """The name under which SQLite opens a file that is there and makes none where it is not; needs ``uri=True``."""
    told = database.absolute().as_posix()
    named = "".join(chr(one) if one in _PLAIN else f"%{one:02X}" for one in os.fsencode(told))
    return f"file://{'' if told.startswith('/') else '/'}{named}?mode=rw"


def connect(database: Path, key: BaseKey | None, *, new: bool = False) -> Any:
    """A bare connection in autocommit; use it with ``contextlib.closing``. Only a ``new`` file is made."""
    name = str(database) if new else address(database)
    raw = module(key).connect(name, timeout=_WAIT_S, isolation_level=None, uri=not new)
    try:
        unlock(raw, key)
        raw.execute("PRAGMA temp_store=MEMORY")
    except BaseException:
        raw.close()
        raise
    return raw


def copy_base(source: Path, source_key: BaseKey | None, target: Path, target_key: BaseKey | None) -> None:
    """Writes the base to the new file ``target``, which is encrypted when ``target_key`` is given.

    Safe while the source is in use. Raises one of ``database_errors``. The target is not flushed to the disk.
    """
    if (source_key is None) == (target_key is None):
        with (
            contextlib.closing(connect(source, source_key)) as old,
            contextlib.closing(connect(target, target_key, new=True)) as new,
        ):
            old.backup(new, pages=512)
        return
    # SQLCipher opens plain files too, as long as no key is told.
    raw = module(source_key or target_key).connect(address(source), timeout=_WAIT_S, isolation_level=None, uri=True)
    with contextlib.closing(raw):
        raw.execute("PRAGMA cipher_log_level=NONE")
        unlock(raw, source_key)
        raw.execute("PRAGMA temp_store=MEMORY")
        raw.execute("ATTACH ? AS other KEY ?", (str(target), "" if target_key is None else _told(target_key)))
        if target_key is not None:
            raw.execute(f"PRAGMA other.cipher_plaintext_header_size={_PLAIN_HEADER}")
        with _one_state(raw):
            raw.execute("SELECT sqlcipher_export('other')").fetchall()
            for name in ("application_id", "user_version"):
                number = raw.execute(f"PRAGMA main.{name}").fetchone()[0]
                raw.execute(f"PRAGMA other.{name}={number}")
        raw.execute("DETACH other")


def read_damaged(database: Path, key: BaseKey) -> sqlite3.Connection:
    """A connection to a plain image, in memory only, of an encrypted base that is damaged. Raises OSError.

    SQLCipher gives nothing more after the first page whose seal is broken. The pages are opened here without looking at
    their seals: what is damaged stays damaged, the rest can be read as out of a plain base.
    """
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    data = database.read_bytes()
    image = bytearray()
    for at in range(0, len(data) - _PAGE + 1, _PAGE):
        page = data[at : at + _PAGE]
        start, end = (_PLAIN_HEADER if at == 0 else 0), _PAGE - _RESERVED
        opener = Cipher(algorithms.AES256(key.secret[:32]), modes.CBC(page[end : end + _IV])).decryptor()
        image += page[:start] + opener.update(page[start:end]) + opener.finalize() + bytes(_RESERVED)
    wanted = int.from_bytes(image[28:32], "big") * _PAGE
    if len(image) < wanted <= 4 * len(image):
        image += bytes(wanted - len(image))  # a cut file: SQLite reads none that is shorter than it says
    raw = sqlite3.connect(":memory:", isolation_level=None)
    raw.deserialize(bytes(image))
    return raw


@contextmanager
def _one_state(raw: Any) -> Iterator[None]:
    """All tables are copied as of one moment."""
    raw.execute("BEGIN")
    try:
        yield
    except BaseException:
        with contextlib.suppress(*database_errors()):
            raw.execute("ROLLBACK")
        raise
    raw.execute("COMMIT")


def _told(key: BaseKey) -> str:
    return f"x'{key.secret.hex()}'"

"""The key of an encrypted base and the small file that keeps it wrapped.

The base is encrypted with a random key that never changes with the password. ``curator.key`` beside the base holds
that key twice, sealed by AES-256-GCM: under the password and under the printed recovery code, each stretched by
scrypt. Changing the password seals the key anew and touches nothing else. Copies of the base carry the same file, so
that a copy opens on another computer by itself.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import secrets
import unicodedata
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from curator_app.domain import recovery_code
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DataFolder

KEY_BYTES: Final = 48
"""32 bytes of the key of pages and 16 of the salt, as SQLCipher takes them raw."""
PASSWORD, CODE = "password", "code"

_FORMAT: Final = "curator-key"
_VERSION: Final = 1
_N, _R, _P = 1 << 15, 8, 1
# A key file from elsewhere must not make the program ask for gigabytes.
_LARGEST_N, _LARGEST_R, _LARGEST_P = 1 << 18, 16, 4
_LARGEST_FILE: Final = 16_384
_MISCOUNTED: Final = 5


class WrongSecret(KnownProblem):
    """The password or the code does not open the key."""


@dataclass(frozen=True, slots=True)
class BaseKey:
    """The open key of a base. Never written, never printed."""

    id: str
    secret: bytes = field(repr=False)

    def for_files(self) -> bytes:
        """The key of the files beside the base (32 bytes)."""
        return hashlib.blake2b(self.secret, digest_size=32, person=b"curator-files").digest()


@dataclass(frozen=True, slots=True)
class _Seal:
    """The key sealed under one secret."""

    by: str
    salt: bytes
    nonce: bytes
    sealed: bytes = field(repr=False)
    n: int = _N
    r: int = _R
    p: int = _P


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What stands in ``curator.key``: nothing secret without the password or the code."""

    key_id: str
    password: _Seal
    code: _Seal

    def to_bytes(self) -> bytes:
        """JSON, the same bytes for the same seals, with a checksum that tells damage from a wrong password."""
        told = {
            "format": _FORMAT,
            "version": _VERSION,
            "key_id": self.key_id,
            "seals": [_told(self.password), _told(self.code)],
        }
        return json.dumps({**told, "check": _check(told)}, indent=1).encode("ascii")


def new_key() -> BaseKey:
    """A random key."""
    return BaseKey(secrets.token_hex(8), secrets.token_bytes(KEY_BYTES))


def new_code() -> str:
    """A random recovery code."""
    return recovery_code.make(secrets.randbelow)


def seal(key: BaseKey, password: str, code: str) -> KeyFile:
    """The key wrapped under both. Takes about 0.3 s."""
    return KeyFile(key.id, _wrap(key, PASSWORD, _password(password)), _wrap(key, CODE, code))


def with_password(file: KeyFile, key: BaseKey, password: str) -> KeyFile:
    """The same file under another password; the base stays as it is."""
    return replace(file, password=_wrap(key, PASSWORD, _password(password)))


def with_code(file: KeyFile, key: BaseKey, code: str) -> KeyFile:
    """The same file under another recovery code: the old sheet opens nothing any more."""
    return replace(file, code=_wrap(key, CODE, code))


def unlock_password(file: KeyFile, password: str) -> BaseKey:
    """The key by its password. Raises WrongSecret."""
    return _unwrap(file, file.password, _password(password), "Пароль не подходит. Проверьте раскладку и Caps Lock.")


def is_like_code(typed: str) -> bool:
    """Whether the text may be meant as a recovery code: forty digits or nearly so, and nothing else."""
    digits = recovery_code.digits_of(typed)
    return digits is not None and abs(len(digits) - recovery_code.LENGTH) <= _MISCOUNTED


def unlock_code(file: KeyFile, typed: str) -> BaseKey:
    """The key by the recovery code as it was typed. Raises WrongSecret that names the group with a mistake."""
    digits = recovery_code.digits_of(typed)
    if digits is None:
        raise WrongSecret("В коде восстановления только цифры: 8 групп по 5. Проверьте набранное.")
    wrong = recovery_code.wrong_groups(digits)
    if wrong:
        raise WrongSecret(
            f"Опечатка в группе {wrong[0]}. Сверьте её с листом."
            if len(wrong) == 1
            else f"Опечатки в группах {', '.join(map(str, wrong))}. Сверьте их с листом."
        )
    if len(digits) != recovery_code.LENGTH:
        raise WrongSecret(f"В коде 40 цифр, набрано {len(digits)}. Допишите или сотрите лишнее.")
    return _unwrap(file, file.code, digits, "Это код не от этой базы. Проверьте, тот ли лист у вас в руках.")


# -- the file


def read(path: Path) -> KeyFile | None:
    """The key file, None when there is none. Raises KnownProblem when it is damaged or from a newer version."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise KnownProblem(f"Файл ключа «{path.name}» не читается. Проверьте диск и права доступа.") from error
    return parse(data, path.name)


def found(folder: DataFolder) -> list[KeyFile]:
    """The key file of a base and its spare, as far as they are there, can be read and differ. Raises KnownProblem when
    all there is is damaged."""
    damaged: KnownProblem | None = None
    told: list[KeyFile] = []
    for path in (folder.key_file, folder.spare_key_file):
        try:
            file = read(path)
        except KnownProblem as problem:
            damaged = damaged or problem
            continue
        if file is not None and file not in told:
            told.append(file)
    if damaged is not None and not told:
        raise damaged
    return told


def of_key(folder: DataFolder, key: BaseKey) -> KeyFile | None:
    """The key file that keeps this key; None when it is lost or damaged."""
    try:
        return next((file for file in found(folder) if file.key_id == key.id), None)
    except KnownProblem:
        return None


def parse(data: bytes, name: str) -> KeyFile:
    """A key file from its bytes; ``name`` is for the message. Raises KnownProblem."""
    damaged = KnownProblem(
        f"Файл ключа «{name}» повреждён. Ничего не изменено. Восстановите базу из резервной копии: ключ есть в каждой."
    )
    if len(data) > _LARGEST_FILE:
        raise damaged
    try:
        told: Any = json.loads(data)
        if told["format"] != _FORMAT:
            raise damaged
        if told["version"] != _VERSION:
            raise KnownProblem(
                f"Файл ключа «{name}» создан более новой версией программы. Установите её; файл не изменён."
            )
        check = told.pop("check")
        if check != _check(told):
            raise damaged
        seals = {one["by"]: _read_seal(one) for one in told["seals"]}
        return KeyFile(str(told["key_id"]), seals[PASSWORD], seals[CODE])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error) as error:
        raise damaged from error


# -- inside


def _password(typed: str) -> str:
    """й typed as one letter and as two are one password."""
    return unicodedata.normalize("NFC", typed)


def _stretch(secret: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(
        secret.encode("utf-8"), salt=salt, n=n, r=r, p=p, dklen=32, maxmem=132 * n * r + (1 << 20) * p
    )


def _purpose(key_id: str, by: str) -> bytes:
    return f"{_FORMAT}/{_VERSION}/{key_id}/{by}".encode()


def _wrap(key: BaseKey, by: str, secret: str) -> _Seal:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(_stretch(secret, salt, _N, _R, _P)).encrypt(nonce, key.secret, _purpose(key.id, by))
    return _Seal(by, salt, nonce, sealed)


def _unwrap(file: KeyFile, sealed: _Seal, secret: str, refusal: str) -> BaseKey:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    stretched = _stretch(secret, sealed.salt, sealed.n, sealed.r, sealed.p)
    try:
        opened = AESGCM(stretched).decrypt(sealed.nonce, sealed.sealed, _purpose(file.key_id, sealed.by))
    except InvalidTag as error:
        raise WrongSecret(refusal) from error
    return BaseKey(file.key_id, opened)


def _told(sealed: _Seal) -> dict[str, object]:
    return {
        "by": sealed.by,
        "kdf": "scrypt",
        "n": sealed.n,
        "r": sealed.r,
        "p": sealed.p,
        "salt": base64.b64encode(sealed.salt).decode(),
        "cipher": "AES-256-GCM",
        "nonce": base64.b64encode(sealed.nonce).decode(),
        "sealed": base64.b64encode(sealed.sealed).decode(),
    }


def _read_seal(told: Any) -> _Seal:
    n, r, p = (int(told[name]) for name in "nrp")
    salt, nonce, sealed = (base64.b64decode(told[name], validate=True) for name in ("salt", "nonce", "sealed"))
    known = told["kdf"] == "scrypt" and told["cipher"] == "AES-256-GCM"
    sound = 1 < n <= _LARGEST_N and n & (n - 1) == 0 and 0 < r <= _LARGEST_R and 0 < p <= _LARGEST_P
    if not (known and sound and len(nonce) == 12 and len(salt) == 16 and len(sealed) == KEY_BYTES + 16):
        raise ValueError
    return _Seal(str(told["by"]), salt, nonce, sealed, n, r, p)


def _check(told: dict[str, Any]) -> str:
    plain = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()

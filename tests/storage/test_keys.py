"""The key file: opened by the password and by the code, told when it is damaged, never a way to the key itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from curator_app.domain import recovery_code
from curator_app.runtime.errors import KnownProblem
from curator_app.storage import keys
from curator_app.storage.keys import BaseKey, KeyFile, WrongSecret

PASSWORD = "Слон, йод и кактус"


@pytest.fixture(scope="module")
def key() -> BaseKey:
    return keys.new_key()


@pytest.fixture(scope="module")
def code() -> str:
    return keys.new_code()


@pytest.fixture(scope="module")
def sealed(key: BaseKey, code: str) -> KeyFile:
    return keys.seal(key, PASSWORD, code)


def test_the_password_and_the_code_open_it(key: BaseKey, code: str, sealed: KeyFile) -> None:
    read = keys.parse(sealed.to_bytes(), "curator.key")
    assert read == sealed
    assert keys.unlock_password(read, PASSWORD) == key
    assert keys.unlock_code(read, recovery_code.spaced(code)) == key


def test_a_letter_of_two_signs_is_the_same_letter(sealed: KeyFile, key: BaseKey) -> None:
    assert keys.unlock_password(sealed, PASSWORD.replace("й", "и\u0306")) == key


@pytest.mark.parametrize("wrong", ["", PASSWORD.lower(), PASSWORD + " ", "Ckjy? qjl b rfrnec"])
def test_a_wrong_password_is_refused(sealed: KeyFile, wrong: str) -> None:
    with pytest.raises(WrongSecret, match="Пароль не подходит"):
        keys.unlock_password(sealed, wrong)


def test_slips_in_the_code_are_named(sealed: KeyFile, code: str) -> None:
    slip = code[:7] + str((int(code[7]) + 1) % 10) + code[8:]
    for typed, said in (
        (slip, "в группе 2"),
        (code[:35], "набрано 35"),
        (code + code[:5], "набрано 45"),
        ("код", "только цифры"),
        (keys.new_code(), "не от этой базы"),
    ):
        with pytest.raises(WrongSecret, match=said):
            keys.unlock_code(sealed, typed)


def test_another_password_leaves_the_code_and_the_key(sealed: KeyFile, key: BaseKey, code: str) -> None:
    changed = keys.with_password(sealed, key, "другой пароль")
    assert keys.unlock_password(changed, "другой пароль") == key
    assert changed.code == sealed.code
    with pytest.raises(WrongSecret):
        keys.unlock_password(changed, PASSWORD)


def test_another_code_leaves_the_password(sealed: KeyFile, key: BaseKey, code: str) -> None:
    other = keys.new_code()
    changed = keys.with_code(sealed, key, other)
    assert changed.password == sealed.password
    assert keys.unlock_code(changed, other) == key
    with pytest.raises(WrongSecret, match="не от этой базы"):
        keys.unlock_code(changed, code)


def test_nothing_of_the_key_stands_in_the_file(sealed: KeyFile, key: BaseKey, code: str) -> None:
    told = sealed.to_bytes()
    assert key.secret.hex().encode() not in told
    assert code.encode() not in told
    assert key.secret.hex() not in repr(key)
    assert key.for_files() not in key.secret


def test_every_flipped_byte_is_told_as_damage(tmp_path: Path, sealed: KeyFile) -> None:
    told = sealed.to_bytes()
    path = tmp_path / "curator.key"
    for place in range(len(told)):
        bad = bytearray(told)
        bad[place] ^= 0x04
        path.write_bytes(bad)
        try:
            read = keys.read(path)
        except KnownProblem:
            continue
        assert read == sealed, place  # a flipped blank between two words of JSON


def _with(file: KeyFile, **changed: Any) -> bytes:
    told = json.loads(file.to_bytes())
    told.pop("check")
    told["seals"][0] |= changed
    return json.dumps(told | {"check": keys._check(told)}).encode()


@pytest.mark.parametrize(
    "changed", [{"n": 1 << 40}, {"n": 3}, {"r": 1000}, {"p": 0}, {"kdf": "md5"}, {"nonce": ""}, {"sealed": "AAAA"}]
)
def test_a_hostile_file_asks_for_nothing(sealed: KeyFile, changed: dict[str, Any]) -> None:
    with pytest.raises(KnownProblem, match="повреждён"):
        keys.parse(_with(sealed, **changed), "curator.key")


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"1", b"{}", b"\xff" * 100, b"[" * 9000, b"x" * 20_000])
def test_what_is_no_key_file_is_told(data: bytes) -> None:
    with pytest.raises(KnownProblem, match="повреждён"):
        keys.parse(data, "curator.key")


def test_a_newer_file_is_told_as_newer(sealed: KeyFile) -> None:
    told = json.loads(sealed.to_bytes()) | {"version": 2}
    with pytest.raises(KnownProblem, match="более новой"):
        keys.parse(json.dumps(told).encode(), "curator.key")


def test_no_file_is_no_key(tmp_path: Path) -> None:
    assert keys.read(tmp_path / "curator.key") is None

"""``email-draft`` as a script sees it."""

from __future__ import annotations

import email
import email.policy
import hashlib
import json
from pathlib import Path

import pytest

from curator_app.bootstrap import start


def run(tmp_path: Path, *words: str) -> int:
    return start(["--data-dir", str(tmp_path / "данные"), "email-draft", *words])


def test_the_draft_holds_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = tmp_path / "Книга мониторинга.xlsx"
    book.write_bytes(b"PK\x03\x04")
    out = tmp_path / "письмо.eml"
    words = ("--attach", str(book), "--to", "a@b.ru, c@d.ru", "--out", str(out), "--subject", "Отчёт")
    assert run(tmp_path, *words, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["files"] == [{"kind": "email_draft", "path": str(out)}]
    digest = hashlib.sha256(book.read_bytes()).hexdigest()
    assert told["attachments"] == [{"name": book.name, "sha256": digest}]
    message = email.message_from_bytes(out.read_bytes(), policy=email.policy.default)
    assert (message["To"], message["Subject"], message["X-Unsent"]) == ("a@b.ru, c@d.ru", "Отчёт", "1")
    assert [one.get_filename() for one in message.walk() if one.get_filename()] == [book.name]
    assert not (tmp_path / "данные").exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--to", "a@b.ru\nBcc: x@y.ru"), "перевод строки"),
        (("--to", "nobody"), "не похоже на адрес"),
        (("--to", "a@b.ru", "--subject", "a\r\nBcc: x@y.ru"), "перевод строки"),
        (("--to", "a@b.ru", "--attach", "нет такого.xlsx"), "не читается"),
        (("--to", "a@b.ru", "--out", "письмо.txt"), ".eml"),
    ],
)
def test_refusals(tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: tuple[str, ...], said: str) -> None:
    book = tmp_path / "a.xlsx"
    book.write_bytes(b"PK")
    out = tmp_path / "a.eml"
    assert run(tmp_path, "--attach", str(book), "--out", str(out), *wrong) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert told.err.count("\n") == 1
    assert not out.exists()

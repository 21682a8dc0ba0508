"""A letter in a file is what a mail program reads back, and nothing in a header begins another one."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from curator_app.exchange.eml import Attachment, Letter, parse_addresses, to_eml
from curator_app.runtime.errors import KnownProblem

SUBJECT = "Мониторинг наставничества за III квартал 2026 года — МБОУ «СОШ № 75» имени Героя Советского Союза"
NAME = "Книга мониторинга, III квартал 2026 года (обезличенная).xlsx"
BODY = "Здравствуйте!\n\nНаправляем данные.\n.\nС уважением"


def parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def test_a_mail_program_reads_it_back() -> None:
    book, note = bytes(range(256)) * 20, b"%PDF-1.4"
    letter = Letter(("a@b.ru", "otdel@школа.рф"), SUBJECT, BODY, (Attachment(NAME, book), Attachment("a.pdf", note)))
    message = parsed(to_eml(letter))
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == SUBJECT
    assert [one.addr_spec for one in message["To"].addresses] == ["a@b.ru", "otdel@xn--80atdl2c.xn--p1ai"]
    body = message.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == BODY
    files = list(message.iter_attachments())
    assert [(one.get_filename(), one.get_content()) for one in files] == [(NAME, book), ("a.pdf", note)]
    assert files[0].get_content_type().endswith("spreadsheetml.sheet")


def test_lines_end_with_crlf_stay_short_and_equal_letters_are_equal_files() -> None:
    letter = Letter(("a@b.ru",), SUBJECT, BODY, (Attachment(NAME, b"x" * 5000),))
    content = to_eml(letter)
    assert content == to_eml(letter)
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 78
    assert content.isascii()
    assert b"Date:" not in content


@given(subject=st.text(max_size=120), name=st.text(min_size=1, max_size=80))
@example(subject="", name=" ")
@example(subject=" x ", name="\u00a0лист.pdf ")
def test_any_words_come_back_or_are_refused(subject: str, name: str) -> None:
    try:
        content = to_eml(Letter(("a@b.ru",), subject, "", (Attachment(name, b"x"),)))
    except KnownProblem:
        return
    message = parsed(content)
    assert set(message.keys()) == {"X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"}
    assert message["Subject"].strip() == subject.strip()
    [file] = message.iter_attachments()
    assert file.get_filename() == PurePosixPath(name.replace("\\", "/")).name.strip()


@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r", "\x00", "\x0b", "\u2028", "\x85"])
def test_headers_cannot_be_slipped_in(line_break: str) -> None:
    bad = f"x{line_break}Bcc: thief@x.ru"
    for letter in (
        Letter(("a@b.ru",), bad, ""),
        Letter((f"a@b.ru{line_break}Bcc: thief@x.ru",), "x", ""),
        Letter(("a@b.ru",), "x", "", (Attachment(f"{bad}.xlsx", b""),)),
    ):
        with pytest.raises(KnownProblem):
            to_eml(letter)
    with pytest.raises(KnownProblem):
        parse_addresses(f"a@b.ru{line_break}Bcc: thief@x.ru")


def test_addresses() -> None:
    assert parse_addresses(" a@b.ru; c.d@e-f.com, a@b.ru ") == ("a@b.ru", "c.d@e-f.com")
    for bad in ("a", "a@b", "a b@c.ru", "@b.ru", "a@.ru", "а@б", "a@b.ru c@d.ru", "<a@b.ru>", "a@b..ru", "иван@b.ru"):
        with pytest.raises(KnownProblem, match="не похоже на адрес"):
            parse_addresses(bad)
    with pytest.raises(KnownProblem, match="кому письмо"):
        to_eml(Letter((), "x", ""))

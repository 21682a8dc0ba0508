"""The description of the headless interface names every command and every option, and no others."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from curator_app.cli.commands import registers
from curator_app.cli.main import make_parser
from curator_app.cli.self_check_command import make_register

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
COMMON = {"--help", "--data-dir", "--password-file", "--version"}
ROWS = [line for line in TEXT.splitlines() if line.startswith("| `")]


def command_parser() -> argparse.ArgumentParser:
    """With all commands."""
    return make_parser([*registers([]), make_register(str)])


def commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The commands below a parser."""
    return {
        name: below
        for action in parser._actions
        if isinstance(action, argparse._SubParsersAction)
        for name, below in action.choices.items()
    }


def options(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Long options of a command and of what stands below it."""
    for action in parser._actions:
        yield from (one for one in action.option_strings if one.startswith("--"))
    for below in commands(parser).values():
        yield from options(below)


def said_of(name: str) -> str:
    """Everything the description says of a command: its rows, the section of its name, what is common to all."""
    rows = [row for row in ROWS if f"`{name} " in row or f"`{name}`" in row]
    section = re.search(rf"^## {name}s$.*?(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL | re.IGNORECASE)
    return "\n".join(rows) + (section[0] if section else "")


def test_every_command_and_option_is_described() -> None:
    found = commands(command_parser())
    assert len(found) > 20
    assert [name for name in found if not said_of(name)] == []
    silent = {
        (name, option)
        for name, parser in found.items()
        for option in set(options(parser)) - COMMON
        if not re.search(rf"{option}(?![\w-])", said_of(name))
    }
    assert silent == set()


def test_acts_of_commands_are_described() -> None:
    for name, parser in commands(command_parser()).items():
        for act in commands(parser):
            assert f"`{name} {act}" in TEXT


def test_kinds_of_records_are_described() -> None:
    found = commands(command_parser())
    for name in ("list", "add"):
        (kinds,) = (action.choices for action in found[name]._actions if action.dest == "kind")
        assert kinds is not None
        assert [kind for kind in kinds if not re.search(rf"\b{kind}\b", said_of(name))] == []


def test_nothing_is_described_that_is_not_there() -> None:
    parser = command_parser()
    found = commands(parser)
    known = set(options(parser))
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", TEXT)) - known == set()
    told = {name for row in ROWS for name in re.findall(r"`([a-z][a-z-]+)(?= |`)", row.split(" | ")[0])}
    assert told - set(found) - {"contest", "publication"} == set()

"""The user guide says what is on the screen: every name in bold stands in the program, every picture is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from curator_app.ui.tabs import TABS

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "user-guide.md").read_text(encoding="utf-8")
CHAPTERS = re.findall(r"^#{1,2} (.+)$", TEXT, re.MULTILINE)
_KB = 1024


def _told(tree: ast.Module) -> Iterator[str]:
    """Texts of a module; what is put into a text while the program runs is «{}»."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in node.values)


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.replace("&", "")).strip().rstrip(".…:,").strip()


@lru_cache(maxsize=1)
def on_screen() -> frozenset[str]:
    """Everything the program may show as the name of something."""
    modules = [*(ROOT / "src/curator_app/ui").rglob("*.py"), *(ROOT / "src/curator_app/texts").rglob("*.py")]
    modules += [ROOT / "src/curator_app" / one for one in ("documents/catalogue.py", "services/outcome_sheets.py")]
    found = {text for one in modules for text in _told(ast.parse(one.read_text(encoding="utf-8")))}
    return frozenset(_plain(text.split("{}")[0]) for text in found) | {_plain(text) for text in found}


def named() -> list[str]:
    """Names in bold, way by way."""
    bold = re.findall(r"\*\*(.+?)\*\*", TEXT, re.DOTALL)
    return sorted({_plain(part) for one in bold for part in one.split("→")})


@pytest.mark.parametrize("name", named())
def test_what_stands_in_bold_is_in_the_program(name: str) -> None:
    assert name in on_screen()


def test_every_tab_has_its_chapter_by_f1() -> None:
    assert len(CHAPTERS) > 20
    assert [tab.title for tab in TABS if not any(one.startswith(tab.title) for one in CHAPTERS)] == []


def test_links_lead_to_chapters() -> None:
    places = {re.sub(r"[^\w\- ]", "", one.casefold()).replace(" ", "-") for one in CHAPTERS}
    links = re.findall(r"\]\(#([^)]+)\)", TEXT)
    assert len(links) > 20
    assert [one for one in links if one not in places] == []


def test_pictures_are_there_and_small() -> None:
    folder = ROOT / "docs" / "img"
    shown = set(re.findall(r"!\[[^\]]+\]\(img/([^)]+)\)", TEXT))
    sizes = {one.name: one.stat().st_size for one in folder.iterdir()}
    assert shown == set(sizes)
    assert max(sizes.values()) <= 150 * _KB
    assert sum(sizes.values()) <= 3 * _KB * _KB

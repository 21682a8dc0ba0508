"""Looks for words in the bytes of files, in every way a file may spell them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def traces(root: Path, words: Iterable[str]) -> list[str]:
    """«name: word (way)» for every hit in any file under ``root``, names of files too."""
    spelled = [
        (word, way, told)
        for word in words
        for one in {word, word.upper(), word.lower()}
        for way, told in (
            ("utf-8", one.encode()),
            ("utf-16", one.encode("utf-16-le")),
            ("cp1251", one.encode("cp1251")),
            ("json", one.encode("unicode_escape")),
        )
    ]
    found = []
    for path in sorted(root.rglob("*")):
        if path.is_file():
            content = path.read_bytes() + path.name.encode()
            found += [f"{path.name}: {word} ({way})" for word, way, told in spelled if told in content]
    return sorted(set(found))

"""What the folder advises names buttons that are there, and orders that say the same count alike."""

from __future__ import annotations

import re
from pathlib import Path

from tests.test_guide import ROOT, on_screen

from curator_app.documents.catalogue import PAPERS
from curator_app.services.inspection import gaps

WAYS = (ROOT / Path("src/curator_app/services/inspection/gaps.py")).read_text(encoding="utf-8")


def test_every_name_of_a_way_is_on_the_screen() -> None:
    titles = [one.title for one in PAPERS]
    names = {one.rstrip("…") for one in re.findall(r"«([А-ЯЁ][^»{}]*)»", WAYS)}
    assert len(names) > 10
    assert [one for one in names if one not in on_screen() and not any(t.startswith(one) for t in titles)] == []


def test_orders_that_adopt_and_appoint_are_known_by_every_code() -> None:
    codes = {one.code for one in PAPERS if one.group == "order"}
    assert codes >= gaps._REGULATION | gaps._CURATOR
    assert len(gaps._REGULATION) == len(gaps._CURATOR) == 2

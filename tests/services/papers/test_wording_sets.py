"""Wordings: versions, what is different, sets between schools, and files that are no sets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.services.papers.school import fill

from curator_app.documents.catalogue import default_source
from curator_app.runtime.errors import KnownProblem
from curator_app.services.papers import wording_sets, wordings
from curator_app.services.papers.trials import tried_out
from curator_app.services.workspace import Workspace

MORE = "\n[слева] Хранить постоянно.\n"


def own(workspace: Workspace) -> dict[str, str]:
    rows = wordings.list_wordings(workspace)
    return {row.code: wordings.get_wording(workspace, row.code) for row in rows if row.own}


def written(path: Path, texts: Any, **changes: Any) -> Path:
    content = {"kind": "curator-app/wordings", "version": 1, "school": "Школа", "texts": texts, **changes}
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_set_goes_from_school_to_school(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace)
    text = default_source("assignment") + MORE
    wordings.save_wording(workspace, "assignment", text)
    path = tmp_path / "набор.json"
    assert wording_sets.export_wordings(workspace, path) == 1
    wordings.reset_wording(workspace, "assignment")
    found = wording_sets.read_wordings(workspace, path)
    assert found.school == "МБОУ «Школа № 7»"
    assert [(line.code, line.state) for line in found.lines] == [("assignment", "new")]
    assert wording_sets.take_wordings(workspace, found, ["assignment"]) == 1
    assert own(workspace) == {"assignment": text}
    assert wordings.list_versions(workspace, "assignment")[0].note == "взято из набора: МБОУ «Школа № 7»"
    assert [line.state for line in wording_sets.read_wordings(workspace, path).lines] == ["same"]


def test_nothing_of_one_s_own_is_not_exported(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(KnownProblem, match="переносить нечего"):
        wording_sets.export_wordings(workspace, tmp_path / "набор.json")


def test_faulty_and_unknown_wordings_are_shown_and_not_taken(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace)
    endless = "{% for a in range(200) %}{% for b in range(200) %}[подпись] а | б\n{% endfor %}{% endfor %}"
    path = written(
        tmp_path / "набор.json",
        [
            {"code": "assignment", "text": "{{ school.__class__ }}"},
            {"code": "extension", "text": endless},
            {"code": "order_tail", "text": "а" * 100_001},
            {"code": "нет такого", "text": "а"},
            {"code": "order_head", "text": default_source("order_head") + MORE},
        ],
    )
    found = wording_sets.read_wordings(workspace, path)
    assert [line.state for line in found.lines] == ["faulty", "faulty", "faulty", "unknown", "new"]
    codes = [line.code for line in found.lines]
    assert wording_sets.take_wordings(workspace, found, codes) == 1
    assert list(own(workspace)) == ["order_head"]
    with pytest.raises(KnownProblem, match="Ничего не выбрано"):
        wording_sets.take_wordings(workspace, found, ["assignment"])


def test_a_school_without_people_takes_what_is_sound(workspace: Workspace, tmp_path: Path) -> None:
    path = written(
        tmp_path / "набор.json",
        [
            {"code": "assignment", "text": default_source("assignment") + MORE},
            {"code": "extension", "text": "{{ 1 + }}"},
        ],
    )
    assert [line.state for line in wording_sets.read_wordings(workspace, path).lines] == ["new", "faulty"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[]",
        b'{"kind": "other"}',
        b"[" * 100_000,
        b'{"kind": "curator-app/wordings", "version": 2, "texts": []}',
        b'{"kind": "curator-app/wordings", "version": 1}',
        b'{"kind": "curator-app/wordings", "version": 1, "texts": [1]}',
        b'{"kind": "curator-app/wordings", "version": 1, "texts": [{"code": 1, "text": "a"}]}',
        b'{"kind": "curator-app/wordings", "version": 1, "texts": [{"code": "assignment"}]}',
        b" " * 5_000_001,
    ],
)
def test_a_file_that_is_no_set_is_told(workspace: Workspace, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "файл.json"
    path.write_bytes(content)
    with pytest.raises(KnownProblem) as caught:
        wording_sets.read_wordings(workspace, path)
    assert len(caught.value.message) <= 300


def test_an_absent_file_is_told(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(KnownProblem, match="не читается"):
        wording_sets.read_wordings(workspace, tmp_path / "нет.json")


def test_versions_are_kept_at_each_saving_and_not_without_end(workspace: Workspace) -> None:
    fill(workspace)
    for number in range(53):
        wordings.save_wording(workspace, "change", default_source("change") + f"\n[слева] {number}\n")
    rows = wordings.list_versions(workspace, "change")
    assert len(rows) == 50
    assert rows[0].text.endswith("52\n")
    wordings.save_wording(workspace, "change", rows[0].text)
    assert len(wordings.list_versions(workspace, "change")) == 50
    workspace.undo()
    assert wordings.get_wording(workspace, "change").endswith("51\n")


def test_differences_tell_lines_and_keep_the_rest() -> None:
    told = wordings.differences("раз\nдва\nтри", "раз\nдве\nтри\nчетыре")
    assert [(line.mark, line.text) for line in told] == [
        (" ", "раз"),
        ("-", "два"),
        ("+", "две"),
        (" ", "три"),
        ("+", "четыре"),
    ]


def test_a_trial_is_given_up_in_time(workspace: Workspace) -> None:
    import time

    fill(workspace)
    begun = time.process_time()
    with pytest.raises(KnownProblem, match="слишком долго"):
        tried_out(
            workspace,
            "assignment",
            "{% for a in range(200) %}{% for b in range(200) %}[подпись] а | б\n{% endfor %}{% endfor %}",
        )
    assert time.process_time() - begun < 4

"""Form files given out and brought back: everything a file can be, in one action."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tests.services.surveys.base import CURATOR, MENTEE, MENTOR, School, answer, fill, reply_of, wave

from curator_app.runtime.errors import KnownProblem
from curator_app.services import people, records
from curator_app.services.surveys import catalogue, form_import, forms, planning, waves
from curator_app.services.workspace import Workspace

SHORT = {MENTEE: "satisfaction_short_mentee", MENTOR: "satisfaction_short_mentor"}


def _data(content: bytes) -> dict[str, Any]:
    """What the script of a form works with."""
    found = re.search(r'<script type="application/json" id="form">(.*?)</script>', content.decode("utf-8"), re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found.group(1))
    return data


def _filled(content: bytes, answers: dict[str, object], who: int = 0, **changed: object) -> bytes:
    """What the page saves."""
    form = _data(content)
    respondent = form["respondents"][who]
    told = {name: form[name] for name in ("format", "version", "seal", "wave", "role")}
    told |= {"person": respondent["person"], "name": respondent["name"], "about_pair": respondent["pair"]}
    told |= {"date": "2026-10-03", "saved": "2026-10-03T09:00:00.000Z", "answers": answers}
    return json.dumps(told | changed, ensure_ascii=False).encode("utf-8")


def _form(workspace: Workspace, number: int, person: int) -> bytes:
    row = next(one for one in waves.get_wave(workspace, number).respondents if one.person == person)
    assert row.id is not None
    (made,) = forms.save_forms(workspace, number, workspace.folder.root / "Анкеты", [row.id])
    return made.read_bytes()


def _started(workspace: Workspace) -> tuple[School, int]:
    school = fill(workspace)
    return school, wave(workspace, SHORT, title="Три месяца")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_needs_no_network_and_names_every_field(workspace: Workspace, tmp_path: Path) -> None:
    school, number = _started(workspace)
    row = next(one for one in waves.get_wave(workspace, number).respondents if one.person == school["gro"])
    assert row.id is not None
    (form,) = forms.save_forms(workspace, number, tmp_path, [row.id])
    assert form.name == "Анкета Громова А.Л.html"
    page = _Page()
    page.feed(form.read_text(encoding="utf-8"))
    assert not [one for one in page.tags if {"src", "href", "action"} & set(one[1])]
    assert ("html", {"lang": "ru"}) in page.tags
    labelled = {told["for"] for tag, told in page.tags if tag == "label" and "for" in told}
    typed = {told["id"] for tag, told in page.tags if tag in {"textarea", "select"}}
    assert typed == labelled
    assert sum(tag == "fieldset" for tag, _told in page.tags) == sum(tag == "legend" for tag, _told in page.tags) == 8
    assert "примерная форма" in form.read_text(encoding="utf-8")


def test_texts_of_the_school_cannot_break_the_page(workspace: Workspace) -> None:
    school, number = _started(workspace)
    hostile = '</script><img src=x onerror="alert(1)">{{data}}'
    data = catalogue.copy_of(workspace, "satisfaction_short_mentee")
    from dataclasses import replace

    questions = (replace(data.questions[0], text=hostile), *data.questions[1:])
    catalogue.save_questionnaire(
        workspace, replace(data, title=hostile, preamble=hostile, questions=questions), code="satisfaction_short_mentee"
    )
    content = _form(workspace, number, school["gro"])
    page = _Page()
    page.feed(content.decode("utf-8"))
    assert "img" not in {tag for tag, _told in page.tags}
    assert content.count(b"</script>") == 2
    assert len(_data(content)["questions"]) == 10


def test_replies_come_back_as_one_action(workspace: Workspace, tmp_path: Path) -> None:
    school, number = _started(workspace)
    everybody = forms.wave_form(workspace, number, MENTEE)
    names = [one["name"] for one in _data(everybody.content)["respondents"]]
    assert names == ["Громова Анна Львовна", "Дёмин Пётр Львович", "Ежова Майя Львовна"]
    for who, name in enumerate(names):
        content = _filled(everybody.content, {"comfort": 7 + who, "glad": "yes", "valuable": "всё"}, who)
        (tmp_path / f"Анкета {name}.json").write_bytes(content)
    mentor = _filled(_form(workspace, number, school["abr"]), {"involvement": 9})
    (tmp_path / "Анкета Абрамова.json").write_bytes(b"\xef\xbb\xbf" + mentor)
    assert form_import.import_forms(workspace, [tmp_path], dry_run=True).count("created") == 4
    assert waves.get_wave(workspace, number).row.answered == 0
    done = form_import.import_forms(workspace, [tmp_path])
    assert done.count("created") == 4
    reply = reply_of(workspace, number, school["dem"], MENTEE)
    assert reply is not None
    assert (reply.answers, reply.date, reply.way) == (
        {"comfort": 8, "glad": "yes", "valuable": "всё"},
        dt.date(2026, 10, 3),
        "form",
    )
    assert form_import.import_forms(workspace, [tmp_path]).count("unchanged") == 4
    workspace.undo()
    assert waves.get_wave(workspace, number).row.answered == 0


def test_a_correction_erases_nothing(workspace: Workspace, tmp_path: Path) -> None:
    school, number = _started(workspace)
    answer(workspace, number, school["gro"], MENTEE, {"comfort": 5, "theory": 6})
    path = tmp_path / "a.json"
    path.write_bytes(_filled(_form(workspace, number, school["gro"]), {"comfort": 9, "valuable": ""}))
    assert form_import.import_forms(workspace, [path]).count("updated") == 1
    reply = reply_of(workspace, number, school["gro"], MENTEE)
    assert reply is not None
    assert reply.answers == {"comfort": 9, "theory": 6}


def test_a_later_file_that_holds_nothing_does_not_push_out_the_earlier(workspace: Workspace, tmp_path: Path) -> None:
    school, number = _started(workspace)
    form = _form(workspace, number, school["gro"])
    (tmp_path / "a.json").write_bytes(_filled(form, {"comfort": 9}, saved="2026-10-03T09:00:00Z"))
    (tmp_path / "b.json").write_bytes(_filled(form, {"comfort": 99}, saved="2026-10-04T09:00:00Z"))
    done = form_import.import_forms(workspace, [tmp_path])
    assert [one.outcome for one in done.files] == ["created", "rejected"]
    reply = reply_of(workspace, number, school["gro"], MENTEE)
    assert reply is not None
    assert reply.answers == {"comfort": 9}


def test_of_two_files_of_one_person_the_later_counts(workspace: Workspace, tmp_path: Path) -> None:
    school, number = _started(workspace)
    form = _form(workspace, number, school["gro"])
    (tmp_path / "a.json").write_bytes(_filled(form, {"comfort": 9}, saved="2026-10-04T09:00:00Z"))
    (tmp_path / "b.json").write_bytes(_filled(form, {"comfort": 2}, saved="2026-10-03T09:00:00Z"))
    done = form_import.import_forms(workspace, [tmp_path])
    assert [one.outcome for one in done.files] == ["created", "rejected"]
    assert "дважды" in done.files[1].problems[0]
    reply = reply_of(workspace, number, school["gro"], MENTEE)
    assert reply is not None
    assert reply.answers == {"comfort": 9}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("пустой.json", b"", "пустой"),
        ("битый.json", b'{"format": "curator-survey-reply", "version": 1,', "повреждён"),
        ("чужой.json", b'{"a": 1}', "не ответ на анкету"),
        ("список.json", b"[1, 2]", "не ответ на анкету"),
        ("глубокий.json", b"[" * 100_000, "повреждён"),
        ("число.json", b'{"format": "curator-survey-reply", "version": ' + b"9" * 5000 + b"}", "повреждён"),
        ("новый.json", b'{"format": "curator-survey-reply", "version": 9}', "новой программой"),
        ("двоичный.json", b"PK\x03\x04\xff\xfe", "повреждён"),
        ("анкета.html", b"<!DOCTYPE html><html></html>", "сама анкета"),
        ("большой.json", b" " * 600_000 + b"{}", "слишком большой"),
        ("нет такого.json", None, "не открывается"),
    ],
)
def test_files_that_are_no_replies(
    workspace: Workspace, tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    _started(workspace)
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    (result,) = form_import.import_forms(workspace, [path]).files
    assert result.outcome == "rejected"
    assert words in result.problems[0]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"seal": "0" * 64}, "другой версии"),
        ({"role": "director"}, "другой версии"),
        ({"wave": 77}, "из другой школы"),
        ({"person": 99_999}, "в базе нет"),
        ({"name": "Чужая Зоя Ивановна"}, "в базе нет"),
        ({"about_pair": 1}, "не спрашивали"),
        ({"about_pair": 2**70}, "повреждён"),
        ({"answers": {"comfort": 1.5}}, "повреждён"),
        ({"answers": {"comfort": {"x": 1}}}, "повреждён"),
        ({"answers": {"\ud800": 1}}, "повреждён"),
        ({"answers": "нет"}, "повреждён"),
        ({"answers": {}}, "Ни одного ответа"),
        ({"answers": {"comfort": 77}}, "не подходит"),
    ],
)
def test_replies_that_do_not_fit(workspace: Workspace, tmp_path: Path, changed: dict[str, object], words: str) -> None:
    school, number = _started(workspace)
    form = _data(_form(workspace, number, school["gro"]))
    told = {name: form[name] for name in ("format", "version", "seal", "wave", "role")}
    told |= {"person": school["gro"], "name": "Громова Анна Львовна", "about_pair": 0, "answers": {"comfort": 5}}
    path = tmp_path / "ответ.json"
    path.write_text(json.dumps(told | changed), encoding="utf-8")
    (result,) = form_import.import_forms(workspace, [path]).files
    assert result.outcome == "rejected"
    assert words in " ".join(result.problems)
    assert waves.get_wave(workspace, number).row.replies == 0


def test_good_answers_of_a_file_are_kept_and_the_bad_one_is_told(workspace: Workspace, tmp_path: Path) -> None:
    school, number = _started(workspace)
    path = tmp_path / "ответ.json"
    told = {"comfort": 5, "theory": 40, "valuable": "\u202eзлой", "lacking": "=1+1"}
    path.write_bytes(_filled(_form(workspace, number, school["gro"]), told))
    (result,) = form_import.import_forms(workspace, [path]).files
    assert result.outcome == "created"
    assert len(result.problems) == 2
    reply = reply_of(workspace, number, school["gro"], MENTEE)
    assert reply is not None
    assert reply.answers == {"comfort": 5, "lacking": "=1+1"}


def test_a_closed_wave_and_a_changed_questionnaire(workspace: Workspace, tmp_path: Path) -> None:
    school, number = _started(workspace)
    path = tmp_path / "ответ.json"
    path.write_bytes(_filled(_form(workspace, number, school["gro"]), {"comfort": 5}))
    answer(workspace, number, school["dem"], MENTEE, {"comfort": 5})
    planning.close_wave(workspace, number)
    (result,) = form_import.import_forms(workspace, [path]).files
    assert "закрыт" in result.problems[0]
    with pytest.raises(KnownProblem, match="закрыт"):
        forms.wave_form(workspace, number, MENTEE)
    with pytest.raises(KnownProblem, match="Файлов с ответами нет"):
        form_import.import_forms(workspace, [tmp_path / "пусто"][:0])


def test_a_file_for_each_with_names_that_never_clash(workspace: Workspace, tmp_path: Path) -> None:
    school = fill(workspace)
    number = wave(workspace, dict.fromkeys((MENTEE, MENTOR, CURATOR), "effectiveness"), title="Пары")
    made = forms.save_forms(workspace, number, tmp_path / "анкеты")
    assert len(made) == len({one.name for one in made}) == 7
    path = next(one for one in made if f"Зимина О.Л пара {school.pairs[1]}" in one.name)
    (tmp_path / "r.json").write_bytes(_filled(path.read_bytes(), {"goal": 2}))
    assert form_import.import_forms(workspace, [tmp_path / "r.json"]).count("created") == 1
    assert reply_of(workspace, number, school["zim"], CURATOR, school.pairs[1]) is not None


def test_fifty_files_are_read_in_a_moment(workspace: Workspace, tmp_path: Path) -> None:
    told = [
        {"ref": f"@p{n}", "surname": f"Петров{'а' * (n % 7)}", "first_name": "Лев", "patronymic": f"Отец{n}"}
        for n in range(50)
    ]
    ids: dict[str, int] = {}
    records.add_records(workspace, "person", told, ids)
    records.add_records(workspace, "mentee", [{"person": f"@p{n}"} for n in range(50)], ids)
    number = wave(workspace, {MENTEE: "needs"}, title="Запросы")
    form = forms.wave_form(workspace, number, MENTEE).content
    for place in range(50):
        (tmp_path / f"{place}.json").write_bytes(_filled(form, {"discipline": place % 4, "journal": 2}, place))
    began = time.process_time()
    done = form_import.import_forms(workspace, [tmp_path])
    assert time.process_time() - began < 5
    assert done.count("created") == 50
    assert len(people.list_people(workspace)) == 50

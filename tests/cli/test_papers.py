"""``order`` and ``decline`` as a whole process sees them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from curator_app.bootstrap import start

PEOPLE = [
    {"ref": "@d", "surname": "Могиленских", "first_name": "Тамара", "patronymic": "Андреевна"},
    {"ref": "@c", "surname": "Леонтьева", "first_name": "Нина", "patronymic": "Степановна", "position": "методист"},
    {"ref": "@a", "surname": "Петрова", "first_name": "Анна", "patronymic": "Сергеевна", "position": "учитель"},
    {"ref": "@b", "surname": "Иванова", "first_name": "Мария", "patronymic": "Петровна", "position": "учитель"},
    {"ref": "@x", "surname": "Бабенко", "first_name": "Илья", "patronymic": "Кузьмич", "position": "учитель"},
]


class Program:
    """The program on one data folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *words: str, code: int = 0) -> tuple[str, str]:
        self._capsys.readouterr()
        assert start(["--data-dir", str(self.folder / "данные"), *words]) == code
        said = self._capsys.readouterr()
        return said.out, said.err

    def add(self, kind: str, value: Any) -> list[dict[str, Any]]:
        path = self.folder / "in.json"
        path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
        result: list[dict[str, Any]] = json.loads(self("add", kind, "--from", str(path), "--json")[0])
        return result


@pytest.fixture
def program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(tmp_path, capsys)


def consents(program: Program, *people: int) -> None:
    kinds = {3: "mentoring", 4: "mentee", 5: "mentoring"}
    program.add(
        "consent",
        [
            {"person": one, "kind": kind, "date": "2026-09-01"}
            for one in people
            for kind in (kinds[one], "personal_data")
        ],
    )


def school(program: Program) -> str:
    program.add("person", PEOPLE)
    facts = {"full_name": "Школа № 7", "short_name": "Школа № 7", "place": "г. Энск", "director": 1, "curator": 2}
    program.add("school", [facts])
    program.add("mentor", [{"person": 3}, {"person": 5}])
    program.add("mentee", [{"person": 4}])
    words = ("form-pairs", "--pair", "3:4", "--starts", "2026-09-01", "--ends", "2027-05-31", "--json")
    return str(json.loads(program(*words)[0])[0]["id"])


ORDER = ("order", "--type", "assignment", "--number", "56-ОД", "--date", "2026-09-04")


def test_order_issues_writes_and_prints_the_snapshot(program: Program) -> None:
    pair = school(program)
    out = str(program.folder / "вон")
    _, err = program(*ORDER, "--pairs", pair, "--out", out, code=1)
    assert err.startswith("Нет согласий: Петрова Анна Сергеевна")
    assert "Иванова Мария Петровна — " in err
    assert len(err.splitlines()) == 1
    assert not Path(out).exists()
    assert json.loads(program("list", "orders", "--json")[0]) == []
    consents(program, 3, 4)
    told = json.loads(program(*ORDER, "--pairs", pair, "--out", out, "--docx", "--json")[0])
    assert (told["number"], told["date"], told["status"], told["pairs"]) == ("56-ОД", "2026-09-04", "issued", [1])
    assert told["snapshot"]["pairs"][0]["mentor"]["surname"] == "Петрова"
    assert [one["kind"] for one in told["files"]] == ["pdf", "docx"]
    paths = [Path(one["path"]) for one in told["files"]]
    assert paths[0].read_bytes().startswith(b"%PDF")
    again = json.loads(
        program("order", "--reprint", "56-од", "--date", "2026-09-04", "--out", str(program.folder / "ещё"), "--json")[
            0
        ]
    )
    assert Path(again["files"][0]["path"]).read_bytes() == paths[0].read_bytes()
    assert again["content_hash"] == told["content_hash"]
    _, err = program(*ORDER, "--pairs", pair, "--out", out, code=1)
    assert "уже" in err


def test_replacement_and_cancellation_from_the_command_line(program: Program) -> None:
    pair = school(program)
    consents(program, 3, 4, 5)
    out = ("--out", str(program.folder))
    program(*ORDER, "--pairs", pair, *out)
    replaced = json.loads(
        program(
            *("order", "--type", "replacement", "--pairs", pair, "--number", "60", "--date", "2026-11-10"),
            *("--new-mentor", "5", "--from-date", "2026-11-16", "--ground", "заявления", *out, "--json"),
        )[0]
    )
    assert (replaced["refers_to"], replaced["pairs"]) == (1, [1, 2])
    cancelled = program(
        *("order", "--type", "cancellation", "--number", "61", "--date", "2026-11-11"),
        *("--refers-number", "60", "--refers-date", "2026-11-10", *out),
    )[0]
    assert "Об отмене приказа от 10.11.2026 № 60" in cancelled
    listed = json.loads(program("list", "orders", "--json")[0])
    states = {one["number"]: (one["status"], one["status_label"]) for one in listed}
    assert states == {"56-ОД": ("issued", "действует"), "60": ("cancelled", "отменён"), "61": ("issued", "действует")}
    assert all(one["type_label"] for one in listed)
    (left,) = json.loads(program("list", "pairs", "--json")[0])
    assert (left["mentor"], left["status"], left["end_date"], left["order_number"]) == (
        3,
        "assigned",
        "2027-05-31",
        "56-ОД",
    )


@pytest.mark.parametrize(
    "words",
    [
        ("--type", "love_letter", "--date", "2026-09-04", "--out", "."),
        ("--type", "assignment", "--date", "4 сентября", "--out", "."),
        ("--type", "assignment", "--pairs", "x", "--date", "2026-09-04", "--out", "."),
        ("--type", "assignment", "--reprint", "5", "--date", "2026-09-04", "--out", "."),
        ("--date", "2026-09-04", "--out", "."),
    ],
)
def test_wrong_usage_of_order_exits_2(program: Program, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as stopped:
        start(["--data-dir", str(program.folder), "order", *words])
    assert stopped.value.code == 2


def test_decline_one_name(program: Program) -> None:
    told = json.loads(
        program("decline", "Иванова Мария Петровна", "--case", "instrumental", "--post", "учитель физики", "--json")[0]
    )
    assert told == {
        "name": "Иванова Мария Петровна",
        "gender": "f",
        "sure": True,
        "parts": {"surname": "Ивановой", "first_name": "Марией", "patronymic": "Петровной"},
        "full": "Ивановой Марией Петровной",
        "post": "учителем физики",
    }
    assert program("decline", "Цой Ян", "--case", "dative", "--gender", "m")[0] == "Цою Яну\n"
    assert program("decline", "Петрова А.С.", "--case", "accusative")[0] == "Петрову А.С.\n"
    assert not program.folder.joinpath("данные").exists()


def test_decline_all_cases_and_an_unsure_gender(program: Program) -> None:
    told = json.loads(program("decline", "Ли Женя", "--case", "all", "--json")[0])
    assert told["sure"] is False
    assert list(told["full"]) == ["genitive", "dative", "accusative", "instrumental", "prepositional"]
    assert (told["post"], told["parts"]["patronymic"]) == (None, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_decline_a_file(program: Program, encoding: str) -> None:
    listed = program.folder / "имена.csv"
    listed.write_text("name;gender;post\nЧерных Саша;м;учитель\n\nИванова Мария Петровна;;\n", encoding=encoding)
    lines = [
        json.loads(line) for line in program("decline", "--from", str(listed), "--case", "genitive")[0].splitlines()
    ]
    assert [(one["full"], one["post"], one["gender"]) for one in lines] == [
        ("Черных Саши", "учителя", "m"),
        ("Ивановой Марии Петровны", None, "f"),
    ]
    listed.write_text("Петров Пётр Петрович\nАлиева Лейла Мамед кызы\n", encoding=encoding)
    lines = [json.loads(line) for line in program("decline", "--from", str(listed), "--case", "dative")[0].splitlines()]
    assert [one["full"] for one in lines] == ["Петрову Петру Петровичу", "Алиевой Лейле Мамед кызы"]


def test_decline_of_nobody_is_wrong_usage(program: Program) -> None:
    with pytest.raises(SystemExit) as stopped:
        program("decline", "--case", "dative")
    assert stopped.value.code == 2


def test_decline_says_what_is_wrong(program: Program) -> None:
    assert "не читается" in program("decline", "--from", "нет.csv", "--case", "dative", code=1)[1]
    assert "Имя пустое" in program("decline", "  ", "--case", "dative", code=1)[1]


def test_any_paper_is_written_and_says_what_it_lacks(program: Program, tmp_path: Path) -> None:
    school(program)
    out = tmp_path / "документы"
    told = json.loads(
        program("paper", "--kind", "consent_mentor", "--person", "3", "--out", str(out), "--docx", "--json")[0]
    )
    assert [Path(one["path"]).suffix for one in told["files"]] == [".pdf", ".docx"]
    assert all(Path(one["path"]).read_bytes()[:2] in {b"%P", b"PK"} for one in told["files"])
    said, warned = program("paper", "--kind", "council_minutes", "--out", str(out))
    assert said.strip().endswith("Протокол педагогического совета.pdf")
    assert "Не заполнено: секретарь." in warned
    assert "пара или группа" in program("paper", "--kind", "early_notice", "--out", str(out))[1]
    assert "в своём разделе" in program("paper", "--kind", "assignment", "--out", str(out), code=1)[1]
    said, warned = program("paper", "--kind", "consent_mentee", "--person", "3", "--out", str(out), "--json")
    assert "не числится наставляемым" in warned
    assert json.loads(said)["remarks"]


def test_orders_of_the_school_are_issued_without_pairs(program: Program, tmp_path: Path) -> None:
    school(program)
    common = ("--date", "2026-09-07", "--out", str(tmp_path))
    told = program(
        "order", "--type", "implementation", "--number", "1", *common, "--effective-date", "2026-09-07",
        "--until", "2027-05-31", "--supplier", "5", "--monitoring", "декабрь, май", "--result", "есть база", "--json",
    )  # fmt: skip
    assert json.loads(told[0])["snapshot"]["results"] == ["есть база"]
    assert told[1] == ""
    free = program("order", "--type", "generic", "--number", "2", *common, "--heading", "О дне наставника",
                   "--clause", "Провести день", "--clause", "- подготовить зал", "--json")  # fmt: skip
    (clause,) = json.loads(free[0])["snapshot"]["extra_clauses"]
    assert (clause["text"], clause["items"]) == ("Провести день", ["подготовить зал"])
    for number, kind in enumerate(("realisation_plan", "regulation_adoption"), start=3):
        assert program("order", "--type", kind, "--number", str(number), *common)[1].startswith("Не заполнено")
    for place, kind, told_of in (("7", "responsible_persons", "о ком"), ("8", "generic", "заголовок")):
        assert told_of in program("order", "--type", kind, "--number", place, *common, code=1)[1]
    refused = program("order", "--type", "curator_and_mentors", "--number", "9", "--people", "3", *common, code=1)[1]
    assert "Нет согласий" in refused

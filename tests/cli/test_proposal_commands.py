"""``propose``, ``why-not``, ``form-pairs --from-proposal`` as a script uses them; degenerate schools get a sentence."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.services.proposals import oracle

from curator_app.bootstrap import start

KEYS = {
    "mentors",
    "mentees",
    "tiers",
    "scores",
    "forbidden",
    "locked",
    "pairs",
    "unmatched",
    "objective",
    "blocking_pairs",
}
PERIOD = ["--starts", "2026-09-01", "--ends", "2027-05-31"]


class Desk:
    """Commands on one folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys

    def run(self, *words: str) -> tuple[int, str, str]:
        code = start(["--data-dir", str(self.folder / "данные"), *words])
        said = self.capsys.readouterr()
        return code, said.out, said.err

    def json(self, *words: str) -> Any:
        code, out, _ = self.run(*words, "--json")
        assert code == 0
        return json.loads(out)

    def file(self, value: Any) -> str:
        path = self.folder / "in.json"
        path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
        return str(path)

    def add(self, kind: str, *values: dict[str, Any]) -> list[int]:
        return [one["id"] for one in self.json("add", kind, "--from", self.file(list(values)))]

    def person(self, kind: str, *surnames: str, **more: Any) -> list[int]:
        told = [
            {"surname": one, "first_name": "Анна", "patronymic": "Петровна", "gender": "f", **more} for one in surnames
        ]
        return self.add(kind, *told)

    def request(self, *mentees: int, **more: Any) -> list[int]:
        return self.add("request", *({"mentee": one, "wording": "помощь", **more} for one in mentees))


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def test_the_shape_of_the_contract(desk: Desk) -> None:
    petrova, kim = desk.person("mentor", "Петрова", "Ким", capacity=1, subjects=["Математика"])
    desk.person("mentor", "Лось", capacity=5, subjects=["Физика"])
    mentees = desk.person("mentee", "Белова", "Волкова", "Громова", "Дунаева")
    desk.request(*mentees, subject="математика", subject_required=True)
    desk.add("lock", {"mentor": kim, "mentee": mentees[2]})
    desk.add("ban", {"mentor": petrova, "mentee": mentees[0], "reason": "родственники"})
    desk.add(
        "wish", *({"side": side, "mentor": petrova, "mentee": mentees[0], "rank": 1} for side in ("mentor", "mentee"))
    )
    told = desk.json("propose")
    assert told.keys() >= KEYS
    assert told["tiers"][0] == "coverage"
    assert [one["capacity_left"] for one in told["mentors"]] == [1, 5, 1]  # by name: Ким, Лось, Петрова
    assert told["locked"] == [[kim, mentees[2]]]
    assert [petrova, mentees[0]] in told["forbidden"]
    assert told["blocking_pairs"] == [{"mentor": petrova, "mentee": mentees[0]}]
    for pair in told["pairs"]:
        assert list(pair["parts"]) == told["tiers"][1:]
        assert not (pair["locked"] and pair["interchangeable"])
    assert oracle.printed(told) == oracle.best(told)
    causes = {one["mentee"]: one["cause"] for one in told["unmatched"]}
    assert "3 запроса по математике на 1 место у Ким и Петровой." in causes.values()
    assert all(cause for cause in causes.values())
    for left in told["unmatched"]:
        for repair in left["repairs"]:
            assert repair["kind"] in {"add_place", "drop_requirement", "lift_ban", "remove_lock", "add_mentor"}
            assert all(one["do"] in {"add", "set", "remove"} for one in repair["applies"])
    code, text, _ = desk.run("propose", "--explain")
    assert (code, "Предложено: 2 пары" in text, "дефициты" in text) == (0, True, True)


def test_a_repair_is_applied_by_the_commands_it_names(desk: Desk) -> None:
    desk.person("mentor", "Петрова", capacity=1)
    desk.request(*desk.person("mentee", "Белова", "Волкова", "Громова"))
    before = desk.json("propose")
    left = before["unmatched"][0]
    kinds = [repair["kind"] for repair in left["repairs"]]
    assert kinds == ["add_place", "add_mentor"]
    for repair in left["repairs"]:
        for one in repair["applies"]:
            words = [one["do"], one["kind"]]
            words += (
                ["--id", str(one["record"]["id"])] if one["do"] == "remove" else ["--from", desk.file([one["record"]])]
            )
            assert desk.run(*words)[0] == 0
        after = desk.json("propose")
        assert left["mentee"] in {one["mentee"] for one in after["pairs"]}
        assert {one["mentee"] for one in before["pairs"]} <= {one["mentee"] for one in after["pairs"]}


def test_several_requests_of_one_mentee_are_columns_of_their_own(desk: Desk) -> None:
    mentors = desk.person("mentor", "Абрамова", "Белова", "Волкова", capacity=1)
    (mentee,) = desk.person("mentee", "Громова")
    requests = desk.request(mentee, mentee)
    told = desk.json("propose")
    assert [(one["id"], one["request"]) for one in told["mentees"]] in [
        [(mentee, a), (mentee, b)] for a, b in (requests, requests[::-1])
    ]
    assert {one["request"] for one in told["pairs"]} == set(requests)
    assert len({one["mentor"] for one in told["pairs"]}) == 2
    assert {one["mentor"] for one in told["pairs"]} < set(mentors)


def test_why_not_says_the_loss_and_who_moves(desk: Desk) -> None:
    petrova, kim = desk.person("mentor", "Петрова", "Ким", capacity=1)
    first, second = desk.person("mentee", "Белова", "Волкова")
    desk.request(first, deficits=[{"area": "digital", "severity": 3}])
    desk.request(second)
    desk.run("set", "mentor", "--from", desk.file([{"id": petrova, "competence_areas": ["digital"]}]))
    told = desk.json("why-not", "--mentor", str(petrova), "--mentee", str(second))
    assert told["possible"]
    assert told["loss"]["coverage"] == 0
    assert told["loss"]["score"] > 0
    assert told["tiers"]["deficits"] == 6
    assert {(one["mentee"], one["from"], one["to"]) for one in told["displaced"]} == {
        (second, kim, petrova),
        (first, petrova, kim),
    }
    before = desk.json("propose")
    row = {one["id"]: index for index, one in enumerate(before["mentors"])}
    column = {one["id"]: index for index, one in enumerate(before["mentees"])}
    change = sum(
        before["scores"][row[one["from"]]][column[one["mentee"]]]
        - before["scores"][row[one["to"]]][column[one["mentee"]]]
        for one in told["displaced"]
    )
    assert told["loss"]["score"] == change
    desk.add("ban", {"mentor": kim, "mentee": first, "reason": "родственники"})
    banned = desk.json("why-not", "--mentor", str(kim), "--mentee", str(first))
    assert (banned["possible"], banned["reason"]) == (False, "пара запрещена куратором (родственники)")
    assert desk.run("why-not", "--mentor", "99", "--mentee", str(first))[0] == 1
    code, text, _ = desk.run("why-not", "--mentor", str(kim), "--mentee", str(first))
    assert (code, text) == (0, "Эта пара невозможна: пара запрещена куратором (родственники).\n")


def test_pairs_are_formed_from_the_proposal(desk: Desk) -> None:
    petrova, kim = desk.person("mentor", "Петрова", "Ким", capacity=2)
    one, two = desk.person("mentee", "Белова", "Волкова", group="7А")
    (alone,) = desk.person("mentee", "Громова")
    desk.request(one, two, alone)
    proposed = {(pair["mentor"], pair["mentee"]) for pair in desk.json("propose", *PERIOD)["pairs"]}
    single = next(mentor for mentor, mentee in proposed if mentee == alone)
    code, _, said = desk.run("form-pairs", "--from-proposal", "--pair", f"{petrova + kim - single}:{alone}", *PERIOD)
    assert (code, len(said.splitlines())) == (1, 1)
    rows = desk.json("form-pairs", "--from-proposal", "--pair", f"{single}:{alone}", *PERIOD)
    assert [(row["mentor"], row["mentees"], row["status"]) for row in rows] == [(single, [alone], "ready")]
    rest = desk.json("form-pairs", "--from-proposal", *PERIOD)
    assert [sorted(row["mentees"]) for row in rest] == [[one, two]]
    assert {(row["mentor"], mentee) for row in [*rows, *rest] for mentee in row["mentees"]} == proposed
    code, _, said = desk.run("form-pairs", "--from-proposal", *PERIOD)
    assert (code, "запрос" in said, len(said.splitlines())) == (1, True, 1)
    with pytest.raises(SystemExit) as stopped:
        desk.run("form-pairs", *PERIOD)
    assert stopped.value.code == 2


def no_mentors(desk: Desk) -> None:
    desk.request(*desk.person("mentee", "Белова"))


def no_requests(desk: Desk) -> None:
    desk.person("mentor", "Петрова")


def no_places(desk: Desk) -> None:
    desk.person("mentor", "Петрова", capacity=0)
    desk.request(*desk.person("mentee", "Белова"))


def all_forbidden(desk: Desk) -> None:
    (mentor,) = desk.person("mentor", "Петрова")
    (mentee,) = desk.person("mentee", "Белова")
    desk.request(mentee)
    desk.add("ban", {"mentor": mentor, "mentee": mentee, "reason": "конфликт"})


def contradictory_locks(desk: Desk) -> None:
    mentors = desk.person("mentor", "Петрова", "Ким")
    (mentee,) = desk.person("mentee", "Белова")
    desk.request(mentee)
    desk.add("lock", *({"mentor": one, "mentee": mentee} for one in mentors))


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (no_mentors, "наставника"),
        (no_requests, "запроса"),
        (no_places, "мест"),
        (all_forbidden, "разрешена"),
        (contradictory_locks, "Закрепления"),
        (lambda _desk: None, "наставника"),
    ],
)
def test_a_degenerate_school_gets_a_sentence_that_names_the_cause(desk: Desk, make: Any, word: str) -> None:
    make(desk)
    for words in (["propose"], ["propose", "--explain"], ["propose", "--json", "--explain"]):
        code, _, said = desk.run(*words)
        assert (code, word in said) == (0, True)
    told = desk.json("propose", "--explain")
    assert told["pairs"] == []
    assert word in " ".join(told["problems"])
    assert all(one["cause"] for one in told["unmatched"])
    code, out, said = desk.run("form-pairs", "--from-proposal", *PERIOD)
    assert (code, out, len(said.splitlines())) == (1, "", 1)


def test_contradictory_locks_are_named(desk: Desk) -> None:
    contradictory_locks(desk)
    (left,) = desk.json("propose")["unmatched"]
    assert left["cause"] == "Белова: закрепления противоречат друг другу — сразу за Ким и Петровой. Оставьте одно."
    assert [one["kind"] for one in left["repairs"]] == ["remove_lock"]


def test_a_period_that_ends_before_it_starts(desk: Desk) -> None:
    no_requests(desk)
    code, out, said = desk.run("propose", "--starts", "2027-05-01", "--ends", "2027-04-01")
    assert (code, out, len(said.splitlines())) == (1, "", 1)


def test_a_bare_matrix(desk: Desk) -> None:
    told = desk.json(
        "propose",
        "--matrix",
        desk.file({"scores": [[1, 5, 2], [4, None, 3]], "capacity": [1, 1], "forbidden": [[0, 0]]}),
    )
    assert {(one["mentor"], one["mentee"]) for one in told["pairs"]} == {(0, 1), (1, 0)}
    assert (told["objective"], [one["mentee"] for one in told["unmatched"]]) == ([2, 9], [2])
    assert desk.json("propose", "--matrix", desk.file({"scores": [], "capacity": []}))["pairs"] == []
    wrong: Any
    for wrong in (
        [],
        {"scores": [[1], [1, 2]], "capacity": [1, 1]},
        {"scores": [[1]], "capacity": [-1]},
        {"scores": [[1]], "capacity": [1, 1]},
        {"scores": [["а"]], "capacity": [1]},
        {"scores": [[1]], "capacity": [1], "forbidden": [[0, 1]]},
        {"scores": [[float("nan")]], "capacity": [1]},
    ):
        code, out, said = desk.run("propose", "--matrix", desk.file(wrong), "--json")
        assert (code, out, len(said.splitlines())) == (1, "", 1)
    assert desk.run("propose", "--matrix", str(desk.folder / "нет.json"))[0] == 1
    assert not (desk.folder / "данные").exists()


def test_a_whole_process_answers_quickly(tmp_path: Path) -> None:
    path = tmp_path / "m.json"
    path.write_text(
        json.dumps({"scores": [[i * j % 101 for j in range(200)] for i in range(60)], "capacity": [4] * 60})
    )
    start_ = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "curator_app", "propose", "--json", "--matrix", str(path)],
        capture_output=True,
        check=True,
    )
    assert len(json.loads(done.stdout)["pairs"]) == 200
    assert time.perf_counter() - start_ < 20


@pytest.mark.parametrize("text", ["", '{"scores": [[1,]]}', '{"scores":' + "[" * 100_000, "[" + "1" * 5000 + "]"])
def test_a_file_that_is_no_json_is_refused_in_russian(desk: Desk, text: str) -> None:
    path = desk.folder / "matrix"
    path.write_text(text, encoding="utf-8")
    code, _, told = desk.run("propose", "--matrix", str(path))
    assert code == 1
    assert not set(told.replace("matrix", "").replace("JSON", "")) & set("abcdefghijklmnopqrstuvwxyz"), told


def test_a_file_in_another_encoding_is_refused_in_russian(desk: Desk) -> None:
    path = desk.folder / "in.json"
    path.write_bytes('[{"surname": "Белова"}]'.encode("cp1251"))
    code, _, told = desk.run("add", "person", "--from", str(path))
    assert (code, told) == (1, "«in.json» сохранён не в UTF-8. Сохраните его в этой кодировке.\n")

"""Checks what the base holds after imports against a ``*.expected.json`` (form: README of the samples)."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from curator_app.services.records import list_records
from curator_app.services.transfer import dump
from curator_app.services.workspace import Workspace

Runner = Callable[[Path, list[str]], dict[str, Any]]
_PERSON_FIELDS = (
    "surname", "first_name", "patronymic", "birth_date", "birth_year", "position", "subjects", "qualification_category",
    "experience_years", "phone", "email", "workplace", "work_start_date", "competencies", "achievements", "interests",
    "desired_mentee_age", "time_resource", "program_entry_date", "mentoring_form",
)  # fmt: skip


class Checker:
    """Collects everything that differs; ``wrong`` is empty when all is as expected."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.wrong: list[str] = []
        self.cells = 0
        self.cells_right = 0
        self.reported: dict[str, set[int]] = {}

    def note(self, text: str) -> None:
        """One more difference."""
        self.wrong.append(text)

    # ------------------------------------------------------------------ the answer of one step
    def answer(self, step: Mapping[str, Any], told: Mapping[str, Any]) -> None:
        """Compares the printed answer of an import with what the step expects."""
        sheets = list(told["sheets"])
        for wanted in step["sheets"]:
            found = [s for s in sheets if s["kind"] == wanted["kind"] and wanted.get("name", s["name"]) == s["name"]]
            where = f"{step['file']} «{wanted.get('name')}»"
            if not found:
                self.note(f"{where}: no sheet of kind {wanted['kind']}, but {[(s['name'], s['kind']) for s in sheets]}")
                continue
            self._sheet(where, step["file"], wanted, found[0])

    def _sheet(self, where: str, file: str, wanted: Mapping[str, Any], told: Mapping[str, Any]) -> None:
        if told["header_row"] not in wanted["header_row"]:
            self.note(f"{where}: header_row {told['header_row']}, not {wanted['header_row']}")
        for count in ("rows_read", "created", "updated", "unchanged"):
            if count in wanted and not wanted[count][0] <= told[count] <= wanted[count][1]:
                self.note(f"{where}: {count} {told[count]}, not {wanted[count]}")
        parts = ("created", "updated", "unchanged", "rejected")
        if told["rows_read"] != sum(told[part] for part in parts):
            self.note(f"{where}: rows do not add up: {[told[part] for part in parts]}")
        headings = [column["heading"] for column in told["columns"]]
        for heading in wanted["headings"]:
            if heading not in headings:
                self.note(f"{where}: no column «{heading}»")
        if "name_heading" in wanted and not any(
            column["heading"] == wanted["name_heading"] and column["field"] for column in told["columns"]
        ):
            self.note(f"{where}: «{wanted['name_heading']}» is not mapped")
        self._problems(where, file, wanted, told)

    def _problems(self, where: str, file: str, wanted: Mapping[str, Any], told: Mapping[str, Any]) -> None:
        self.reported.setdefault(file, set()).update(one["row"] for one in told["problems"])
        for problem in wanted["problems"]:
            here = [one for one in told["problems"] if one["row"] == problem["row"]]
            value = problem["value"]
            if not here:
                self.note(f"{where}: row {problem['row']} is not reported ({problem['why']})")
            elif value and not any(value in f"{one['value']} {one['message']}" for one in here):
                self.note(f"{where}: row {problem['row']}: «{value}» is not shown in {here}")
        allowed = {one["row"] for one in wanted["problems"]} | set(wanted["may_have_problems"])
        for one in told["problems"]:
            if one["row"] not in allowed:
                self.note(f"{where}: false alarm in row {one['row']}: {one['message']}")

    # ------------------------------------------------------------------ the base after all steps
    def after(self, wanted: Mapping[str, Any]) -> None:
        """Compares the lists with what must stand in the base."""
        lists = {
            kind: list_records(self.workspace, kind) for kind in ("people", "mentors", "mentees", "requests", "pairs")
        }
        lists["replies"] = list_records(self.workspace, "replies")
        if "people" in wanted:
            self._people(wanted, lists)
        for kind in ("mentors", "mentees"):
            if kind in wanted:
                self._same(kind, sorted(wanted[kind]), sorted(row["full_name"] for row in lists[kind]))
        self._requests(wanted, lists)
        self._pairs(wanted, lists)
        self._links(wanted, lists)
        self._replies(wanted, lists)
        with tempfile.TemporaryDirectory() as folder:
            dump(self.workspace, Path(folder) / "dump.json")
            dumped = (Path(folder) / "dump.json").read_text(encoding="utf-8")
        everything = json.dumps(lists, ensure_ascii=False, default=str) + dumped
        for text in wanted.get("raw_kept", []):
            if json.dumps(text, ensure_ascii=False)[1:-1] not in everything:
                self.note(f"raw text «{text}» is lost")
        for name in wanted.get("never_people", []):
            if any(name in row["full_name"] for row in lists["people"]):
                self.note(f"«{name}» became a person")

    def _same(self, what: str, wanted: Any, told: Any) -> None:
        if wanted != told:
            self.note(f"{what}: {told}, not {wanted}")

    def _people(self, wanted: Mapping[str, Any], lists: Mapping[str, list[dict[str, Any]]]) -> None:
        rows = {row["id"]: dict(row) for row in lists["people"]}
        for kind in ("mentors", "mentees"):
            for row in lists[kind]:
                mine = rows[row["id"]]
                mine.update({key: value for key, value in row.items() if key not in mine or mine[key] in (None, [])})
        left = dict(rows)
        for person in wanted["people"]:
            name = " ".join(filter(None, (person["surname"], person["first_name"], person["patronymic"])))
            same = [row for row in left.values() if row["full_name"] == name]
            if not same:
                self.note(f"nobody is called «{name}»")
                self.cells += sum(1 for key in person if key in _PERSON_FIELDS)
                continue
            best = min(same, key=lambda row: len(self._differences(person, row)))
            differences = self._differences(person, best)
            fields = [key for key in person if key in _PERSON_FIELDS]
            self.cells += len(fields)
            self.cells_right += len(fields) - len(differences)
            self.wrong.extend(f"{name}: {text}" for text in differences)
            del left[best["id"]]
        extra = [row["full_name"] for row in left.values() if row["full_name"] not in wanted.get("may_have_people", [])]
        if extra:
            self.note(f"people nobody asked for: {extra}")

    def _differences(self, person: Mapping[str, Any], row: Mapping[str, Any]) -> list[str]:
        file = (person.get("_at") or [None])[0]
        return [
            f"{field} {row.get(field)!r}, not {person[field]!r}"
            for field in _PERSON_FIELDS
            if field in person and not self._fits(field, person[field], row, file)
        ]

    def _fits(self, field: str, wanted: Any, row: Mapping[str, Any], file: str | None) -> bool:
        if isinstance(wanted, dict) and "any_of" in wanted:
            return any(self._fits(field, one, row, file) for one in wanted["any_of"])
        if isinstance(wanted, dict):
            if self._fits(field, wanted["value_or_problem"], row, file):
                return True
            return row.get(field) is None and wanted["row"] in self.reported.get(file or "", set())
        told = row.get(field)
        if field == "qualification_category":
            told = row.get("qualification_category_label") or None
        if field == "subjects":
            parts = [] if wanted is None else [one.strip() for one in wanted.replace(";", ",").split(",")]
            return list(told or []) == parts
        return bool(told == wanted)

    def _requests(self, wanted: Mapping[str, Any], lists: Mapping[str, list[dict[str, Any]]]) -> None:
        told = {(row["mentee_name"], row["wording"]) for row in lists["requests"]}
        for request in wanted.get("requests", []):
            self.cells += 1
            if (request["mentee"], request["wording"]) in told:
                self.cells_right += 1
            else:
                own = [wording for name, wording in told if name == request["mentee"]]
                self.note(f"request of {request['mentee']}: {own}, not {request['wording']!r}")

    def _pairs(self, wanted: Mapping[str, Any], lists: Mapping[str, list[dict[str, Any]]]) -> None:
        for pair in wanted.get("pairs", []):
            same = [
                row
                for row in lists["pairs"]
                if row["mentor_name"] == pair["mentor"] and sorted(row["mentees_name"]) == sorted(pair["mentees"])
            ]
            fields = [key for key in pair if key not in {"mentor", "mentees"}]
            self.cells += len(fields) + 1
            if not same:
                self.note(f"no pair {pair['mentor']} – {pair['mentees']}")
                continue
            wrong = [f"{key} {same[0][key]!r}, not {pair[key]!r}" for key in fields if same[0][key] != pair[key]]
            self.cells_right += len(fields) + 1 - len(wrong)
            self.wrong.extend(f"pair {pair['mentor']}: {text}" for text in wrong)
        if "pairs" in wanted and len(lists["pairs"]) != len(wanted["pairs"]):
            self.note(f"{len(lists['pairs'])} pairs, not {len(wanted['pairs'])}")
        for name in wanted.get("no_pairs_with", []):
            if any(name == row["mentor_name"] or name in row["mentees_name"] for row in lists["pairs"]):
                self.note(f"{name} is in a pair")

    def _links(self, wanted: Mapping[str, Any], lists: Mapping[str, list[dict[str, Any]]]) -> None:
        paired = {(row["mentor_name"], mentee) for row in lists["pairs"] for mentee in row["mentees_name"]}
        for link in wanted.get("links", []):
            self.cells += 1
            if (link["mentor"], link["mentee"]) in paired:
                self.cells_right += 1
            else:
                self.note(f"{link['mentee']} is not linked to {link['mentor']}")
        rows = {row["full_name"]: row for row in lists["people"] + lists["mentors"] + lists["mentees"]}
        for kept in wanted.get("kept_refs", []):
            linked = any(kept["person"] in pair and kept["text"] in pair for pair in paired)
            if not linked and kept["text"] not in json.dumps(rows.get(kept["person"]), ensure_ascii=False, default=str):
                self.note(f"{kept['person']}: «{kept['text']}» is neither linked nor kept")

    def _replies(self, wanted: Mapping[str, Any], lists: Mapping[str, list[dict[str, Any]]]) -> None:
        if "replies" not in wanted:
            return
        told = {row["respondent_name"]: row["answers"] for row in lists["replies"]}
        self._same("respondents", sorted(one["respondent"] for one in wanted["replies"]), sorted(told))
        for reply in wanted["replies"]:
            self.cells += len(reply["answers"])
            answers = told.get(reply["respondent"], {})
            wrong = [q for q in reply["answers"] if answers.get(q) != reply["answers"][q]]
            self.cells_right += len(reply["answers"]) - len(wrong)
            if answers != reply["answers"]:
                self.note(f"answers of {reply['respondent']}: {answers}, not {reply['answers']}")


def snapshot(workspace: Workspace) -> str:
    """All lists as one text, for «nothing changed»."""
    kinds = ("people", "mentors", "mentees", "requests", "pairs", "replies")
    return json.dumps([list_records(workspace, kind) for kind in kinds], ensure_ascii=False, default=str)


def check_case(workspace: Workspace, run: Runner, folder: Path, case: Mapping[str, Any]) -> Checker:
    """Runs the steps of a case one after the other and compares everything it tells."""
    checker = Checker(workspace)
    for step in case["steps"]:
        args = list(step.get("args", []))
        before = snapshot(workspace)
        dry = run(folder / step["file"], [*args, "--dry-run"])
        if snapshot(workspace) != before:
            checker.note(f"{step['file']}: a dry run changed the base")
        told = run(folder / step["file"], args)
        if dry != told:
            checker.note(f"{step['file']}: a dry run tells something else")
        checker.answer(step, told)
        if step.get("again"):
            if any(sheet["created"] or sheet["updated"] for sheet in told["sheets"]):
                checker.note(f"{step['file']} again: something was created or updated")
            if snapshot(workspace) != before:
                checker.note(f"{step['file']} again: the lists are not as they were")
    if "after" in case:
        checker.after(case["after"])
    return checker

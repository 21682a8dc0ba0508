"""The indicators counted a second time, from the dump alone, by hand and without any code of the program."""

from __future__ import annotations

from typing import Any

Row = Any
Tables = dict[str, list[Row]]
Share = tuple[int, int | None]
NEVER = "9999-12-31"


def shifted(day: str, years: int) -> str:
    """The same day of another year (29 February becomes the 28th)."""
    year, rest = int(day[:4]) + years, day[4:]
    return f"{year}{'-02-28' if rest == '-02-29' and year % 4 else rest}"


class Naive:
    """A recount on a day; days are texts as the dump has them."""

    def __init__(self, tables: Tables, on: str) -> None:
        self.on = on
        self.since = f"{int(on[:4]) - (on[5:] < '09-01')}-09-01"
        self.summer = f"{self.since[:4]}-07-01"
        self.tables = {name: [row for row in rows if not row.get("deleted_at")] for name, rows in tables.items()}
        self.people = {row["id"]: row for row in self.tables["person"]}
        self.school = tables["school"][0]

    def in_year(self, day: str | None) -> bool:
        return day is None or self.since <= day <= self.on

    def in_year_or_summer(self, day: str | None) -> bool:
        return day is None or self.summer <= day <= self.on

    def members(self, pair: Row) -> list[int]:
        return [row["mentee_id"] for row in self.tables["pair_mentee"] if row["pair_id"] == pair["id"]]

    def assigned(self, pair: Row) -> str | None:
        ids = {row["order_id"] for row in self.tables["order_pair"] if row["pair_id"] == pair["id"]}
        days = [row["date"] for row in self.tables["order"] if row["id"] in ids]
        found: str | None = min(days) if days else pair["order_date"]
        return found

    def active(self) -> list[tuple[Row, list[int]]]:
        found = []
        for pair in self.tables["pair"]:
            start = pair["start_date"] or self.assigned(pair) or ""
            if pair["status"] in ("draft", "ready") or start > self.on:
                continue
            if pair["status"] in ("completed", "terminated") and pair["end_date"] is None:
                continue
            if (pair["end_date"] or NEVER) < self.on:
                continue
            group = [
                row["mentee_id"]
                for row in self.tables["pair_mentee"]
                if row["pair_id"] == pair["id"] and (row["start_date"] or "") <= self.on <= (row["end_date"] or NEVER)
            ]
            if group:
                found.append((pair, group))
        return found

    def present(self, row: Row) -> bool:
        return (row["work_start_date"] or "") <= self.on <= (row["dismissal_date"] or NEVER) and self.on < (
            row["archived_on"] or NEVER
        )

    def years_old(self, row: Row) -> int:
        born = row["birth_date"]
        if born is None:
            return int(self.on[:4]) - int(row["birth_year"]) if row["birth_year"] else -1
        return int(self.on[:4]) - int(born[:4]) - int(self.on[5:] < str(born[5:]))

    def young(self, row: Row, on: str | None = None) -> bool:
        if row["young_specialist"] is not None:
            return bool(row["young_specialist"])
        if row["experience_years"] is None or row["experience_years"] > self.school["young_max_years"]:
            return False
        if row["birth_date"] is None:
            return True
        day = on or self.on
        age = int(day[:4]) - int(row["birth_date"][:4]) - int(day[5:] < str(row["birth_date"][5:]))
        return age < int(self.school["young_max_age"])

    def fact(self, code: str) -> int | None:
        told = [row for row in self.tables["school_fact"] if row["code"] == code and row["date"] <= self.on]
        return max(told, key=lambda row: row["date"])["value"] if told else None

    def satisfaction(self, role: str) -> Share:
        latest: dict[int, tuple[str, int, bool]] = {}
        for row in self.tables["reply"]:
            day = row["date"] or "2026-12-10"
            points = [row["answers"][key] / 10 for key in ("a", "b") if key in row["answers"]]
            if row["role"] != role or not points or not self.in_year(day):
                continue
            mean = sum(points) / len(points)
            happy = mean >= 0.7 or (row["answers"].get("glad") == "yes" and mean >= 0.5)
            told = (day, row["id"], happy)
            latest[row["respondent_id"]] = max(latest.get(row["respondent_id"], told), told)
        return sum(happy for _day, _id, happy in latest.values()), len(latest)

    def count(self) -> dict[str, Share]:
        """{code: (numerator, denominator)} of all twenty."""
        active = self.active()
        mentors = {pair["mentor_id"] for pair, _ in active}
        mentees = {one for _, group in active for one in group}
        here = {number: row for number, row in self.people.items() if self.present(row)}
        pupils = {n for n, row in here.items() if row["kind"] == "pupil" and 10 <= self.years_old(row) <= 19}
        older = {n for n in pupils if self.years_old(here[n]) >= 15}
        staff = {n for n, row in here.items() if row["kind"] == "staff"}
        young = {n for n in staff if self.young(here[n])}
        told_pupils, told_teachers, told_partners = map(self.fact, ("pupils_10_19", "teachers", "partners"))
        held = [row for row in self.tables["activity"] if row["status"] == "held"]
        taught = {
            part["person_id"]
            for part in self.tables["activity_participant"]
            for row in held
            if row["id"] == part["activity_id"] and row["kind"] == "training" and row["date"] <= self.on
        }
        events = [row for row in held if row["kind"] == "event" and self.in_year(row["date"])]
        partners = {
            " ".join(row["partner"].lower().split()) for row in self.tables["agreement"] if row["date"] <= self.on
        }
        ever_mentors = {row["id"] for row in self.tables["mentor"]} | {r["mentor_id"] for r in self.tables["pair"]}
        thanked = {row["person_id"] for row in self.tables["incentive"] if self.in_year(row["date"])} & ever_mentors
        criteria = [row for row in self.tables["reply"] if row["role"] == "curator" and self.in_year("2026-12-10")]
        return {
            "K1": (len(mentees & pupils), len(pupils) if told_pupils is None else told_pupils),
            "K2": (len(mentors & older), len(older)),
            "K3": (len(mentees & young), len(young)),
            "K4": (len(partners) if told_partners is None else told_partners, None),
            "K5": self.satisfaction("mentee"),
            "K6": self.satisfaction("mentor"),
            "K7": (len((mentors | mentees) & staff), len(staff) if told_teachers is None else told_teachers),
            "K8": (len(mentors & taught), len(mentors)),
            "K9": (len(active), None),
            "K10": (len(active), None),
            "K11": (len(mentees & self.routed()), len(mentees)),
            "K12": self.steps(),
            "K13": self.timely(),
            "K14": self.deficits(),
            "K15": self.stayed(),
            "K16": (sum(self.in_year(row["date"]) for row in self.tables["contest"]), None),
            "K17": (len(events), None),
            "K18": (sum(self.in_year(row["date"]) for row in self.tables["publication"]), None),
            "K19": (sum(criteria[0]["answers"].values()) if criteria else 0, None),
            "K20": (len(thanked), None),
        }

    def routed(self) -> set[int]:
        return {
            row["mentee_id"]
            for row in self.tables["route"]
            if row["status"] in ("approved", "completed") and (row["approved_on"] or "") <= self.on <= row["end_date"]
        }

    def steps(self) -> Share:
        planned = in_time = 0
        routes = {
            row["id"]: row
            for row in self.tables["route"]
            if row["status"] != "draft" and (row["approved_on"] or "") <= self.on
        }
        for step in self.tables["route_step"]:
            route, due = routes.get(step["route_id"]), step["due_date"]
            if route is None or due is None or step["status"] == "cancelled":
                continue
            if max(self.since, route["start_date"]) <= due <= self.on:
                planned += 1
                in_time += step["status"] == "done" and (step["done_on"] or NEVER) <= min(due, self.on)
        return in_time, planned

    def timely(self) -> Share:
        from datetime import date

        new = timely = 0
        for pair in self.tables["pair"]:
            began = pair["start_date"] or self.assigned(pair)
            if pair["status"] == "draft" or began is None or not self.in_year_or_summer(began):
                continue
            starts = [self.people[one]["work_start_date"] for one in self.members(pair) if one in self.people]
            days = [day for day in starts if day is not None and self.in_year_or_summer(day)]
            if not days:
                continue
            new += 1
            order = self.assigned(pair)
            if order is not None and order <= self.on:
                timely += all((date.fromisoformat(order) - date.fromisoformat(day)).days <= 3 for day in days)
        return timely, new

    def deficits(self) -> Share:
        days = {row["id"]: row["date"] for row in self.tables["request"]}
        told = [
            row
            for row in self.tables["deficit"]
            if row["request_id"] in days and self.in_year_or_summer(days[row["request_id"]]) and row["severity"] >= 2
        ]
        return sum(row["severity_after"] in (0, 1) for row in told), len(told)

    def stayed(self) -> Share:
        came = stayed = 0
        for row in self.people.values():
            day = row["work_start_date"]
            if row["kind"] != "staff" or day is None or not shifted(self.on, -2) < day <= shifted(self.on, -1):
                continue
            if self.young(row, day):
                came += 1
                gone = min(row["dismissal_date"] or NEVER, row["archived_on"] or NEVER)
                stayed += gone >= shifted(day, 1)
        return stayed, came

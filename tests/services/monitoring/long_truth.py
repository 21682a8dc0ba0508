"""The long form of the test of truth: many schools made by chance, each asked on several days.

    python -m tests.services.monitoring.long_truth --schools 1000 --minutes 60

For every school and day: the screen, the lists behind it, the kept values of the workbook, the words of the analytical
note in its PDF, the recount by hand and the recount in SQL give the same numbers. Prints the first difference with the
seed that shows it and ends with 1; with 0 when there is none.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pypdfium2
from sqlalchemy import select
from tests.services.monitoring.naive import Naive
from tests.services.monitoring.random_school import fill
from tests.services.monitoring.sql_recount import recount
from tests.services.monitoring.test_truth import sheet_rows

from curator_app.documents.pdf import to_pdf
from curator_app.models import Agreement, Pair, PairMentee, Person, Request, SchoolFact
from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import transfer
from curator_app.services.monitoring.book import make_workbook
from curator_app.services.monitoring.listing import behind
from curator_app.services.monitoring.measuring import measure
from curator_app.services.papers.reports import report_paper
from curator_app.services.workspace import Workspace, open_workspace

PERIODS = ("2025-09", "2025-Q4", "2025-12-31", "2026-02-28", "2026-05", "2025/2026", "2026-08-31", "2026-09-01",
           "2026-Q3", "2026-11", "2026-12-20", "2027-Q1", "2024-10-01")  # fmt: skip

_CLOCK = fixed(dt.datetime(2026, 12, 20, 9, 0))


def vary(workspace: Workspace, chance: random.Random) -> bool:
    """What the common generator leaves out: paused pairs, days of single members, agreements that end, the school's
    number of older pupils. Tells whether agreements may end, which the recount by hand does not look at."""
    with workspace.action("Разное") as session:
        for pair in session.scalars(select(Pair).where(Pair.status == "assigned")):
            if chance.random() < 0.2:
                pair.status = "paused"
        for member in session.scalars(select(PairMentee)):
            if chance.random() < 0.15 and member.start_date is not None and member.end_date is None:
                member.end_date = member.start_date + dt.timedelta(days=chance.randrange(200))
        ends = chance.random() < 0.5
        for one in session.scalars(select(Agreement)):
            if ends and chance.random() < 0.5:
                one.until = one.date + dt.timedelta(days=chance.randrange(300))
        for person in session.scalars(select(Person)):
            if chance.random() < 0.05:
                person.birth_date = dt.date(chance.choice((1988, 1992, 2008, 2012)), 2, 29)
            if chance.random() < 0.05:
                person.work_start_date = dt.date(2024, 2, 29)
        for request in session.scalars(select(Request)):
            if chance.random() < 0.05:
                request.deleted_at = dt.datetime(2026, 1, 1)
        older = chance.random() < 0.3
        if older:
            session.add(SchoolFact(code="pupils_15_19", date=dt.date(2025, 8, 1), value=chance.randrange(20)))
    return ends or older


def words_of(pdf: bytes) -> str:
    """The text of a PDF on one line, spaces made plain."""
    document = pypdfium2.PdfDocument(pdf)
    told = " ".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    document.close()
    return " ".join(told.replace("\xa0", " ").replace("\u202f", " ").split())


def differences(
    workspace: Workspace, tables: dict[str, list[dict[str, Any]]], period: str, chance: random.Random, *, by_hand: bool
) -> list[str]:
    """What does not agree in a school on the day of a period."""
    measured = measure(workspace, period)
    on = measured.on.isoformat()
    shares, parts = recount(tables, on)
    told = {row.code: (row.numerator, row.denominator) for row in measured.rows}
    told |= {part.code: (part.numerator, part.denominator) for row in measured.rows for part in row.parts
             if part.code in shares}  # fmt: skip
    found = [
        f"{code}: screen {told.get(code)}, SQL {share}" for code, share in shares.items() if told.get(code) != share
    ]
    if by_hand:
        hand = Naive(tables, on).count()
        found += [
            f"{code}: screen {told[code]}, by hand {share}" for code, share in hand.items() if told[code] != share
        ]
    kinds = sum(part.numerator for part in measured.row("K9").parts if part.key.startswith("по виду"))
    forms = {part.key.partition(": ")[2]: part.numerator for part in measured.row("K9").parts
             if part.key.startswith("по форме")}  # fmt: skip
    if forms != {key: number for (by, key), number in parts.items() if by == "по форме"} or kinds != told["K9"][0]:
        found.append(f"K9 by form: {forms}, SQL {parts}")
    kept = sheet_rows(make_workbook(workspace, period).content, values=True)
    words = words_of(to_pdf(report_paper(workspace, "analytic_report", period).document))
    for row in measured.rows:
        share = row.denominator is not None
        percent = None if not share else "—" if not row.denominator else float(row.percent or 0)
        if kept[row.code][2:5] != (
            row.numerator if row.numerator or row.known else kept[row.code][2],
            row.denominator,
            percent,
        ):
            found.append(f"{row.code}: workbook {kept[row.code][2:5]}, screen {told[row.code]}")
        exact = "—" if share and not row.denominator else None
        if share and row.denominator:
            tenths = (row.numerator * 2000 + row.denominator) // (2 * row.denominator)
            exact = f"{row.numerator} из {row.denominator} ({tenths // 10},{tenths % 10} %)"
        elif not share:
            exact = row.value
        if not re.search(rf"{row.code} {re.escape(row.title)} {re.escape(str(exact))}(?![0-9])", words):
            place = words.find(f"{row.code} {row.title[:20]}")
            found.append(f"{row.code}: PDF «{words[place : place + 200]}», wanted {exact}")
    for row in chance.sample(measured.rows, 4):
        lists = behind(workspace, period, row.code)
        if sum(one.weight for one in lists.numerator) != row.numerator:
            found.append(f"{row.code}: list behind {len(lists.numerator)}, screen {told[row.code]}")
    return found


def run(schools: int, minutes: float, first: int) -> int:
    """Schools that agree, told on the way; the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "пустая"
        open_workspace(data_folder(empty), _CLOCK).close()
        return _run(empty, schools, minutes, first)


def _run(empty: Path, schools: int, minutes: float, first: int) -> int:
    end = time.monotonic() + minutes * 60
    checks = done = 0
    for seed in range(first, first + schools):
        if time.monotonic() > end:
            break
        chance = random.Random(seed)
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(empty, Path(folder) / "база")
            opened = open_workspace(data_folder(Path(folder) / "база"), _CLOCK)
            try:
                fill(opened, chance, size=chance.choice((0, 3, 8, 14, 14, 20)) or 3)
                varied = vary(opened, chance)
                dump = Path(folder) / "все.json"
                transfer.dump(opened, dump)
                tables = json.loads(dump.read_text(encoding="utf-8"))["tables"]
                for period in chance.sample(PERIODS, 2):
                    found = differences(opened, tables, period, chance, by_hand=not varied)
                    checks += 1
                    if found:
                        sys.stdout.write("\n  ".join((f"school {seed}, {period}:", *found)) + "\n")
                        return 1
            finally:
                opened.close()
        done += 1
        if done % 50 == 0:
            sys.stdout.write(f"{done} schools, {checks} periods: agree\n")
            sys.stdout.flush()
    sys.stdout.write(f"{done} schools, {checks} periods: agree in all\n")
    return 0


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--schools", type=int, default=1000)
    asked.add_argument("--minutes", type=float, default=60)
    asked.add_argument("--first", type=int, default=1, help="seed of the first school")
    told = asked.parse_args()
    sys.exit(run(told.schools, told.minutes, told.first))

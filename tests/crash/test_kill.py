"""A process killed in the middle of writing: what was acknowledged is there, the rest is whole or absent."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from curator_app.runtime.clock import Clock
from curator_app.runtime.paths import data_folder
from curator_app.services import people
from curator_app.services.workspace import open_workspace

WRITER = """
import pathlib, sys
from curator_app.models import Consent, Person
from curator_app.runtime.clock import Clock
from curator_app.runtime.paths import data_folder
from curator_app.services.workspace import open_workspace
workspace = open_workspace(data_folder(pathlib.Path(sys.argv[1])), Clock())
for number in range(100000):
    with workspace.action(f"Приём {number}") as session:
        person = Person(surname=f"Ф{number}", first_name="Ян", note="я" * 2000)
        session.add(person)
        session.flush()
        session.add_all([Consent(person_id=person.id, kind="mentoring", refused=True) for _ in range(5)])
    print(number, flush=True)
"""


@pytest.mark.parametrize("seed", range(6))
def test_killed_in_the_middle(tmp_path: Path, seed: int) -> None:
    after = random.Random(seed).randrange(1, 40)
    with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        acknowledged = -1
        for line in process.stdout:
            acknowledged = int(line)
            if acknowledged == after:
                process.send_signal(signal.SIGKILL)
                break
        acknowledged = max([acknowledged, *(int(line) for line in process.stdout.read().split())])
    workspace = open_workspace(data_folder(tmp_path), Clock())
    try:
        assert workspace.check() == []
        found = people.list_people(workspace)
        assert len(found) in {acknowledged + 1, acknowledged + 2}
        with workspace.read() as session:
            counts = (
                session.connection()
                .exec_driver_sql("SELECT DISTINCT count(*) FROM consent GROUP BY person_id")
                .scalars()
            )
            assert set(counts) == {5}
    finally:
        workspace.close()

"""Memory runs out in the middle of an act: all of it is there or nothing, one sentence, the next act works."""

from __future__ import annotations

import gc
import json
import os
import random
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session
from tests.faults import school
from tests.faults.acts import ACTS
from tests.faults.sentences import wrong_with
from tests.faults.stage import Stage

from curator_app.runtime.errors import OUT_OF_MEMORY, KnownProblem
from curator_app.runtime.paths import data_folder
from curator_app.services import people

# The hook of Python's own tests; a Python without them has none.
allocations: Any = pytest.importorskip("_testcapi")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="each case is a fork")
_PATIENCE = 30


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    folder = data_folder(tmp_path / "данные")
    school.make_school(folder)
    stage = Stage(folder, tmp_path, school.open_school(folder))
    gc.freeze()  # a fork that collects garbage copies the whole memory
    yield stage
    gc.unfreeze()
    stage.base.close()


def _case(stage: Stage, act: str, at: int) -> tuple[str, str]:
    """What is told when the ``at``-th allocation of the act fails, and the content of the base then."""
    body = stage.folder.database.read_bytes()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(_PATIENCE)
        sys.unraisablehook = lambda _told: None  # what fails while something is thrown away is nobody's business
        with suppress(BaseException):
            os.write(writer, json.dumps(_starved(stage, act, at)).encode())
        os._exit(0)
    os.close(writer)
    told = b"".join(iter(lambda: os.read(reader, 1 << 16), b""))
    os.close(reader)
    os.waitpid(child, 0)
    with stage.folder.database.open("r+b") as file:  # the very file stays open in this process
        file.write(body)
        file.truncate()
    assert told, f"{act}: the process died at {at}"
    outcome, content = json.loads(told)
    return str(outcome), str(content)


def _starved(stage: Stage, act: str, at: int) -> tuple[str, str]:
    outcome = "done"
    if at:
        allocations.set_nomemory(at, at + 1)
    try:
        ACTS[act].do(stage)
    except KnownProblem as problem:
        outcome = problem.message
    except MemoryError:  # outside of the base; the window and the command line tell it by the same sentence
        outcome = OUT_OF_MEMORY
    finally:
        allocations.remove_mem_hooks()
    content = school.content_of(stage.base)
    people.add_person(stage.base, people.PersonData(surname="Послесловов", first_name="Лев"))
    return outcome, content


def test_a_list_that_could_not_be_closed_locks_nobody_out(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def starved(_session: Session) -> None:
        raise MemoryError

    gc.disable()  # a collection by chance would hide it
    try:
        with monkeypatch.context() as broken, pytest.raises(KnownProblem, match="не хватило памяти"):
            broken.setattr(Session, "expunge_all", starved)
            people.list_people(stage.base)
        people.add_person(stage.base, people.PersonData(surname="Послесловов", first_name="Лев"))
    finally:
        gc.enable()


@pytest.mark.parametrize(("act", "most", "cases"), [("pair", 15_000, 14), ("import", 300_000, 6)])
def test_all_or_nothing(stage: Stage, act: str, most: int, cases: int) -> None:
    before, (done, after) = school.content_of(stage.base), _case(stage, act, 0)
    assert done == "done"
    assert after != before
    chance = random.Random(act)
    outcomes = []
    for at in sorted(chance.randint(1, most) for _ in range(cases)):
        outcome, content = _case(stage, act, at)
        outcomes.append(outcome)
        assert content == (after if outcome == "done" else before), f"{at}: {outcome}"
        assert outcome == "done" or wrong_with(outcome) is None, f"{at}: {outcome}"
    assert outcomes.count(OUT_OF_MEMORY) >= cases // 2

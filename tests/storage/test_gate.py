"""The gate: copies together, another key alone."""

from __future__ import annotations

import threading

from curator_app.storage.gate import Gate

PATIENCE_S = 10


def test_who_wants_to_be_alone_waits_for_all_others() -> None:
    gate, order = Gate(), []
    inside, go = threading.Barrier(3), threading.Event()

    def together(name: str) -> None:
        with gate.together():
            inside.wait(PATIENCE_S)
            go.wait(PATIENCE_S)
            order.append(name)

    def alone() -> None:
        with gate.alone():
            order.append("alone")

    copies = [threading.Thread(target=together, args=("copy",)) for _ in range(2)]
    for thread in copies:
        thread.start()
    inside.wait(PATIENCE_S)  # both are inside at the same time
    assert not is_closed(gate)
    key = threading.Thread(target=alone)
    key.start()
    while not is_closed(gate):
        threading.Event().wait(0.001)
    late = threading.Thread(target=lambda: order.append("late") if _pass(gate) else None)
    late.start()
    assert order == []
    go.set()
    for thread in (*copies, key, late):
        thread.join(PATIENCE_S)
    assert order == ["copy", "copy", "alone", "late"]
    assert not is_closed(gate)


def is_closed(gate: Gate) -> bool:
    return gate.is_closed


def _pass(gate: Gate) -> bool:
    with gate.together():
        return True


def test_an_error_inside_opens_it_again() -> None:
    gate = Gate()
    for way in (gate.alone, gate.together):
        try:
            with way():
                raise ValueError
        except ValueError:
            pass
    with gate.alone():
        assert is_closed(gate)
    assert not is_closed(gate)

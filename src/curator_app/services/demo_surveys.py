"""Two waves of the demonstration school: the newcomers' needs in September, «до» of teachers; invented answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from curator_app.domain.codes import RespondentRole
from curator_app.services.surveys import candidates, planning, replies, waves
from curator_app.services.surveys.rows import Asked, ReplyData, WaveData
from curator_app.services.surveys.shipped import wave_kits
from curator_app.services.workspace import Workspace

_MORNING, _EVENING = dt.time(10, 0), dt.time(17, 0)


def fill_surveys(
    workspace: Workspace,
    told: Mapping[str, Any],
    ids: Mapping[str, int],
    at: Callable[[Workspace, dt.datetime], Workspace],
) -> None:
    """Begins the waves and keys their replies in. ``told``: resources/demo/surveys.json (``asked``: mentees by their
    names in the files, else who must by the pairs); ``ids``: people by those names; ``at``: the base with a clock at a
    moment."""
    kits = {one.code: one for one in wave_kits()}
    for one in told["waves"]:
        kit = kits[one["kit"]]
        forms = dict(kit.forms)
        day = dt.date.fromisoformat(one["on"])
        now = at(workspace, dt.datetime.combine(day, _MORNING))
        if "asked" in one:
            asked = [Asked(person=ids[ref], role=RespondentRole.MENTEE) for ref in one["asked"]]
        else:
            found = candidates.candidates(now, forms, stage=kit.stage, mentoring_form=kit.mentoring_form)
            asked = [who.asked for who in found if who.preselected]
        data = WaveData(title=one["title"], stage=kit.stage, date=day, due_date=dt.date.fromisoformat(one["due"]))
        wave = planning.make_wave(now, data, forms, asked)
        keying = at(workspace, dt.datetime.combine(dt.date.fromisoformat(one["answered"]), _EVENING))
        for reply in one["replies"]:
            role = RespondentRole(reply["role"])
            replies.save_reply(
                keying, ReplyData(wave=wave, person=ids[reply["person"]], role=role, answers=reply["answers"])
            )
        left = {row.person: row.id for row in waves.get_wave(keying, wave).respondents}
        for excused in one.get("excused", ()):
            number = left[ids[excused["person"]]]
            assert number is not None
            planning.excuse(keying, wave, [number], excused["reason"])

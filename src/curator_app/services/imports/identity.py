"""Who is who: one person once (docs/cli.md «import», samples rule 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from curator_app.domain.letters import fold
from curator_app.domain.names import PersonName
from curator_app.services.imports.world import PersonEntry, World


class Likeness(Enum):
    """What two records of one full name tell about being one person."""

    SAME = auto()
    DIFFERENT = auto()
    OPEN = auto()


@dataclass(frozen=True, slots=True)
class Identity:
    """``person`` found, or nobody; several ``candidates``: undecided."""

    person: PersonEntry | None
    candidates: tuple[int, ...] = ()


def compare(known: Mapping[str, Any], told: Mapping[str, Any]) -> Likeness:
    """Same birth date, telephone or post: one person. Other birth date — or, without dates, other telephone and
    other post: two people. Otherwise open."""
    day, other_day = known.get("birth_date"), told.get("birth_date")
    if day and other_day:
        return Likeness.SAME if day == other_day else Likeness.DIFFERENT
    year, other_year = known.get("birth_year"), told.get("birth_year")
    if year and other_year:
        return Likeness.SAME if year == other_year else Likeness.DIFFERENT
    phone, other_phone = known.get("phone"), told.get("phone")
    if phone and phone == other_phone:
        return Likeness.SAME
    post, other_post = fold(known.get("position") or ""), fold(told.get("position") or "")
    if post and other_post and (post.startswith(other_post) or other_post.startswith(post)):
        return Likeness.SAME
    return Likeness.DIFFERENT if phone and other_phone and post and other_post else Likeness.OPEN


def identify(world: World, name: PersonName, told: Mapping[str, Any]) -> Identity:
    """The known person a full name with its facts is about. Nothing to compare by: the only bearer of the name;
    with several bearers the answer is their list."""
    namesakes = world.index.namesakes(name)
    if not namesakes:
        return Identity(_relative(world, name, told))
    likeness = {key: compare(world.people[key].values, told) for key in namesakes}
    same = [key for key, like in likeness.items() if like is Likeness.SAME]
    if len(same) == 1:
        return Identity(world.people[same[0]])
    if same:
        return Identity(None, tuple(same))
    undecided = [key for key, like in likeness.items() if like is Likeness.OPEN]
    if not undecided:
        return Identity(None)
    if len(namesakes) == 1:
        return Identity(world.people[undecided[0]])
    return Identity(None, tuple(undecided) if len(undecided) > 1 else tuple(namesakes))


def _relative(world: World, name: PersonName, told: Mapping[str, Any]) -> PersonEntry | None:
    """Somebody with the same surname and first name, a patronymic on one side only, and the same birth date or
    telephone; the patronymic is then filled in."""
    found = [
        world.people[key]
        for key in world.index.relatives(name)
        if any(told.get(fact) and told[fact] == world.people[key].values.get(fact) for fact in ("birth_date", "phone"))
    ]
    if len(found) != 1:
        return None
    if found[0].name.patronymic is None and name.patronymic is not None:
        found[0].name = PersonName(found[0].name.surname, found[0].name.first_name, name.patronymic)
        found[0].mark("patronymic")
    return found[0]

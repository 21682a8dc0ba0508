"""Thresholds of the school for what answers say (domain.md d.7): setting «surveys»."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from fractions import Fraction
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.surveys.scoring import Levels, Satisfaction
from curator_app.models import Setting
from curator_app.services.validation import Checker
from curator_app.services.workspace import Workspace

_KEY: Final = "surveys"


@dataclass(frozen=True, kw_only=True, slots=True)
class SurveySettings:
    """Shares are whole percents. ``low``/``middle``: up to and including them a level is low, middle; ``enough``:
    the index from which somebody is satisfied, ``enough_if_glad``: the same for one who is glad to have taken part;
    ``divergence``: judgements of a pair farther apart are discussed; ``few``: with fewer answers than this, figures
    carry a warning; ``deficit_from``: severity (0–3) that makes a deficit; ``block_low``/``block_middle``: levels of
    a block of deficits; ``criteria_middle``/``criteria_high``: points (of 18) from which the curator's judgement is
    «допустимый», «оптимальный»."""

    low: int = 40
    middle: int = 70
    enough: int = 70
    enough_if_glad: int = 50
    divergence: int = 30
    few: int = 5
    deficit_from: int = 2
    block_low: int = 33
    block_middle: int = 66
    criteria_middle: int = 9
    criteria_high: int = 15

    @property
    def levels(self) -> Levels:
        """Limits of the levels of an index."""
        return Levels(Fraction(self.low, 100), Fraction(self.middle, 100))

    @property
    def block_levels(self) -> Levels:
        """Limits of the levels of a block of deficits."""
        return Levels(Fraction(self.block_low, 100), Fraction(self.block_middle, 100))

    @property
    def satisfaction(self) -> Satisfaction:
        """The rule of «удовлетворён»."""
        return Satisfaction(
            enough=Fraction(self.enough, 100), glad="glad", enough_if_glad=Fraction(self.enough_if_glad, 100)
        )


def rule_words(settings: SurveySettings) -> str:
    """The rule of «удовлетворён» for reports: no official threshold is known (domain.md d.7)."""
    return (
        f"Удовлетворённым считается тот, чей индекс не ниже {settings.enough} % наибольшего, либо ответивший «да» на "
        f"вопрос, рад ли он участию, с индексом не ниже {settings.enough_if_glad} %. Вопросы без ответа не считаются."
    )


def levels_words(settings: SurveySettings) -> str:
    """Limits of the levels in words."""
    return (
        f"Уровень по индексу: до {settings.low} % включительно — низкий, до {settings.middle} % включительно — "
        "средний, выше — высокий."
    )


def read_settings(session: Session) -> SurveySettings:
    """The settings inside the caller's session; defaults when nothing was chosen."""
    row = session.scalar(select(Setting).where(Setting.key == _KEY))
    return SurveySettings() if row is None else _from_plain(row.value)


def get_settings(workspace: Workspace) -> SurveySettings:
    """The settings; defaults when nothing was chosen."""
    with workspace.read() as session:
        return read_settings(session)


def save_settings(workspace: Workspace, settings: SurveySettings) -> None:
    """Keeps the thresholds. Raises InvalidInput: limits rise and lie between 1 and 99 %."""
    checker = Checker()
    for name in ("low", "middle", "enough", "enough_if_glad", "divergence", "block_low", "block_middle"):
        checker.number(name, getattr(settings, name), 1, 99)
    checker.number("few", settings.few, 1, 100)
    checker.number("deficit_from", settings.deficit_from, 1, 3)
    checker.number("criteria_middle", settings.criteria_middle, 1, 1000)
    checker.number("criteria_high", settings.criteria_high, 1, 1000)
    for lower, higher in (("low", "middle"), ("block_low", "block_middle"), ("criteria_middle", "criteria_high")):
        if getattr(settings, lower) >= getattr(settings, higher):
            checker.fail(higher, "Граница следующего уровня должна быть выше предыдущей. Исправьте числа.")
    if settings.enough_if_glad > settings.enough:
        checker.fail("enough_if_glad", "Для ответивших «да» граница не может быть выше общей. Исправьте числа.")
    checker.done()
    value: dict[str, Any] = asdict(settings)
    with workspace.action("Изменены пороги анкет") as session:
        row = session.scalar(select(Setting).where(Setting.key == _KEY))
        if row is None:
            session.add(Setting(key=_KEY, value=value))
        elif row.value != value:
            row.value = value


def _from_plain(value: Mapping[str, Any]) -> SurveySettings:
    known = {one.name for one in fields(SurveySettings)}
    told = {
        name: one for name, one in value.items() if name in known and isinstance(one, int) and not isinstance(one, bool)
    }
    settings = SurveySettings(**told)
    ordered = 0 < settings.low < settings.middle < 100 and 0 < settings.block_low < settings.block_middle < 100
    return settings if ordered else SurveySettings()

"""What screens and papers receive of the results of a wave. Fractions are exact; ``texts.survey_words`` rounds them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from curator_app.domain.codes import RespondentRole
from curator_app.domain.surveys.questions import Answer, Question
from curator_app.domain.surveys.scoring import Level
from curator_app.services.surveys.rows import WaveRow
from curator_app.texts.survey_words import share_words


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """So many of so many people."""

    count: int
    of: int

    @property
    def words(self) -> str:
        """«3 из 4 (75 %)»; «—» for nobody."""
        return share_words(self.count, self.of)


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Whose answer it is: for drilling from a bar to people. ``reply``: the reply to open."""

    person: int
    name: str
    reply: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerCount:
    """A possible answer, its words and who gave it (nobody: an empty tuple)."""

    answer: Answer
    words: str
    people: tuple[Person, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenAnswer:
    """A free answer and whose it is."""

    person: Person
    role: RespondentRole
    number: int
    question: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionResult:
    """One question: how many answered it, mean of a scale (None: not a scale or nobody), who answered what."""

    question: Question
    number: int
    answered: int
    mean: Fraction | None
    counts: tuple[AnswerCount, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BlockResult:
    """Σ of the answers ÷ the highest possible Σ of a block of questions, over everybody; with its level."""

    block: str
    index: Fraction
    level: Level
    answered: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RespondentResult:
    """One reply as a figure. ``index`` (0–1) and ``level``: None without answers that count; ``satisfied``: None where
    the questionnaire does not ask about satisfaction; ``total`` of ``highest``: the sum of the scales answered;
    ``band``: words of the level of a sum («допустимый»)."""

    person: Person
    about_pair: int
    about: str
    answered: int
    index: Fraction | None
    level: Level | None
    satisfied: bool | None
    total: int
    highest: int
    band: str
    blocks: tuple[tuple[str, Fraction, Level], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RoleResult:
    """What people of one role answered. ``few``: fewer than the limit of the settings answered; ``index``: mean of
    the respondents' indices; ``difficulty``: the questionnaire asks what is hard, so that a high block is a bad one."""

    role: RespondentRole | None
    title: str
    expected: int
    answered: int
    few: bool
    questions: tuple[QuestionResult, ...]
    respondents: tuple[RespondentResult, ...]
    index: Fraction | None
    level: Level | None
    levels: tuple[tuple[Level, int], ...]
    satisfied: Share | None
    blocks: tuple[BlockResult, ...]
    difficulty: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SidesRow:
    """The same question answered by mentees and by mentors."""

    key: str
    mentee_text: str
    mentor_text: str
    mentee: Fraction | None
    mentee_n: int
    mentor: Fraction | None
    mentor_n: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PairJudgement:
    """A pair judged by up to three sides: share of the possible points by role; ``apart``: the farthest difference;
    ``discuss``: more than the settings allow."""

    pair: int
    about: str
    shares: tuple[tuple[RespondentRole, Fraction], ...]
    apart: Fraction
    discuss: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class WaveResults:
    """All results of a wave. ``rule``: the rule of «удовлетворён» in words, printed with every figure it makes."""

    wave: WaveRow
    roles: tuple[RoleResult, ...]
    sides: tuple[SidesRow, ...]
    judgements: tuple[PairJudgement, ...]
    open_answers: tuple[OpenAnswer, ...]
    rule: str
    levels_rule: str

    def role(self, role: RespondentRole | None) -> RoleResult | None:
        """The results of one role."""
        return next((one for one in self.roles if one.role is role), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeRow:
    """The same question before and after over those who answered both times (``n``)."""

    key: str
    number: int
    before_text: str
    after_text: str
    n: int
    before: Fraction | None
    after: Fraction | None
    difference: Fraction | None
    people: tuple[tuple[int, str, int, int], ...]
    """(person, name, before, after) of every slope."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BeforeAfter:
    """Two waves compared for one role: ``people`` answered both."""

    role: RespondentRole
    before: WaveRow
    after: WaveRow
    people: int
    few: bool
    rows: tuple[ChangeRow, ...]

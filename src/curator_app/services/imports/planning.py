"""The plan of an import: the picture of the base as it will be, and what becomes of every row."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from curator_app.domain.codes import MentorStatus
from curator_app.domain.letters import fold
from curator_app.domain.name_parsing import Mention, NameTrouble
from curator_app.services.imports import sentences
from curator_app.services.imports.facts import PersonFacts, RequestFacts, RowFacts, RowProblem
from curator_app.services.imports.identity import Identity, identify
from curator_app.services.imports.preview import Outcome, Question
from curator_app.services.imports.world import Entry, PersonEntry, RequestEntry, World

SKIP, NEW = "skip", "new"


@dataclass(slots=True)
class RowResult:
    """What becomes of one row."""

    facts: RowFacts
    outcome: Outcome = Outcome.UNCHANGED
    problems: list[RowProblem] = field(default_factory=list)
    made_somebody: bool = False

    def reject(self, problem: RowProblem) -> None:
        """The row makes nothing (more than the people it has made already); its whole text is in the report."""
        self.outcome = Outcome.CREATED if self.made_somebody else Outcome.REJECTED
        self.problems.append(RowProblem(problem.column, self.facts.text() or problem.value, problem.message))

    def better(self, outcome: Outcome) -> None:
        """Raises «unchanged» to «updated» or «created»; a rejected row stays rejected."""
        order = [Outcome.UNCHANGED, Outcome.UPDATED, Outcome.CREATED]
        if self.outcome in order and order.index(outcome) > order.index(self.outcome):
            self.outcome = outcome


@dataclass(slots=True)
class Plan:
    """State of the planning: the world being changed, results by (table, row), questions, the user's answers."""

    world: World
    today: dt.date
    answers: Mapping[str, str] = field(default_factory=dict)
    results: dict[tuple[int, int], RowResult] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)

    def start(self, table: int, facts: RowFacts) -> RowResult:
        """The result of a row, to be filled."""
        result = RowResult(facts, problems=list(facts.problems))
        self.results[table, facts.row] = result
        return result

    # ------------------------------------------------------------------ whom a row is about
    def identity(self, table: int, result: RowResult, person: PersonFacts) -> Identity:
        """The person of a full name with what else the row tells, or an answer of the user."""
        assert person.mention.name is not None
        found = identify(self.world, person.mention.name, person.values)
        if len(found.candidates) < 2:
            return found
        keys = found.candidates
        sentence = sentences.namesakes(person.typed)
        answer = self.ask(table, result.facts.row, person.column, person.typed, sentence, keys, may_be_new=True)
        if isinstance(answer, int):
            return Identity(self.world.people[answer])
        return Identity(None) if answer == NEW else found

    def reference(
        self, table: int, result: RowResult, mention: Mention, column: str | None, exclude: Iterable[int] = ()
    ) -> tuple[PersonEntry | None, str | None]:
        """The one person a mention means, or None and the sentence that says why there is none.

        No sentence: a full name nobody bears yet, which is kept as text without a remark.
        """
        barred = set(exclude)
        keys = [key for key in self.world.index.find(mention) if key not in barred]
        if len(keys) == 1:
            return self.world.people[keys[0]], None
        if len(keys) > 1:
            sentence = sentences.several_fit(mention.raw, len(keys))
        elif mention.name is not None:
            return None, None
        else:
            keys = [key for key in self.world.index.suggest(mention) if key not in barred]
            sentence = _why_nobody(mention)
        if keys:
            answer = self.ask(table, result.facts.row, column, mention.raw, sentence, keys)
            if isinstance(answer, int):
                return self.world.people[answer], None
        return None, sentence

    def ask(
        self,
        table: int,
        row: int,
        column: str | None,
        text: str,
        sentence: str,
        keys: Iterable[int],
        *,
        may_be_new: bool = False,
    ) -> int | str | None:
        """Puts a question; returns the answer already given: a key of a person, NEW, or None for «skip»."""
        question = f"{table}:{row}:{fold(text)}"
        options = {f"p{key}" if key > 0 else f"n{-key}": self._about(key) for key in keys}
        if may_be_new:
            options[NEW] = "Это другой человек, создать карточку"
        if all(one.id != question for one in self.questions):
            told = tuple(options.items())
            self.questions.append(Question(question, table, row, column, text, sentence, told))
        answer = self.answers.get(question, SKIP)
        if answer not in options:
            return None
        return NEW if answer == NEW else int(answer[1:]) * (1 if answer[0] == "p" else -1)

    def _about(self, key: int) -> str:
        person = self.world.people[key]
        told = [person.values.get("position"), person.values.get("birth_date"), person.values.get("phone")]
        details = [one.strftime("%d.%m.%Y") if isinstance(one, dt.date) else str(one) for one in told if one]
        return person.name.full + (f" ({', '.join(details)})" if details else "")

    # ------------------------------------------------------------------ writing into the picture
    def make(self, person: PersonFacts) -> PersonEntry:
        """A new person with this name."""
        assert person.mention.name is not None
        return self.world.add_person(person.mention.name)

    def fill(
        self, table: int, result: RowResult, entry: Entry, values: Mapping[str, object], *, fill_only: bool = False
    ) -> None:
        """Puts values into a record. Two rows of one table that tell different things of one person: a remark."""
        from curator_app.texts.labels import field_label

        for name, earlier in entry.fill(values, fill_only=fill_only).items():
            value = values[name]
            if name in _QUIET:
                continue
            if next((told_in for told_in, told in entry.fills if name in told), None) == table:
                message = sentences.conflict(field_label(name), _shown(earlier), _shown(value))
                result.problems.append(RowProblem(None, _shown(value), message))
            else:
                entry.keep({f"{field_label(name)} (другая запись)": _shown(value)})
        entry.fills += ((table, values),)

    def mentor(self, person: PersonEntry) -> Entry:
        """The mentor profile of a person, made when there is none."""
        if person.mentor is None:
            values = {"status": MentorStatus.POTENTIAL.value, "capacity": self.world.default_capacity}
            person.mentor = Entry(values, is_new=True)
        return person.mentor

    def mentee(self, person: PersonEntry) -> Entry:
        """The mentee profile of a person, made when there is none."""
        if person.mentee is None:
            person.mentee = Entry(is_new=True)
            if person.values.get("kind") == "pupil":
                person.mentee.values["category"] = "pupil"
        return person.mentee

    def request(self, person: PersonEntry, told: RequestFacts) -> bool:
        """One more request, unless the same words (of the same day, if both have a day) are there already; what this
        import has made itself is told further. Whether anything was added."""
        key, date = fold(told.wording), told.values.get("date")
        alike = [one for one in person.requests if fold(one.wording) == key]
        fitting = [one for one in alike if date is None or one.date in {None, date}]
        found = next((one for one in fitting if one.date == date), fitting[0] if fitting else None)
        if found is None:
            found = RequestEntry(told.wording, is_new=True)
            person.requests.append(found)
        elif not found.is_new or not (told.values or told.deficit):
            return False
        found.values = told.values | found.values
        found.date = found.values.get("date")
        if told.deficit is not None:
            area = told.deficit.area
            found.deficits.append(replace(told.deficit, area=self.world.areas.get(fold(area), area)))
        return True


# Two values of these are no contradiction worth a remark.
_QUIET = frozenset({"kind", "gender", "birth_year", "category", "status", "capacity"})


def _shown(value: object) -> str:
    if isinstance(value, dt.date):
        return value.strftime("%d.%m.%Y")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _why_nobody(mention: Mention) -> str:
    if mention.trouble is NameTrouble.OBLIQUE:
        return sentences.not_nominative(mention.raw)
    if mention.trouble is NameTrouble.INITIALS:
        return sentences.nobody_fits(mention.raw)
    return sentences.not_a_person(mention.raw)


def outsiders(world: World, workplaces: Sequence[str | None]) -> set[str]:
    """Folded names of workplaces that are not the school: by the school's own name when it is known, else what
    differs from the workplace that most rows tell, or what only a minority of rows tells at all."""
    told = [fold(place) for place in workplaces if place]
    if not told:
        return set()
    if world.school_names:
        own = [fold(name) for name in world.school_names]
        return {place for place in told if not any(name in place or place in name for name in own)}
    if len(told) * 2 < len(workplaces):
        return set(told)
    usual, times = Counter(told).most_common(1)[0]
    return {place for place in told if place != usual} if times >= 2 else set()

"""Plain data that papers are made of. Frozen, without a database; JSON there and back for the snapshot.

A fact that is missing is printed as a blank to fill in and named to the curator by ``fact_names``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Literal, Protocol

from curator_app.documents.plain import Plain, from_plain, to_plain
from curator_app.domain.names import Gender, PersonName

CaseName = Literal["genitive", "dative", "accusative", "instrumental", "prepositional"]
Category = Literal["none", "conformity", "first", "highest", "methodist", "mentor"]
PersonKindName = Literal["staff", "pupil", "external"]
PayClause = Literal["none", "addendum", "part_of_duties"]
NormRole = Literal["according", "purpose", "ground"]
AcknowledgementPlace = Literal["order", "sheet", "none"]


@dataclass(frozen=True, slots=True)
class NameForm:
    """A case of a name put right by hand (domain.md f.3: overrides per person)."""

    case: CaseName
    surname: str
    first_name: str
    patronymic: str | None = None


@dataclass(frozen=True, slots=True)
class TaughtPost:
    """A case of a post (or of its first words) taught by the school."""

    post: str
    case: CaseName
    text: str


@dataclass(frozen=True, slots=True)
class PaperPerson:
    """One participant as a paper needs him. ``id``: the person of the base, so that a doubt can open his card."""

    surname: str = ""
    first_name: str = ""
    patronymic: str | None = None
    gender: Gender | None = None
    kind: PersonKindName = "staff"
    position: str | None = None
    category: Category | None = None
    experience_years: int | None = None
    class_name: str | None = None
    workplace: str | None = None
    birth_date: dt.date | None = None
    phone: str | None = None
    young_specialist: bool = False
    indeclinable: bool = False
    name_forms: tuple[NameForm, ...] = ()
    address: str | None = None
    identity_document: str | None = None
    id: int | None = None

    @property
    def name(self) -> PersonName:
        """The name as a value of the domain."""
        return PersonName(self.surname, self.first_name, self.patronymic)


@dataclass(frozen=True, slots=True)
class LocalAct:
    """A local act of the school («Положение о системе наставничества…»): title and what approved it."""

    title: str = ""
    number: str | None = None
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class SchoolData:
    """Requisites of the school (S1, order header)."""

    full_name: str = ""
    short_name: str = ""
    founder: str | None = None
    place: str | None = None
    address: str | None = None
    inn: str | None = None
    kpp: str | None = None
    ogrn: str | None = None
    phone: str | None = None
    email: str | None = None
    director: PaperPerson | None = None
    director_post: str = "Директор"
    curator: PaperPerson | None = None
    municipal_body: str | None = None
    website: str | None = None
    regulation: LocalAct | None = None
    taught_posts: tuple[TaughtPost, ...] = ()


@dataclass(frozen=True, slots=True)
class AddendumData:
    """Supplementary agreement to the employment contract (ст. 351.8 ТК РФ)."""

    number: str | None = None
    date: dt.date | None = None
    pay: str | None = None


@dataclass(frozen=True, slots=True)
class PairData:
    """One pair (one mentee) or group (several) with its terms."""

    mentor: PaperPerson = field(default_factory=PaperPerson)
    mentees: tuple[PaperPerson, ...] = ()
    form: str | None = None
    kinds: tuple[str, ...] = ()
    role_model: str | None = None
    focus: str | None = None
    subject: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    deficits: str | None = None
    justification: str | None = None
    closing_reason: str | None = None
    previous_end: dt.date | None = None
    addendum: AddendumData | None = None


@dataclass(frozen=True, slots=True)
class NormData:
    """A ticked part of the preamble. ``according``: stands after «в соответствии с», in the instrumental;
    ``purpose``: after «в целях», in the genitive; ``ground``: after «на основании», in the genitive."""

    id: str
    text: str
    role: NormRole = "according"


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Dates reckoned by the rules of the seeds (S2-П6, П7, П8: the order's date + 3 days) and shown as they are."""

    regulation: dt.date | None = None
    program: dt.date | None = None
    route: dt.date | None = None
    satisfaction: dt.date | None = None
    report: dt.date | None = None
    monitoring: dt.date | None = None


@dataclass(frozen=True, slots=True)
class OrderReference:
    """An earlier order that this one changes or cancels."""

    number: str = ""
    date: dt.date | None = None
    heading: str | None = None
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeItem:
    """One change of an earlier order: the clause meant and its new wording."""

    clause: str = ""
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """The end of a mentor's duties: who, towards whom, from which day, why."""

    mentor: PaperPerson = field(default_factory=PaperPerson)
    mentees: tuple[PaperPerson, ...] = ()
    date: dt.date | None = None
    ground: str | None = None


@dataclass(frozen=True, slots=True)
class Reward:
    """One line of an order of rewards: kind of the reward and to whom."""

    person: PaperPerson = field(default_factory=PaperPerson)
    kind: Literal["gratitude", "diploma", "payment"] = "gratitude"
    reason: str | None = None
    amount: str | None = None


@dataclass(frozen=True, slots=True)
class EventData:
    """The final event (S2-Н2); ``programme`` (a point a line) and ``participants`` make its appendices;
    ``final`` False: another event of the year, not the one that sums it up."""

    title: str | None = None
    date: dt.date | None = None
    time: str | None = None
    place: str | None = None
    responsible: PaperPerson | None = None
    partners: str | None = None
    report_due: dt.date | None = None
    programme: tuple[str, ...] = ()
    participants: tuple[PaperPerson, ...] = ()
    final: bool = True


@dataclass(frozen=True, slots=True)
class ExtraClause:
    """A clause written by the curator himself, with its sub-clauses."""

    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A picture printed in place of founder, name and requisites: PNG or JPEG as base64, its sides in pixels."""

    data: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """How this school lays out an order (domain.md f.1, «Real orders seen»). ``file_mark``: «В дело № … за 20…» at the
    foot; ``code``: a QR code of the order's requisites (ГОСТ Р 7.0.97-2025, requisite 31)."""

    requisites: Literal["line", "stacked"] = "line"
    heading_align: Literal["left", "centre"] = "left"
    heading_quotes: bool = False
    long_dates: bool = False
    show_founder: bool = True
    show_details: bool = False
    capital_name: bool = False
    full_names: bool = True
    wide_binding: bool = False
    font_size: float | None = None
    file_mark: bool = False
    code: bool = False
    hyphens: bool = False
    letterhead: Letterhead | None = None


@dataclass(frozen=True, slots=True)
class OrderData:
    """All that an order is printed from; the same value is its snapshot.

    ``effective_date``–``until``: the term of an implementation (S4-1.5); ``supplier``: who answers for supplies;
    ``monitoring_terms`` and ``results``: when its effect is looked at and what is planned; ``protocol``: «от … № …»
    of the council that looked at the plan or the local act (S1 ДК-3.1.1).
    """

    type: str
    school: SchoolData
    number: str | None = None
    date: dt.date | None = None
    place: str | None = None
    heading: str | None = None
    school_year: str | None = None
    preamble: tuple[NormData, ...] = ()
    pairs: tuple[PairData, ...] = ()
    deadlines: Deadlines = field(default_factory=Deadlines)
    pay_clause: PayClause = "none"
    control: PaperPerson | None = None
    executor: PaperPerson | None = None
    acknowledgement: tuple[PaperPerson, ...] = ()
    acknowledgement_place: AcknowledgementPlace = "order"
    publish: bool = False
    reason: str | None = None
    refers_to: OrderReference | None = None
    effective_date: dt.date | None = None
    until: dt.date | None = None
    changes: tuple[ChangeItem, ...] = ()
    release: Release | None = None
    rewards: tuple[Reward, ...] = ()
    event: EventData | None = None
    members: tuple[PaperPerson, ...] = ()
    documents: tuple[str, ...] = ()
    supplier: PaperPerson | None = None
    monitoring_terms: str | None = None
    results: tuple[str, ...] = ()
    protocol: str | None = None
    extra_clauses: tuple[ExtraClause, ...] = ()
    layout: Layout = field(default_factory=Layout)

    def to_dict(self) -> Plain:
        """JSON values of the snapshot. The picture of a letterhead is kept once, among the blocks of the paper."""
        return _plain(replace(self, layout=replace(self.layout, letterhead=None)))

    @staticmethod
    def from_dict(value: Plain) -> OrderData:
        """Back from the snapshot. Raises ValueError when the value is not one."""
        return from_plain(OrderData, value)


@dataclass(frozen=True, slots=True)
class ConsentData:
    """A consent of one person: printed filled in as far as the base knows, the rest as blanks."""

    school: SchoolData
    person: PaperPerson
    partners: tuple[PaperPerson, ...] = ()
    representative: PaperPerson | None = None
    form: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    pay_clause: PayClause = "none"
    addendum: AddendumData | None = None
    date: dt.date | None = None
    layout: Layout = field(default_factory=Layout)

    def to_dict(self) -> Plain:
        """JSON values."""
        return _plain(self)

    @staticmethod
    def from_dict(value: Plain) -> ConsentData:
        """Back from JSON values. Raises ValueError when the value is not one."""
        return from_plain(ConsentData, value)


@dataclass(frozen=True, slots=True)
class SheetData:
    """Acknowledgement sheet: with what, and who signs."""

    school: SchoolData
    documents: tuple[str, ...]
    people: tuple[PaperPerson, ...] = ()
    order: OrderReference | None = None
    layout: Layout = field(default_factory=Layout)

    def to_dict(self) -> Plain:
        """JSON values."""
        return _plain(self)

    @staticmethod
    def from_dict(value: Plain) -> SheetData:
        """Back from JSON values. Raises ValueError when the value is not one."""
        return from_plain(SheetData, value)


@dataclass(frozen=True, slots=True)
class FormData:
    """A form about one person to be filled in by hand: questionnaire, diagnosis sheet (S2-П2, М1)."""

    school: SchoolData
    person: PaperPerson
    subjects: str | None = None
    work_start: dt.date | None = None
    layout: Layout = field(default_factory=Layout)

    def to_dict(self) -> Plain:
        """JSON values."""
        return _plain(self)

    @staticmethod
    def from_dict(value: Plain) -> FormData:
        """Back from JSON values. Raises ValueError when the value is not one."""
        return from_plain(FormData, value)


class PaperData(Protocol):
    """What every paper is printed from: a frozen dataclass with the school and how it lays out its papers."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def school(self) -> SchoolData:
        """The school whose paper it is."""

    @property
    def layout(self) -> Layout:
        """How this school lays out its papers."""


def _plain(value: PaperData) -> Plain:
    plain = to_plain(value)
    assert isinstance(plain, dict)
    return plain

"""All papers of a newcomer in one place: what is ready to print, what is a draft, what is missing (S2-П1 … П8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from curator_app.documents.blocks import Document
from curator_app.documents.merging import merged
from curator_app.domain.codes import PAIR_ENDED
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services import mentees, pairs
from curator_app.services.pairs import MissingConsent
from curator_app.services.papers import register
from curator_app.services.papers.blanks import ConsentBlank, acknowledgement_sheet, consent_papers, form_paper
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.drafting import draft_order
from curator_app.services.papers.route_papers import route_paper
from curator_app.services.routes.reading import current_route
from curator_app.services.rows import MenteeRow, PairRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.texts.labels import CONSENT_KIND, code_label

PackState = Literal["ready", "draft", "missing"]

REGULATION: Final = ("с Положением о системе наставничества",)
PAIR_PAPERS: Final = (
    "с дорожной картой",
    "с индивидуальным образовательным маршрутом",
    "с персонализированной программой наставничества",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class PackPaper:
    """One paper. ``state``: ready to print; a draft that still changes; missing, and ``note`` says what it waits for.
    For a paper that is there ``note`` says what to do with it."""

    code: str
    title: str
    state: PackState
    note: str

    @property
    def printable(self) -> bool:
        """There is something to print."""
        return self.state != "missing"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pack:
    """Papers of one mentee with the running pair (None: no mentor yet), the issued order and the route."""

    person: int
    name: str
    pair: int | None
    mentor_name: str | None
    order: int | None
    route: int | None
    missing_consents: tuple[MissingConsent, ...]
    papers: tuple[PackPaper, ...]
    missing: tuple[str, ...]
    """What still has to be done, in words."""


def person_pack(workspace: Workspace, person_id: int) -> Pack:
    """The papers of a mentee as they stand. Raises NotFound."""
    row, pair = _facts(workspace, person_id)
    order = pair.order_id if pair is not None else None
    route = _route(workspace, person_id)
    missing = _missing_consents(workspace, row, pair)
    papers = (
        PackPaper(
            code="diagnosis_sheet", title="Лист диагностики", state="ready", note="Заполняет куратор: урок, беседа"
        ),
        PackPaper(
            code="needs_questionnaire",
            title="Анкета «Выявление запросов»",
            state="ready",
            note="Заполняет новый сотрудник",
        ),
        _consents(missing),
        _order(pair, missing),
        _route_paper(route),
        PackPaper(
            code="regulation",
            title="Лист ознакомления с Положением",
            state="ready",
            note="Подписать не позднее 3 дней после приказа",
        ),
        PackPaper(
            code="acquaintance",
            title="Лист ознакомления с ИОМ и программой",
            state="ready" if pair is not None else "missing",
            note="Подписывает наставляемый после приказа" if pair is not None else "Появится, когда будет наставник",
        ),
    )
    return Pack(
        person=person_id,
        name=row.full_name,
        pair=None if pair is None else pair.id,
        mentor_name=None if pair is None else pair.mentor_name,
        order=order,
        route=route,
        missing_consents=tuple(missing),
        papers=papers,
        missing=tuple(_to_do(pair, missing, route)),
    )


def pack_pdf(workspace: Workspace, person_id: int, codes: Sequence[str] | None = None) -> bytes:
    """One file of the papers named (None: of all that can be printed), in the order of the pack.
    Raises KnownProblem, NotFound."""
    from curator_app.documents.pdf import to_pdf

    row, pair = _facts(workspace, person_id)
    pack = person_pack(workspace, person_id)
    wanted = [one.code for one in pack.papers if one.printable and (codes is None or one.code in codes)]
    if not wanted:
        raise KnownProblem("Печатать нечего: отметьте хотя бы одну готовую бумагу.")
    makers = _makers(workspace, row, pair, pack)
    return merged([to_pdf(makers[code]()) for code in wanted])


def pack_paper(workspace: Workspace, person_id: int, code: str) -> Document:
    """One paper of the pack. Raises KnownProblem, NotFound."""
    row, pair = _facts(workspace, person_id)
    pack = person_pack(workspace, person_id)
    if not any(one.code == code and one.printable for one in pack.papers):
        raise KnownProblem("Этой бумаги пока нет: обновите список, в нём сказано, чего она ждёт.")
    return _makers(workspace, row, pair, pack)[code]()


# --- inside


def _facts(workspace: Workspace, person_id: int) -> tuple[MenteeRow, PairRow | None]:
    row = next((one for one in mentees.list_mentees(workspace) if one.id == person_id), None)
    if row is None:
        raise NotFound(f"Наставляемого № {person_id} в базе нет. Обновите список.")
    running = [one for one in pairs.list_pairs(workspace) if person_id in one.mentees and one.status not in PAIR_ENDED]
    return row, running[-1] if running else None


def _route(workspace: Workspace, person_id: int) -> int | None:
    found = current_route(workspace, person_id)
    return None if found is None else found.id


def _missing_consents(workspace: Workspace, row: MenteeRow, pair: PairRow | None) -> list[MissingConsent]:
    if pair is not None:
        return pairs.missing_consents(workspace, pair.mentor, pair.mentees)
    return [
        MissingConsent(
            person=row.id,
            person_name=row.full_name,
            kind=kind,
            kind_label=code_label(kind, CONSENT_KIND),
            state=row.consents.get(kind),
        )
        for kind in row.missing_consents
    ]


def _consents(missing: Sequence[MissingConsent]) -> PackPaper:
    if not missing:
        return PackPaper(code="consents", title="Согласия", state="missing", note="Все согласия получены")
    sheets = counted(len(missing), "лист", "листа", "листов")
    return PackPaper(
        code="consents",
        title=f"Согласия: {sheets}",
        state="ready",
        note="До приказа каждый подписывает свой лист",
    )


def _order(pair: PairRow | None, missing: Sequence[MissingConsent]) -> PackPaper:
    title = "Приказ о закреплении"
    if pair is None:
        return PackPaper(code="order", title=title, state="missing", note="Появится, когда будет наставник")
    if pair.order_id is not None:
        return PackPaper(
            code="order", title=f"Приказ № {pair.order_number}", state="ready", note="Подписывает директор"
        )
    note = "Проект. Издаётся после согласий" if missing else "Проект. Согласия есть, приказ можно издать"
    return PackPaper(code="order", title=title, state="draft", note=note)


def _route_paper(route: int | None) -> PackPaper:
    title = "Индивидуальный образовательный маршрут"
    if route is None:
        return PackPaper(code="route", title=title, state="missing", note="Составьте ИОМ на вкладке «ИОМ»")
    return PackPaper(code="route", title=title, state="ready", note="Утверждает директор, подписывает наставляемый")


def _to_do(pair: PairRow | None, missing: Sequence[MissingConsent], route: int | None) -> list[str]:
    told = []
    if pair is None:
        told.append("не выбран наставник")
    if missing:
        told.append(f"не хватает {counted(len(missing), 'согласия', 'согласий', 'согласий')}")
    if pair is not None and pair.order_id is None:
        told.append("не издан приказ")
    if route is None:
        told.append("не составлен ИОМ")
    return told


def _draft_command(workspace: Workspace, pair_id: int) -> OrderCommand:
    return OrderCommand(type="assignment", pairs=(pair_id,), date=workspace.clock.today())


def _makers(
    workspace: Workspace, row: MenteeRow, pair: PairRow | None, pack: Pack
) -> dict[str, Callable[[], Document]]:
    people = [row.id] if pair is None else [pair.mentor, *pair.mentees]

    def consents() -> Document:
        blanks = [ConsentBlank(person=one.person, kind=one.kind, pair=pack.pair) for one in pack.missing_consents]
        return consent_papers(workspace, blanks)

    def order() -> Document:
        assert pair is not None
        if pair.order_id is not None:
            return register.order_document(workspace, pair.order_id)
        return draft_order(workspace, _draft_command(workspace, pair.id)).document

    return {
        "diagnosis_sheet": lambda: form_paper(workspace, "diagnosis_sheet", row.id).document,
        "needs_questionnaire": lambda: form_paper(workspace, "needs_questionnaire", row.id).document,
        "consents": consents,
        "order": order,
        "route": lambda: route_paper(workspace, pack.route or 0).document,
        "regulation": lambda: acknowledgement_sheet(workspace, REGULATION, people).document,
        "acquaintance": lambda: acknowledgement_sheet(workspace, PAIR_PAPERS, people).document,
    }

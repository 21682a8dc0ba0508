"""Papers of a round: preference slips, several a sheet with cut lines, and the invitation with the programme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from curator_app.documents import catalogue
from curator_app.documents.blocks import Document, PageSetup
from curator_app.documents.fit import FORM_STEPS, fit_to_sheet
from curator_app.documents.packing import packed
from curator_app.documents.pair_data import ChoiceLine, RoundPaper, SlipPaper
from curator_app.documents.templates import Rendered, render
from curator_app.domain.codes import WishSide
from curator_app.runtime.errors import KnownProblem
from curator_app.services.papers.drafting import own_wordings
from curator_app.services.papers.gathering import Gatherer
from curator_app.services.papers.settings import PaperSettings, read_settings
from curator_app.services.rounds.planning import RoundData, candidates
from curator_app.services.rounds.reading import get_round, list_rounds, read_round
from curator_app.services.rounds.rows import ParticipantRow, RoundRow, RoundView, other_side
from curator_app.services.workspace import Workspace

_SLIP: Final = "preference_slip"
_INVITATION: Final = "round_invitation"
_SHEET: Final = PageSetup(
    left=15.0, right=12.0, top=10.0, bottom=10.0, font_size=11.0, line_spacing=1.0, numbered=False
)
_SHOWN: Final = 6


def slips(workspace: Workspace, round_id: int, numbers: Iterable[int] | None = None) -> Document:
    """The slips of everybody (or of these ``numbers``) to print, as many on a sheet as go whole.

    Nothing already keyed in is printed. Raises NotFound, KnownProblem (nobody chosen, a fault in the own wording).
    """
    wanted = None if numbers is None else set(numbers)
    with workspace.read() as session:
        view = read_round(session, round_id)
        settings = read_settings(session)
        data = _slips(session, view, settings, wanted)
        own = own_wordings(session)
    if not data:
        raise KnownProblem("Печатать нечего: отметьте участников, которым нужны анкеты.")
    sources = catalogue.sources(own)
    title = f"Анкеты: {view.row.title}"
    return packed([render(_SLIP, one, sources, page=_SHEET).document for one in data], title)


def invitation(workspace: Workspace, round_id: int) -> Rendered:
    """The invitation with the programme and everybody who takes part. Raises NotFound."""
    with workspace.read() as session:
        view = read_round(session, round_id)
        settings = read_settings(session)
        data = _invitation(session, view, settings)
        own = own_wordings(session)
    return _fitted(render(_INVITATION, data, catalogue.sources(own)))


def sample(workspace: Workspace, code: str, trial: Mapping[str, str]) -> Document:
    """A wording tried out on the latest round or, while there is none, on the people who would be invited to one;
    nothing is kept. Raises KnownProblem (no people yet)."""
    rounds = [one for one in list_rounds(workspace) if one.mentors and one.mentees]
    view = get_round(workspace, rounds[0].id) if rounds else _imagined(workspace)
    with workspace.read() as session:
        settings = read_settings(session)
        sources = catalogue.sources({**own_wordings(session), **trial})
        if code == _INVITATION:
            return _fitted(render(code, _invitation(session, view, settings), sources)).document
        (data,) = _slips(session, view, settings, {view.of_side(WishSide.MENTEE)[0].number})
    return render(code, data, sources, page=_SHEET).document


def _imagined(workspace: Workspace) -> RoundView:
    found = candidates(workspace)
    if not found.mentors or not found.mentees:
        raise KnownProblem(
            "Чтобы показать анкету, в базе нужны хотя бы один наставник и один наставляемый. Добавьте их."
        )
    told = [(WishSide.MENTOR, row) for row in found.mentors[:_SHOWN]]
    invited = [*told, *((WishSide.MENTEE, row) for row in found.mentees[:_SHOWN])]
    row = RoundRow(
        id=0,
        title=RoundData().title,
        date=workspace.clock.today(),
        time=None,
        place=None,
        note=None,
        closed_on=None,
        mentors=len(told),
        mentees=len(invited) - len(told),
        came=0,
        answered=0,
    )
    participants = tuple(
        ParticipantRow(
            id=number,
            number=number,
            person=one.id,
            side=side,
            name=one.full_name,
            short_name=one.name.surname_initials,
            what=one.position or "",
            came=None,
            answered_on=None,
            choices=(),
            avoid=(),
        )
        for number, (side, one) in enumerate(invited, start=1)
    )
    return RoundView(row=row, participants=participants)


def _slips(session: Session, view: RoundView, settings: PaperSettings, wanted: set[int] | None) -> list[SlipPaper]:
    gatherer = Gatherer(session, settings)
    gatherer.load_people(one.person for one in view.participants)
    school = gatherer.school()
    return [
        SlipPaper(
            school=school,
            number=one.number,
            person=gatherer.person(one.person),
            what=one.what or None,
            side="mentor" if one.side is WishSide.MENTOR else "mentee",
            title=view.row.title,
            date=view.row.date,
            choices=_lines(
                gatherer, [other for other in view.of_side(other_side(one.side)) if other.person != one.person]
            ),
            layout=settings.layout,
        )
        for one in view.participants
        if wanted is None or one.number in wanted
    ]


def _invitation(session: Session, view: RoundView, settings: PaperSettings) -> RoundPaper:
    gatherer = Gatherer(session, settings)
    gatherer.load_people(one.person for one in view.participants)
    return RoundPaper(
        school=gatherer.school(),
        title=view.row.title,
        date=view.row.date,
        time=view.row.time,
        place=view.row.place,
        note=view.row.note,
        mentors=_lines(gatherer, view.of_side(WishSide.MENTOR)),
        mentees=_lines(gatherer, view.of_side(WishSide.MENTEE)),
        layout=settings.layout,
    )


def _lines(gatherer: Gatherer, rows: Sequence[ParticipantRow]) -> tuple[ChoiceLine, ...]:
    return tuple(ChoiceLine(one.number, gatherer.person(one.person), one.what or None) for one in rows)


def _fitted(made: Rendered) -> Rendered:
    return replace(made, document=fit_to_sheet(made.document, FORM_STEPS))

"""``route``: the individual route of a mentee, printed or written as PDF, DOCX or XLSX."""

from __future__ import annotations

import argparse
from pathlib import Path

from curator_app.cli.opening import reading
from curator_app.cli.output import print_json, say
from curator_app.cli.parser import record_id
from curator_app.cli.registry import Subparsers
from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.services.routes.rows import RouteCard
from curator_app.services.workspace import Workspace


def add_parser(subparsers: Subparsers) -> None:
    """Registers the command."""
    command = subparsers.add_parser("route", help="индивидуальный образовательный маршрут наставляемого")
    command.add_argument("--mentee", type=record_id, required=True, metavar="ID", help="номер наставляемого")
    command.add_argument("--out", type=Path, metavar="ФАЙЛ", help="записать в .pdf, .docx или .xlsx")
    command.add_argument(
        "--paper",
        choices=["route", "route_schedule", "route_completion"],
        default="route",
        help="документ: маршрут, план-график, лист выполнения",
    )
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_route)


def _route(args: argparse.Namespace) -> int:
    from curator_app.services.routes import reading as routes
    from curator_app.services.routes.telling import route_record

    with reading(args) as workspace:
        row = routes.current_route(workspace, args.mentee)
        if row is None:
            raise KnownProblem(
                f"У наставляемого № {args.mentee} нет маршрута. Создайте его во вкладке «ИОМ» из шаблона."
            )
        card = routes.get_route(workspace, row.id)
        target: Path | None = None if args.out is None else args.out.absolute()
        if target is not None:
            _write(workspace, card, args.paper, target)
    if args.json:
        print_json(
            route_record(card) | ({} if target is None else {"files": [{"kind": args.paper, "path": str(target)}]})
        )
    elif target is not None:
        say(str(target))
    else:
        _tell(card)
    return 0


def _write(workspace: Workspace, card: RouteCard, paper: str, target: Path) -> None:
    workspace.refuse_own_file(target)
    match target.suffix.lower():
        case ".xlsx":
            from curator_app.services.routes.export import route_sheet

            files.write_bytes(target, route_sheet(workspace, card.route.id))
        case ".pdf" | ".docx":
            from curator_app.services.papers.route_papers import ROUTE_CODES, route_paper

            code = next(one for one in ROUTE_CODES if one == paper)
            document = route_paper(workspace, card.route.id, code).document
            if target.suffix.lower() == ".pdf":
                from curator_app.documents.pdf import to_pdf

                files.write_bytes(target, to_pdf(document))
            else:
                from curator_app.documents.docx import to_docx

                files.write_bytes(target, to_docx(document))
        case _:
            raise KnownProblem(f"«{target.name}»: маршрут пишется в .pdf, .docx или .xlsx. Измените имя файла.")


def _tell(card: RouteCard) -> None:
    route = card.route
    say(f"{route.title}: {route.mentee_name}, наставник: {route.mentor_name or '—'}")
    say(f"{route.start_date:%d.%m.%Y} – {route.end_date:%d.%m.%Y}, {route.status_label}")
    for stage in card.stages:
        say(f"Этап «{stage.title}», {stage.start_date:%d.%m.%Y} – {stage.end_date:%d.%m.%Y}")
        for step in card.steps:
            if step.stage == stage.code:
                term = "без срока" if step.due_date is None else f"до {step.due_date:%d.%m.%Y}"
                late = ", просрочено" if step.overdue else ""
                say(f"  {step.number}. {step.content} — {term}, {step.status_label}{late}")
    progress = route.progress
    say(f"Выполнено {progress.done} из {progress.total}, просрочено {progress.overdue}.")

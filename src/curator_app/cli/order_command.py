"""``order``: issues an order and writes its paper, or makes an issued one again."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from curator_app.cli.opening import reading, writing
from curator_app.cli.output import print_json, say, warn
from curator_app.cli.parser import iso_date, record_id, record_ids
from curator_app.cli.registry import Subparsers
from curator_app.domain.codes import ClosingReason, OrderType
from curator_app.runtime.errors import KnownProblem


def add_parser(subparsers: Subparsers) -> None:
    """Registers the command."""
    command = subparsers.add_parser(
        "order",
        help="издать приказ и записать документ",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=_types_help(),
    )
    kinds = command.add_mutually_exclusive_group(required=True)
    kinds.add_argument("--type", choices=[kind.value for kind in OrderType], metavar="ВИД", help="вид приказа")
    kinds.add_argument("--reprint", metavar="НОМЕР", help="напечатать изданный приказ ещё раз")
    command.add_argument("--pairs", type=record_ids, default=(), metavar="1,2", help="номера пар и групп")
    command.add_argument("--number", metavar="НОМЕР", help="номер приказа, как его пишут в школе")
    command.add_argument("--date", type=iso_date, required=True, metavar="ДАТА", help="дата приказа")
    command.add_argument("--out", type=Path, required=True, metavar="ПАПКА", help="куда записать документ")
    command.add_argument("--docx", action="store_true", help="записать и файл для текстового редактора")
    command.add_argument("--json", action="store_true")
    _add_content(command)
    command.set_defaults(run=_order)


def _add_content(command: argparse.ArgumentParser) -> None:
    command.add_argument("--heading", metavar="ТЕКСТ", help="заголовок вместо обычного")
    command.add_argument("--reason", metavar="ТЕКСТ", help="причина: «в связи с …»")
    command.add_argument("--pay", choices=["none", "addendum", "part_of_duties"], default="none", help="условия работы")
    command.add_argument("--control", type=record_id, metavar="ID", help="на кого возлагается контроль")
    command.add_argument("--acknowledgement", choices=["order", "sheet", "none"], help="где расписываются")
    command.add_argument("--publish", action="store_true", help="пункт о размещении на сайте")
    command.add_argument("--refers-to", type=record_id, metavar="ID", help="запись изменяемого или отменяемого приказа")
    command.add_argument("--refers-number", metavar="НОМЕР", help="номер прежнего приказа")
    command.add_argument("--refers-date", type=iso_date, metavar="ДАТА", help="дата прежнего приказа")
    command.add_argument("--change", action="append", default=[], metavar="ПУНКТ=РЕДАКЦИЯ", help="изменение пункта")
    command.add_argument("--new-mentor", type=record_id, metavar="ID", help="новый наставник")
    command.add_argument("--from-date", type=iso_date, metavar="ДАТА", help="с какой даты новый наставник")
    command.add_argument("--ground", metavar="ТЕКСТ", help="основание освобождения прежнего наставника")
    command.add_argument("--until", type=iso_date, metavar="ДАТА", help="до какой даты продлить или внедрять")
    command.add_argument("--effective-date", type=iso_date, metavar="ДАТА", help="с какой даты действует")
    command.add_argument("--closing-reason", choices=[one.value for one in ClosingReason], help="причина завершения")
    command.add_argument(
        "--people", type=record_ids, default=(), metavar="1,2", help="кто в приказе: поощряемые, члены группы"
    )
    command.add_argument("--reward", choices=["gratitude", "diploma", "payment"], default="gratitude")
    command.add_argument("--amount", metavar="ТЕКСТ", help="размер выплаты")
    command.add_argument("--document", action="append", default=[], metavar="ТЕКСТ", help="что утверждается")
    command.add_argument("--supplier", type=record_id, metavar="ID", help="ответственный за обеспечение (внедрение)")
    command.add_argument("--monitoring", metavar="ТЕКСТ", help="сроки мониторинга (внедрение)")
    command.add_argument("--result", action="append", default=[], metavar="ТЕКСТ", help="планируемый результат")
    command.add_argument("--protocol", metavar="ТЕКСТ", help="протокол педсовета: «от 30.08.2026 № 1»")
    command.add_argument(
        "--clause", action="append", default=[], metavar="ТЕКСТ", help="свой пункт; с дефисом впереди — подпункт"
    )


def _order(args: argparse.Namespace) -> int:
    return _issue(args) if args.reprint is None else _reprint(args)


def _issue(args: argparse.Namespace) -> int:
    from curator_app.services.papers import issuing, register

    with writing(args) as workspace:
        refers_to = args.refers_to
        if refers_to is None and args.refers_number:
            if args.refers_date is None:
                raise KnownProblem("К номеру прежнего приказа нужна его дата: укажите --refers-date.")
            refers_to = register.find_order(workspace, args.refers_number, args.refers_date).id
        issued, saved = issuing.issue_to_folder(
            workspace, _command(args, refers_to), args.out.absolute(), docx=args.docx
        )
        row = register.get_order(workspace, issued.id)
        snapshot = register.order_data(workspace, issued.id).to_dict()
    for fact in issued.draft.lacking:
        warn(f"Не заполнено: {fact}.")
    _tell(args, row, snapshot, saved)
    return 0


def _reprint(args: argparse.Namespace) -> int:
    from curator_app.services.papers import issuing, register

    with reading(args) as workspace:
        row = register.find_order(workspace, args.reprint, args.date)
        saved = issuing.save_order_files(workspace, row.id, args.out.absolute(), docx=args.docx)
        snapshot = register.order_data(workspace, row.id).to_dict()
    _tell(args, row, snapshot, saved)
    return 0


def _tell(args: argparse.Namespace, row: Any, snapshot: dict[str, Any], saved: list[Any]) -> None:
    if not args.json:
        say(f"Приказ от {row.date:%d.%m.%Y} № {row.number} «{row.heading}»")
        for file in saved:
            say(str(file.path))
        return
    print_json(
        {
            "id": row.id,
            "type": row.type,
            "number": row.number,
            "date": row.date.isoformat(),
            "heading": row.heading,
            "status": row.status,
            "refers_to": row.refers_to,
            "pairs": list(row.pairs),
            "content_hash": row.content_hash,
            "snapshot": snapshot,
            "files": [{"kind": file.kind, "path": str(file.path)} for file in saved],
        }
    )


def _command(args: argparse.Namespace, refers_to: int | None) -> Any:
    from curator_app.documents.paper_data import ChangeItem
    from curator_app.services.papers.clause_lines import clauses_of
    from curator_app.services.papers.commands import OrderCommand, RewardChoice

    incentive = args.type == OrderType.INCENTIVE.value
    return OrderCommand(
        type=args.type,
        pairs=args.pairs,
        number=args.number,
        date=args.date,
        heading=args.heading,
        reason=args.reason,
        pay_clause=args.pay,
        control=args.control,
        acknowledgement=args.acknowledgement,
        publish=args.publish,
        refers_to=refers_to,
        effective_date=args.effective_date,
        changes=tuple(ChangeItem(*_change(told)) for told in args.change),
        new_mentor=args.new_mentor,
        from_date=args.from_date,
        ground=args.ground,
        end_date=args.until,
        closing_reason=args.closing_reason,
        rewards=tuple(RewardChoice(person=one, kind=args.reward, amount=args.amount) for one in args.people)
        if incentive
        else (),
        members=() if incentive else args.people,
        documents=tuple(args.document),
        until=args.until if args.type == OrderType.IMPLEMENTATION.value else None,
        supplier=args.supplier,
        monitoring_terms=args.monitoring,
        results=tuple(args.result),
        protocol=args.protocol,
        extra_clauses=clauses_of("\n".join(args.clause)),
    )


def _change(told: str) -> tuple[str, str]:
    clause, sign, wording = told.partition("=")
    return (clause.strip(), wording.strip()) if sign else ("", told.strip())


def _types_help() -> str:
    from curator_app.documents.catalogue import PAPERS

    lines = [f"  {one.code:<20} {one.title}" for one in PAPERS if one.group == "order"]
    return "виды приказов:\n" + "\n".join(lines)

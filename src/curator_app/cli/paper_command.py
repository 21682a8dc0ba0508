"""``paper``: prints any paper that is no order — a consent, a programme, a register, minutes — into a folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from curator_app.cli.opening import reading
from curator_app.cli.output import print_json, say, warn
from curator_app.cli.parser import record_ids
from curator_app.cli.registry import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Registers the command."""
    command = subparsers.add_parser(
        "paper",
        help="напечатать документ, который не приказ: согласие, программу, реестр, протокол",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=_kinds_help(),
    )
    command.add_argument("--kind", required=True, metavar="ВИД", help="вид документа")
    command.add_argument("--person", type=record_ids, default=(), metavar="1,2", help="о ком документ")
    command.add_argument("--pair", type=record_ids, default=(), metavar="1,2", help="номера пар и групп")
    command.add_argument("--document", action="append", default=[], metavar="ТЕКСТ", help="с чем знакомят")
    command.add_argument("--order", type=int, metavar="ID", help="запись приказа, к которому лист или карта")
    command.add_argument("--year", metavar="ГОД", help="учебный год, например 2026/2027")
    command.add_argument("--out", type=Path, required=True, metavar="ПАПКА", help="куда записать документ")
    command.add_argument("--docx", action="store_true", help="записать и файл для текстового редактора")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_print)


def _print(args: argparse.Namespace) -> int:
    from curator_app.documents.pdf import to_pdf
    from curator_app.runtime import files
    from curator_app.services.papers.printing import PaperWish, make_paper

    with reading(args) as workspace:
        made = make_paper(
            workspace,
            PaperWish(
                code=args.kind,
                people=args.person,
                pairs=args.pair,
                documents=tuple(args.document),
                order=args.order,
                year=args.year,
            ),
        )
    contents = [("pdf", to_pdf(made.document))]
    if args.docx:
        from curator_app.documents.docx import to_docx

        contents.append(("docx", to_docx(made.document)))
    folder: Path = args.out.absolute()
    files.make_folder(folder)
    saved = []
    for kind, data in contents:
        path = folder / f"{files.safe_name(made.title)}.{kind}"
        files.write_bytes(path, data)
        saved.append({"kind": kind, "path": str(path)})
    for fact in made.lacking:
        warn(f"Не заполнено: {fact}.")
    for remark in made.remarks:
        warn(remark)
    if args.json:
        told = {"lacking": list(made.lacking), "remarks": list(made.remarks)}
        print_json({"kind": args.kind, "title": made.title, **told, "files": saved})
    else:
        for file in saved:
            say(file["path"])
    return 0


def _kinds_help() -> str:
    from curator_app.documents.catalogue import paper
    from curator_app.services.papers.printing import SUBJECTS

    whom = {"person": "--person", "people": "--person", "pair": "--pair", "nothing": ""}
    lines = [f"  {code:<22} {whom[subject]:<9} {paper(code).title}" for code, subject in SUBJECTS.items()]
    return "виды документов и о ком они:\n" + "\n".join(lines)

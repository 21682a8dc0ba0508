"""``folder``: all papers of a pair, a person or a school year as one PDF, and what is missing."""

from __future__ import annotations

import argparse
from pathlib import Path

from curator_app.cli.opening import reading
from curator_app.cli.output import print_json, say
from curator_app.cli.parser import record_id
from curator_app.cli.registry import Subparsers
from curator_app.runtime import files


def add_parser(subparsers: Subparsers) -> None:
    """Registers the command."""
    command = subparsers.add_parser("folder", help="папка для проверки: все документы одним PDF и чего не хватает")
    about = command.add_mutually_exclusive_group(required=True)
    about.add_argument("--pair", type=record_id, metavar="ID", help="номер пары или группы")
    about.add_argument("--person", type=record_id, metavar="ID", help="номер человека")
    about.add_argument("--year", metavar="2026/2027", help="учебный год")
    command.add_argument("--out", type=Path, required=True, metavar="ФАЙЛ", help="куда записать PDF")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_folder)


def _folder(args: argparse.Namespace) -> int:
    from curator_app.services import inspection
    from curator_app.services.inspection import Scope

    target: Path = args.out.absolute()
    scope = Scope("year", year=args.year) if args.year else Scope("pair", args.pair) if args.pair else None
    with reading(args) as workspace:
        workspace.refuse_own_file(target)
        folder = inspection.look(workspace, scope or Scope("person", args.person))
        pdf, failed = inspection.folder_pdf(folder)
        files.write_bytes(target, pdf)
    gaps = (*folder.gaps, *failed)
    if args.json:
        print_json(
            {
                "title": folder.title,
                "papers": [{"section": one.section, "title": one.title} for one in folder.parts],
                "missing": [{"about": one.about, "missing": one.missing, "way": one.way} for one in gaps],
                "files": [{"kind": "folder", "path": str(target)}],
            }
        )
        return 0
    say(str(target))
    for one in gaps:
        say(f"{one.about}: {one.missing} — {one.way}")
    return 0

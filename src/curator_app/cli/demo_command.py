"""``demo``: the demonstration school and its papers."""

from __future__ import annotations

import argparse
from pathlib import Path

from curator_app.cli.opening import writing
from curator_app.cli.output import print_json, say
from curator_app.cli.registry import Subparsers
from curator_app.runtime import files


def add_parser(subparsers: Subparsers) -> None:
    """Registers the command."""
    command = subparsers.add_parser("demo", help="учебная школа с документами в пустой папке данных")
    command.add_argument("--out", type=Path, required=True, metavar="ПАПКА", help="куда сложить документы")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_demo)


def _demo(args: argparse.Namespace) -> int:
    from curator_app.services import demo

    with writing(args) as workspace:
        demo.require_empty(workspace)
        files.make_folder(args.out.absolute())
        demo.fill(workspace)
        made = demo.make_papers(workspace, args.out.absolute())
    if args.json:
        print_json({"files": made})
        return 0
    for one in made:
        say(one["path"])
    return 0

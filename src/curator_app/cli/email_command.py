"""``email-draft``: a letter with files that a mail program opens unsent."""

from __future__ import annotations

import argparse
from pathlib import Path

from curator_app.cli.opening import reading
from curator_app.cli.output import print_json, say
from curator_app.cli.registry import Subparsers
from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem


def add_parser(subparsers: Subparsers) -> None:
    """Registers the command."""
    command = subparsers.add_parser("email-draft", help="черновик письма с вложениями (.eml)")
    command.add_argument(
        "--attach", type=Path, action="append", required=True, metavar="ФАЙЛ", help="вложение; можно несколько раз"
    )
    command.add_argument("--to", required=True, metavar="АДРЕС", help="адрес; несколько — через запятую")
    command.add_argument("--subject", metavar="ТЕМА", help="тема (по умолчанию — о мониторинге, с названием школы)")
    command.add_argument("--out", type=Path, required=True, metavar="ФАЙЛ", help="куда записать .eml")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_draft)


def _draft(args: argparse.Namespace) -> int:
    from curator_app.services.monitoring import letters

    target: Path = args.out.absolute()
    if target.suffix.lower() != ".eml":
        raise KnownProblem(f"«{target.name}»: письмо пишется в файл .eml. Измените имя файла.")
    if target in {one.absolute() for one in args.attach}:
        raise KnownProblem(f"«{target.name}» — одно из вложений. Укажите для письма другое имя.")
    attached = [letters.read_attachment(one) for one in args.attach]
    with reading(args) as workspace:
        workspace.refuse_own_file(target)
        offered = letters.suggest(workspace)
    subject = offered.subject if args.subject is None else args.subject
    draft = letters.make_draft(letters.LetterData(to=args.to, subject=subject, body=offered.body), attached)
    files.write_bytes(target, draft.content)
    if args.json:
        print_json(
            {
                "files": [{"kind": "email_draft", "path": str(target)}],
                "to": list(draft.to),
                "subject": draft.subject,
                "attachments": [{"name": name, "sha256": digest} for name, digest in draft.files],
            }
        )
    else:
        say(str(target))
    return 0

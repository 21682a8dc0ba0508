"""``erase`` and ``personal-data``: what the base knows of one person goes for good, or is printed for the person."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from curator_app.cli.opening import reading, writing
from curator_app.cli.output import print_json, say, warn
from curator_app.cli.parser import record_id
from curator_app.cli.registry import Subparsers
from curator_app.domain.codes import ErasureKind
from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem

if TYPE_CHECKING:
    from curator_app.services.privacy.erasing import ErasurePreview


def add_parser(subparsers: Subparsers) -> None:
    """Registers the commands."""
    erase = subparsers.add_parser("erase", help="уничтожить или обезличить персональные данные человека")
    erase.add_argument("--person", type=record_id, required=True, metavar="ID")
    erase.add_argument("--kind", choices=[kind.value for kind in ErasureKind], help="уничтожить или обезличить")
    erase.add_argument("--reason", metavar="ТЕКСТ", help="причина: попадёт в акт")
    erase.add_argument("--basis", metavar="ТЕКСТ", help="основание: норма или документ")
    erase.add_argument("--deed", type=Path, metavar="ФАЙЛ.pdf", help="куда записать акт и выгрузку из журнала")
    for name, words in (("take", "учесть и сомнительные"), ("leave", "не трогать")):
        erase.add_argument(
            f"--{name}", nargs="+", action="extend", default=[], metavar="КЛЮЧ",
            help=f"{words} упоминания; ключи печатает --dry-run",
        )  # fmt: skip
    erase.add_argument("--dry-run", action="store_true", help="только показать, что хранится и что будет сделано")
    erase.add_argument("--json", action="store_true")
    erase.set_defaults(run=_erase)
    told = subparsers.add_parser("personal-data", help="лист «что хранится обо мне» для одного человека")
    told.add_argument("--person", type=record_id, required=True, metavar="ID")
    told.add_argument("--out", type=Path, required=True, metavar="ФАЙЛ.pdf")
    told.set_defaults(run=_about)


def _erase(args: argparse.Namespace) -> int:
    from curator_app.services.privacy import deeds, erasing

    if args.dry_run:
        with reading(args) as workspace:
            return _preview(erasing.preview_erasure(workspace, args.person), as_json=args.json)
    if args.kind is None or not args.reason:
        raise KnownProblem(
            "Укажите, что сделать с данными и почему: --kind «destroyed» или «depersonalised» и --reason ТЕКСТ."
        )
    from curator_app.documents.pdf import to_pdf

    with writing(args) as workspace:
        if args.deed is not None:
            workspace.refuse_own_file(args.deed)
            files.prove_place(args.deed.absolute())
        name = erasing.name_of(workspace, args.person)
        command = erasing.ErasureCommand(
            person=args.person,
            kind=args.kind,
            reason=args.reason,
            basis=args.basis,
            take=frozenset(args.take),
            leave=frozenset(args.leave),
        )
        number = erasing.erase(workspace, command)
        if args.deed is not None:
            paper = to_pdf(deeds.deed(workspace, [number], {args.person: name}))
            try:
                files.write_bytes(args.deed.absolute(), paper)
            except KnownProblem as problem:  # what is gone is gone: to call that a failure would be a lie
                way = "акт печатается в окне: «Данные» → «Журнал уничтожения данных…»"
                warn(f"{problem.message} Данные уничтожены; {way}.")
        row = next(one for one in erasing.list_erasures(workspace) if one.id == number)
    if args.json:
        print_json({"erasure": row.id, "act": row.act_number, "kind": row.kind, "counts": row.counts})
    else:
        say(f"Готово, акт № {row.act_number}. " + "; ".join(f"{what} — {how}" for what, how in row.counts.items()))
    return 0


def _preview(seen: ErasurePreview, *, as_json: bool) -> int:
    if as_json:
        print_json(
            {
                "person": seen.person,
                "obstacle": seen.obstacle,
                "destroyable": seen.destroyable,
                "categories": seen.categories,
                "papers": list(seen.papers),
                "mentions": [
                    {
                        "key": one.key,
                        "excerpt": one.excerpt,
                        "sure": one.sure,
                        "table": one.table,
                        "number": one.number,
                        "of": one.of,
                    }
                    for one in seen.mentions
                ],
            }
        )
        return 0
    say(f"{seen.name}: " + "; ".join(f"{what} — {how}" for what, how in seen.categories.items()))
    if seen.obstacle:
        say(f"Сейчас нельзя: {seen.obstacle}.")
    elif not seen.destroyable:
        say(f"Можно только обезличить: «{seen.designation}».")
    for one in seen.mentions:
        what = "будет убрано" if one.sure else "останется, если не указать --take"
        say(f"Упоминание {one.key} ({what}): {one.excerpt}")
    return 0


def _about(args: argparse.Namespace) -> int:
    from curator_app.documents.pdf import to_pdf
    from curator_app.services.privacy import about

    with reading(args) as workspace:
        workspace.refuse_own_file(args.out)
        files.write_bytes(args.out.absolute(), to_pdf(about.subject_paper(workspace, args.person)))
    say(str(args.out))
    return 0

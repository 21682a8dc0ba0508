"""``survey``: blanks, form files, replies that came back, and the summary of a wave."""

from __future__ import annotations

import argparse
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curator_app.cli.opening import reading, writing
from curator_app.cli.output import print_json, say
from curator_app.cli.parser import data_folder, record_id
from curator_app.cli.registry import Subparsers
from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem

if TYPE_CHECKING:
    from curator_app.documents.blocks import Document
    from curator_app.services.surveys.result_rows import RoleResult, WaveResults
    from curator_app.services.workspace import Workspace


def add_parser(subparsers: Subparsers) -> None:
    """Registers the command."""
    command = subparsers.add_parser("survey", help="анкеты: бланки, файлы анкет, ответы, итоги")
    acts = command.add_subparsers(dest="act", required=True, metavar="ДЕЙСТВИЕ")

    listed = acts.add_parser("list", help="опросы и анкеты")
    listed.add_argument("--json", action="store_true")
    listed.set_defaults(run=_list)

    blank = acts.add_parser("blank", help="бланки для печати")
    what = blank.add_mutually_exclusive_group(required=True)
    what.add_argument("--questionnaire", metavar="CODE", help="бланк этой анкеты")
    what.add_argument("--wave", metavar="ID", help="бланки всех, кто ещё не ответил в этом опросе (номер или название)")
    blank.add_argument("--person", type=record_id, metavar="ID", help="с именем этого человека")
    blank.add_argument("--out", type=Path, required=True, metavar="ФАЙЛ", help="записать в .pdf или .docx")
    blank.add_argument("--json", action="store_true")
    blank.set_defaults(run=_blank)

    form = acts.add_parser("form", help="файлы анкет .html для заполнения без сети")
    form.add_argument("--wave", required=True, metavar="ID", help="номер или название опроса")
    form.add_argument("--out", type=Path, required=True, metavar="ПАПКА")
    form.add_argument("--json", action="store_true")
    form.set_defaults(run=_form)

    taken = acts.add_parser("import", help="ответы: файлы анкет .json (или папка с ними), таблицы .xlsx и .csv")
    taken.add_argument("paths", type=Path, nargs="+", metavar="ФАЙЛ")
    taken.add_argument("--wave", metavar="ID", help="опрос, к которому относится таблица (номер или название)")
    taken.add_argument("--dry-run", action="store_true", help="показать итог, ничего не меняя")
    taken.add_argument("--json", action="store_true")
    taken.set_defaults(run=_import)

    summary = acts.add_parser("summary", help="итоги опроса: n, средние, уровни")
    summary.add_argument("--wave", required=True, metavar="ID", help="номер или название опроса")
    summary.add_argument("--out", type=Path, metavar="ФАЙЛ", help="записать в .pdf или .docx")
    summary.add_argument("--json", action="store_true")
    summary.set_defaults(run=_summary)
    for act in acts.choices.values():
        act.add_argument("--data-dir", type=data_folder, default=argparse.SUPPRESS, help=argparse.SUPPRESS)


def _list(args: argparse.Namespace) -> int:
    from curator_app.services.records.listing import plain
    from curator_app.services.surveys import catalogue, waves

    with reading(args) as workspace:
        rows = waves.list_waves(workspace)
        forms = catalogue.list_questionnaires(workspace)
    if args.json:
        told = [plain(one) | {"expected": one.expected, "answered": one.answered} for one in rows]
        asked = [{"code": one.code, "version": one.version, "title": one.title, "kind": one.kind} for one in forms]
        print_json({"waves": told, "questionnaires": asked})
        return 0
    for row in rows:
        say(f"{row.id}. {row.title}: ответили {row.answered} из {row.expected}")
    for form in forms:
        say(f"{form.code} — {form.title}")
    return 0


def _blank(args: argparse.Namespace) -> int:
    from curator_app.services.surveys import papers

    with reading(args) as workspace:
        if args.questionnaire:
            document = papers.blank_paper(workspace, args.questionnaire, args.person)
        else:
            document = papers.wave_blanks(workspace, _wave(workspace, args.wave))
        target = _write(workspace, document, args.out)
    return _told_files(args, [("questionnaire", target)])


def _form(args: argparse.Namespace) -> int:
    from curator_app.services.surveys import forms

    with reading(args) as workspace:
        made = forms.save_forms(workspace, _wave(workspace, args.wave), args.out.absolute())
    return _told_files(args, [("form", one) for one in made])


def _import(args: argparse.Namespace) -> int:
    from curator_app.services.surveys import form_import

    tables = [one for one in args.paths if one.suffix.lower() in {".xlsx", ".csv", ".xls", ".xlsm"}]
    if tables:
        return _import_table(args, tables)
    with reading(args) if args.dry_run else writing(args) as workspace:
        done = form_import.import_forms(workspace, args.paths, dry_run=args.dry_run)
    outcomes = {name: done.count(name) for name in ("created", "updated", "unchanged", "rejected")}
    if args.json:
        told = [
            {
                "path": str(one.path),
                "outcome": one.outcome,
                "respondent_name": one.person_name or None,
                "wave_name": one.wave_title or None,
                "problems": list(one.problems),
            }
            for one in done.files
        ]
        print_json({**outcomes, "files": told})
        return 0
    say(
        f"Новых ответов: {outcomes['created']}, исправлено: {outcomes['updated']}, "
        f"без изменений: {outcomes['unchanged']}, не принято: {outcomes['rejected']}."
    )
    for one in done.files:
        for problem in one.problems:
            say(f"{one.name}: {problem}")
    return 0


def _import_table(args: argparse.Namespace, tables: list[Path]) -> int:
    from curator_app.services import imports
    from curator_app.services.surveys.waves import get_wave

    if len(args.paths) > 1:
        raise KnownProblem("Таблицу ответов загружайте отдельно: укажите один файл .xlsx или .csv.")
    draft = imports.open_import(tables[0])
    imports.require_tables(draft, imports.ImportChoices(kind="replies"))
    with reading(args) if args.dry_run else writing(args) as workspace:
        title = None if args.wave is None else get_wave(workspace, _wave(workspace, args.wave)).row.title
        choices = imports.ImportChoices(kind="replies", wave=title)
        run = imports.preview_import if args.dry_run else imports.run_import
        preview = run(workspace, draft, choices)
    if args.json:
        print_json(preview.as_json())
        return 0
    say(imports.summary(preview))
    for table in preview.tables:
        for problem in table.problems:
            say(f"Строка {problem.row}: {problem.message}")
    return 0


def _summary(args: argparse.Namespace) -> int:
    from curator_app.services.surveys import papers
    from curator_app.services.surveys.results import wave_results

    with reading(args) as workspace:
        number = _wave(workspace, args.wave)
        results = wave_results(workspace, number)
        target = None if args.out is None else _write(workspace, papers.summary_paper(workspace, number), args.out)
    if args.json:
        told = _record(results)
        if target is not None:
            told["files"] = [{"kind": "survey_summary", "path": str(target)}]
        print_json(told)
    elif target is not None:
        say(str(target))
    else:
        _tell(results)
    return 0


def _wave(workspace: Workspace, told: str) -> int:
    """The number of a wave told by its number or its title. Raises KnownProblem."""
    from curator_app.domain.letters import fold
    from curator_app.services.surveys.waves import list_waves

    rows = list_waves(workspace)
    for row in rows:
        if told == str(row.id) or fold(row.title) == fold(told):
            return row.id
    known = "; ".join(f"{row.id} — {row.title}" for row in rows[:5]) or "опросов ещё нет"
    raise KnownProblem(f"Опроса «{told[:60]}» в базе нет. Укажите один из этих: {known[:200]}.")


def _write(workspace: Workspace, document: Document, out: Path) -> Path:
    target: Path = out.absolute()
    workspace.refuse_own_file(target)
    match target.suffix.lower():
        case ".pdf":
            from curator_app.documents.pdf import to_pdf

            files.write_bytes(target, to_pdf(document))
        case ".docx":
            from curator_app.documents.docx import to_docx

            files.write_bytes(target, to_docx(document))
        case _:
            raise KnownProblem(f"«{target.name}»: бумага пишется в .pdf или .docx. Измените имя файла.")
    return target


def _told_files(args: argparse.Namespace, made: list[tuple[str, Path]]) -> int:
    if args.json:
        print_json({"files": [{"kind": kind, "path": str(path)} for kind, path in made]})
    else:
        for _kind, path in made:
            say(str(path))
    return 0


def _record(results: WaveResults) -> dict[str, Any]:
    return {
        "wave": results.wave.id,
        "wave_name": results.wave.title,
        "rule": results.rule or None,
        "roles": [_role(one) for one in results.roles],
        "judgements": [
            {
                "pair": one.pair,
                "pair_name": one.about,
                "shares": {role.value: _number(share) for role, share in one.shares},
                "apart": _number(one.apart),
                "discuss": one.discuss,
            }
            for one in results.judgements
        ],
        "open_answers": [
            {"respondent": one.person.person, "role": one.role, "question": one.question, "text": one.text}
            for one in results.open_answers
        ],
    }


def _role(found: RoleResult) -> dict[str, Any]:
    return {
        "role": found.role,
        "questionnaire": found.title,
        "expected": found.expected,
        "answered": found.answered,
        "few": found.few,
        "index": _number(found.index),
        "level": found.level,
        "levels": {level.value: count for level, count in found.levels},
        "satisfied": None if found.satisfied is None else {"count": found.satisfied.count, "of": found.satisfied.of},
        "questions": [
            {
                "key": one.question.key,
                "text": one.question.text,
                "answered": one.answered,
                "mean": _number(one.mean),
                "counts": {str(count.answer): len(count.people) for count in one.counts},
            }
            for one in found.questions
        ],
        "respondents": [
            {
                "respondent": one.person.person,
                "respondent_name": one.person.name,
                "about_pair": one.about_pair or None,
                "index": _number(one.index),
                "level": one.level,
                "satisfied": one.satisfied,
                "total": one.total,
                "highest": one.highest,
            }
            for one in found.respondents
        ],
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), 6)


def _tell(results: WaveResults) -> None:
    from curator_app.texts.survey_words import LEVEL, ROLES, answered_words, decimal, few_words

    say(results.wave.title)
    for one in results.roles:
        name = ROLES[one.role] if one.role else "ответы"
        say(f"{name.capitalize()}: {answered_words(one.answered, max(one.answered, one.expected))}")
        if one.satisfied is not None:
            say(f"  удовлетворены: {one.satisfied.words}")
        if one.index is not None and one.level is not None:
            say(f"  индекс {decimal(one.index * 100)} %, уровень {LEVEL[one.level]}")
        for question in one.questions:
            if question.mean is not None:
                say(
                    f"  {question.number}. {question.question.text}: {decimal(question.mean)} (n = {question.answered})"
                )
        if one.few:
            say(f"  {few_words(one.answered)}")
    if results.rule:
        say(results.rule)

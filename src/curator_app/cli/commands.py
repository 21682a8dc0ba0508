"""Which module brings which commands. Only what the command line names is imported: a command starts twice as fast."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from curator_app.cli.registry import Register


def _demo() -> Register:
    from curator_app.cli import demo_command

    return demo_command.add_parser


def _import() -> Register:
    from curator_app.cli import import_command

    return import_command.add_parser


def _records() -> Register:
    from curator_app.cli import record_commands

    return record_commands.add_parser


def _proposal() -> Register:
    from curator_app.cli import proposal_commands

    return proposal_commands.add_parser


def _order() -> Register:
    from curator_app.cli import order_command

    return order_command.add_parser


def _paper() -> Register:
    from curator_app.cli import paper_command

    return paper_command.add_parser


def _folder() -> Register:
    from curator_app.cli import folder_command

    return folder_command.add_parser


def _route() -> Register:
    from curator_app.cli import route_command

    return route_command.add_parser


def _decline() -> Register:
    from curator_app.cli import decline_command

    return decline_command.add_parser


def _tasks() -> Register:
    from curator_app.cli import tasks_command

    return tasks_command.add_parser


def _email() -> Register:
    from curator_app.cli import email_command

    return email_command.add_parser


def _workbook() -> Register:
    from curator_app.cli import workbook_command

    return workbook_command.add_parser


def _survey() -> Register:
    from curator_app.cli import survey_command

    return survey_command.add_parser


def _password() -> Register:
    from curator_app.cli import password_command

    return password_command.add_parser


def _backups() -> Register:
    from curator_app.cli import backup_commands

    return backup_commands.add_parser


def _privacy() -> Register:
    from curator_app.cli import privacy_commands

    return privacy_commands.add_parser


def _base() -> Register:
    from curator_app.cli import base_commands

    return base_commands.add_parser


MODULES: Sequence[tuple[frozenset[str], Callable[[], Register]]] = (
    (frozenset({"demo"}), _demo),
    (frozenset({"import"}), _import),
    (frozenset({"list", "add", "set", "remove", "form-pairs"}), _records),
    (frozenset({"propose", "why-not"}), _proposal),
    (frozenset({"order"}), _order),
    (frozenset({"paper"}), _paper),
    (frozenset({"folder"}), _folder),
    (frozenset({"route"}), _route),
    (frozenset({"decline"}), _decline),
    (frozenset({"tasks"}), _tasks),
    (frozenset({"survey"}), _survey),
    (frozenset({"workbook"}), _workbook),
    (frozenset({"email-draft"}), _email),
    (frozenset({"password"}), _password),
    (frozenset({"erase", "personal-data"}), _privacy),
    (frozenset({"dump", "load"}), _base),
    (frozenset({"check", "backup", "restore"}), _backups),
)


def registers(arguments: Sequence[str], own: Sequence[tuple[frozenset[str], Register]] = ()) -> list[Register]:
    """What to register for these arguments: the modules of the commands they name (a value may look like one), all
    of them when they name none. ``own`` are commands the caller brings itself."""
    told = set(arguments)
    known = frozenset().union(*(names for names, _ in (*MODULES, *own)))
    everything = not told & known
    found = [load() for names, load in MODULES if everything or names & told]
    return found + [register for names, register in own if everything or names & told]

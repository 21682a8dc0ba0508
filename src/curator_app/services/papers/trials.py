"""A wording tried out with a limit of time: what the editor shows and what a taken set must pass."""

from __future__ import annotations

from curator_app.documents.patience import patience
from curator_app.runtime.errors import KnownProblem
from curator_app.services.papers.samples import sample
from curator_app.services.papers.wordings import check_wording, get_wording
from curator_app.services.workspace import Workspace


def tried_out(workspace: Workspace, code: str, text: str) -> bytes:
    """The PDF of the paper with this wording over real data, given up after a second and a half.

    Nothing is kept. Raises KnownProblem: the bad line, a paper that takes too long, nobody to show it on.
    """
    from curator_app.documents.pdf import to_pdf

    with patience():
        return to_pdf(sample(workspace, code, text))


def fault_of(workspace: Workspace, code: str, text: str) -> str:
    """What is wrong with a foreign wording; «» when it is sound.

    Where the base has nobody yet to show the paper on, only what can be seen without data is judged.
    """
    try:
        check_wording(workspace, code, text)
        tried_out(workspace, code, text)
    except KnownProblem as problem:
        return "" if problem.message == _want_of_data(workspace, code) else problem.message
    return ""


def _want_of_data(workspace: Workspace, code: str) -> str | None:
    """What the wording in use now says of a base in which there is nobody to show it on."""
    try:
        tried_out(workspace, code, get_wording(workspace, code))
    except KnownProblem as problem:
        return problem.message
    return None

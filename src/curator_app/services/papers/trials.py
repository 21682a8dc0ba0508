"""A wording tried out with a limit of time: what the editor shows and what a taken set must pass."""

from __future__ import annotations

from curator_app.documents.patience import patience
from curator_app.services.papers.samples import sample
from curator_app.services.workspace import Workspace


def tried_out(workspace: Workspace, code: str, text: str) -> bytes:
    """The PDF of the paper with this wording over real data, given up after a second and a half.

    Nothing is kept. Raises KnownProblem: the bad line, a paper that takes too long, nobody to show it on.
    """
    from curator_app.documents.pdf import to_pdf

    with patience():
        return to_pdf(sample(workspace, code, text))

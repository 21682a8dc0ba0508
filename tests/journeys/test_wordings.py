"""The school's own words in its papers: changed, looked at, a mistake shown with its line, taken back."""

from __future__ import annotations

import pytest
from tests.journeys.conftest import Office, pdf_text

from curator_app.services.papers import wordings
from curator_app.ui.papers.wordings_view import WordingsView

pytestmark = pytest.mark.journey


def test_a_wording_is_changed_seen_mended_and_returned(office: Office) -> None:
    hand, workspace = office.hand, office.workspace
    hand.tab("Документы")
    hand.tab("Формулировки")
    (view,) = office.window.findChildren(WordingsView)
    hand.choose("Документ", "Согласие наставника")
    shipped = wordings.get_wording(workspace, "consent_mentor")
    assert view.text() == shipped

    words, fault = "\nПодпись сверена в канцелярии школы.", "\n{{ person.нет_такого }}"

    def seen() -> str:
        pdf = view.view.pages.pdf
        return pdf_text(pdf) if pdf else ""

    hand.add("Текст документа", words)
    assert view.text().rstrip("\n") == shipped.rstrip("\n") + words
    hand.wait(lambda: "Подпись сверена в канцелярии школы." in seen())
    hand.rub_out(len(words))
    hand.add("Текст документа", fault)
    line = view.text().rstrip("\n").count("\n") + 1
    hand.wait(lambda: f"строка {line}" in hand.screen())
    hand.press("Сохранить")
    assert wordings.get_wording(workspace, "consent_mentor") == shipped
    hand.press("Показать строку")
    assert view.editor.textCursor().blockNumber() + 1 == line
    hand.add("Текст документа", "")
    hand.rub_out(len(fault))
    hand.add("Текст документа", words)
    hand.wait(lambda: f"строка {line}" not in hand.screen())
    hand.press("Сохранить")
    assert "канцелярии" in wordings.get_wording(workspace, "consent_mentor")
    hand.sees("свой текст")
    hand.press("Вернуть исходный")
    assert wordings.get_wording(workspace, "consent_mentor") == shipped
    hand.wait(lambda: "канцелярии" not in seen())

"""Qt's own words in the log: no names, no paths."""

from __future__ import annotations

import pytest

from curator_app.ui.qt_messages import without_values


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("QPainter::begin: Paint device returned engine == 0", "QPainter::begin: Paint device returned engine == 0"),
        ('QFile: cannot open "/home/Жмыхова/Приказ Жмыхова.pdf"', "QFile: cannot open …"),
        ("cannot open C:\\Users\\Zhmyhova\\base.db", "cannot open …"),
        ("Жмыхова А.Л. 79161234567", "… . . …"),
    ],
)
def test_values_are_left_out(told: str, kept: str) -> None:
    said = without_values(told)
    assert "Жмыхова" not in said
    assert "9161234567" not in said
    assert "Zhmyhova" not in said
    if "QPainter" in told or "QFile" in told:
        assert said == kept

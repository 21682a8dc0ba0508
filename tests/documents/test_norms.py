"""Dated norms: an order cites what was in force on its day."""

from __future__ import annotations

import datetime as dt

import pytest

from curator_app.documents.norms import all_norms, norms_on, preamble


def ids(day: dt.date, scope: str = "workers", **options: object) -> list[str]:
    return [norm.id for norm in preamble(day, scope, **options)]  # type: ignore[arg-type]  # short names for the test


@pytest.mark.parametrize(
    ("day", "cited"),
    [
        (dt.date(2019, 12, 24), []),
        (dt.date(2019, 12, 25), ["r_145"]),
        (dt.date(2022, 9, 1), ["r_145", "az_1128"]),
        (dt.date(2025, 2, 28), ["r_145", "az_1128"]),
        (dt.date(2025, 3, 1), ["tk_351_8", "r_145", "az_1128"]),
        (dt.date(2026, 9, 1), ["tk_351_8", "r_145", "az_1128", "rp_1264"]),
    ],
)
def test_defaults_by_date(day: dt.date, cited: list[str]) -> None:
    assert [one for one in ids(day) if not one.startswith(("purpose", "ground"))] == cited


def test_an_order_about_pupils_cites_no_labour_code() -> None:
    assert ids(dt.date(2026, 9, 1), "pupils") == ["r_145", "rp_1264", "purpose_pupils", "ground_consents"]


def test_a_chosen_norm_not_yet_in_force_is_left_out() -> None:
    assert ids(dt.date(2022, 9, 1), chosen=["tk_351_8", "fz_273"]) == ["fz_273"]


def test_norms_may_be_dropped() -> None:
    assert "tk_351_8" not in ids(dt.date(2026, 9, 1), without=["tk_351_8"])


def test_the_catalogue_is_sound() -> None:
    norms = all_norms()
    assert len({norm.id for norm in norms}) == len(norms)
    for norm in norms:
        assert norm.title
        assert norm.text == norm.text.strip()
        assert not norm.text.endswith((".", ","))
    assert len(norms_on(dt.date(2026, 9, 1))) == len(norms)

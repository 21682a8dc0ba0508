"""What in a text names the person and what does not."""

from __future__ import annotations

import pytest

from curator_app.domain.names import PersonName
from curator_app.services.privacy.marks import Known, Marks

NOBODY = "Сотрудник № 4"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Загребельная Л. Н. болела. Лукерья Никандровна вернулась.", f"{NOBODY} болела. {NOBODY} вернулась."),
        ("Загребельной Л.Н. помог; спросить у Лукерьи Никандровны", f"{NOBODY} помог; спросить у {NOBODY}"),
        ('["Загребельная Л. Н., Лукерья Никандровна"]', f'["{NOBODY}, {NOBODY}"]'),
        # Alone, or with another surname, it may be anybody.
        ("Лукерья Никандровна вернулась", "Лукерья Никандровна вернулась"),
        ("Загребельная Л. Н. и Лукерья Никандровна Жук", f"{NOBODY} и Лукерья Никандровна Жук"),
        ("Загребельная Л. Н. и наша Жук Лукерья Никандровна", f"{NOBODY} и наша Жук Лукерья Никандровна"),
    ],
)
def test_a_first_name_with_a_patronymic_goes_where_the_text_is_surely_about_the_person(text: str, left: str) -> None:
    marks = Marks([Known(PersonName("Загребельная", "Лукерья", "Никандровна"), "f")])
    told = marks.replaced(text, NOBODY)
    assert (told.encode().decode("unicode_escape") if "\\u" in told else told) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("РЯЖЕНКО А.Л. и Ряженко А. Л. согласны", f"{NOBODY} и {NOBODY} согласны"),
        ("А.Л. Ряженко подписал", f"{NOBODY} подписал"),
        ("Ряженко А.К. не он", "Ряженко А.К. не он"),
        ("Ряженко А. — кто из двух, не сказано", "Ряженко А. — кто из двух, не сказано"),
    ],
)
def test_a_namesake_of_one_initial_is_told_apart_by_the_other(text: str, left: str) -> None:
    marks = Marks([Known(PersonName("Ряженко", "Артём", "Львович"), "m")], shared=True, near=True)
    assert marks.replaced(text, NOBODY) == left
    (found,) = marks.mentions("Ряженко А. — кто из двух, не сказано")
    assert not found.sure

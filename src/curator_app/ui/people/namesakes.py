"""Is the person being typed already in the base? Said at once, before a second card is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from curator_app.services.rows import PersonRow
from curator_app.texts.collation import fold
from curator_app.ui.common.form import Form
from curator_app.ui.common.notice import Notice
from curator_app.ui.people.staff_picker import person_line


def namesake(people: Sequence[PersonRow], surname: str, first_name: str, patronymic: str | None) -> PersonRow | None:
    """Somebody with the same surname and first name whose patronymic does not contradict; None when nobody."""
    if not surname.strip() or not first_name.strip():
        return None
    wanted = fold(f"{surname} {first_name}")
    other = fold(patronymic or "")
    for row in people:
        if fold(f"{row.surname} {row.first_name}") != wanted:
            continue
        known = fold(row.patronymic or "")
        if not other or not known or other == known:
            return row
    return None


def warn_of_namesakes(
    form: Form, notice: Notice, people: Sequence[PersonRow], take: Callable[[PersonRow], object]
) -> None:
    """Watches the name in ``form`` and says in ``notice`` who is already there; its button calls ``take``
    (which may say more) and goes: what is typed from then on changes the card of that person."""
    found: list[PersonRow] = []
    taken: list[int] = []

    def take_found() -> None:
        row = found[0]
        taken[:] = [row.id]
        notice.say(f"{row.name.surname_initials}: карточка взята из базы. Проверьте сведения и сохраните.", "info")
        take(row)
        button.hide()

    button = notice.add_button("Взять из базы", lambda: take_found() if found else None)
    button.hide()

    def look() -> None:
        values = {name: form.fields[name].value() for name in ("surname", "first_name", "patronymic")}
        row = namesake(people, values["surname"] or "", values["first_name"] or "", values["patronymic"])
        if taken and (row is None or row.id == taken[0]):
            button.hide()
            return
        found[:] = [] if row is None else [row]
        button.setVisible(row is not None)
        notice.say("" if row is None else f"Такой человек уже есть в базе: {person_line(row)}.", "warn")

    for name in ("surname", "first_name", "patronymic"):
        form.fields[name].edited.connect(look)

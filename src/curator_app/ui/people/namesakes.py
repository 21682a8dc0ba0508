"""Is the person being typed already in the base? Said at once, before a second card is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from curator_app.services.rows import PersonRow
from curator_app.texts.collation import fold
from curator_app.ui.common.dialogs import choose
from curator_app.ui.common.form import Form
from curator_app.ui.common.notice import Notice
from curator_app.ui.people.staff_picker import person_line

_NAME: Final = ("surname", "first_name", "patronymic")
_OTHER, _SAME = range(2)


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


class Namesakes:
    """Watches the name in ``form`` and says in ``notice`` who is already there; the button of the notice calls ``take``
    (which may say more): what is typed from then on changes the card of that person.

    ``settled`` is asked before saving: another name over a card that was taken may mean another person; then
    ``release`` is called, and what is saved is a new card.
    """

    def __init__(
        self,
        form: Form,
        notice: Notice,
        people: Sequence[PersonRow],
        take: Callable[[PersonRow], object],
        release: Callable[[], object],
    ) -> None:
        self._form, self._notice, self._people = form, notice, people
        self._take, self._release = take, release
        self._found: PersonRow | None = None
        self._taken: PersonRow | None = None
        self._agreed: tuple[str, str, str] | None = None
        self._button = notice.add_button("Взять из базы", self._take_found)
        self._button.hide()
        for name in _NAME:
            form.fields[name].edited.connect(self._look)

    def settled(self) -> bool:
        """The name is that of the card taken, or it is told that its owner has changed it. False: something is to be
        mended first."""
        typed = self._typed()
        if self._taken is None or not all(typed[:2]) or typed == self._agreed or namesake([self._taken], *typed):
            return True
        answer = choose(
            self._form,
            f"Взята карточка: {self._taken.full_name}. В полях другое имя: {' '.join(filter(None, typed))}.",
            ("Это другой человек", "Имя изменилось"),
            detail="Другому человеку будет новая карточка, взятая останется прежней. Если изменилось имя, оно будет "
            "исправлено в карточке: пары, согласия и документы остаются за этим человеком.",
        )
        if answer == _SAME:
            self._agreed = typed
        elif answer == _OTHER:
            whose, self._taken = self._taken.name.surname_initials, None
            self._release()
            self._notice.say(
                f"Будет новая карточка. Остальное в полях взято из карточки «{whose}»: исправьте и сохраните.", "warn"
            )
        return answer == _SAME

    # --- inside

    def _typed(self) -> tuple[str, str, str]:
        surname, first_name, patronymic = (str(self._form.fields[name].value() or "").strip() for name in _NAME)
        return surname, first_name, patronymic

    def _take_found(self) -> None:
        if self._found is None:
            return
        self._taken = row = self._found
        self._notice.say(
            f"{row.name.surname_initials}: карточка взята из базы. Проверьте сведения и сохраните.", "info"
        )
        self._take(row)
        self._button.hide()

    def _look(self) -> None:
        row = namesake(self._people, *self._typed())
        if self._taken is not None and (row is None or row.id == self._taken.id):
            self._button.hide()
            return
        self._found = row
        self._button.setVisible(row is not None)
        self._notice.say("" if row is None else f"Такой человек уже есть в базе: {person_line(row)}.", "warn")

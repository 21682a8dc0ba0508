"""A person's name as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Gender = Literal["m", "f"]


@dataclass(frozen=True, slots=True)
class PersonName:
    """Surname, first name and, where there is one, patronymic, all in the nominative."""

    surname: str
    first_name: str
    patronymic: str | None = None

    @property
    def full(self) -> str:
        """«Иванова Мария Петровна»."""
        return " ".join(part for part in (self.surname, self.first_name, self.patronymic) if part)

    @property
    def surname_initials(self) -> str:
        """«Иванова М.П.» — the order of names in the clauses of an order (domain.md f.3); «Сотрудник № 17» stays."""
        if self.nameless:
            return self.full
        initials = self.initials
        return f"{self.surname} {initials}" if initials else self.surname

    @property
    def initials_surname(self) -> str:
        """«М.П. Иванова» — the order of names in a signature (domain.md f.3)."""
        if self.nameless:
            return self.full
        initials = self.initials
        return f"{initials} {self.surname}" if initials else self.surname

    @property
    def nameless(self) -> bool:
        """The name was destroyed; a number stands for it («Сотрудник № 17»)."""
        return self.first_name.startswith("№")

    @property
    def initials(self) -> str:
        """«М.П.»; of a double first name both parts: «А.-М.П.»."""
        if self.nameless:
            return ""
        first = "-".join(f"{part[0]}." for part in self.first_name.split("-") if part)
        second = f"{self.patronymic[0]}." if self.patronymic else ""
        return first + second

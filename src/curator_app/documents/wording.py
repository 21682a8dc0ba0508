"""Fixed words of papers that no template holds: blanks, captions, phrases of a category."""

from __future__ import annotations

from typing import Final

BLANK: Final = "________"
DATE_BLANK: Final = "«___» ____________ 20___ г."
SIGN_CAPTION: Final = "подпись"
NAME_CAPTION: Final = "расшифровка подписи"
DATE_CAPTION: Final = "дата"
PROGRAM_NAME: Final = "Куратор наставничества"

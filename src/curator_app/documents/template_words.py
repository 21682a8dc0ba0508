"""Russian words for what stands in the braces of a template, so that a wording reads as text and not as a program."""

from __future__ import annotations

import re
from typing import Final

from curator_app.documents.catalogue import PAPERS
from curator_app.documents.fact_names import FACT_NAMES

CASES: Final = {
    "nominative": "кто",
    "genitive": "кого",
    "dative": "кому",
    "accusative": "кого (вин.)",
    "instrumental": "кем",
    "prepositional": "о ком",
}
"""Cases as the chip of a field tells them."""

FORMS: Final = {
    "full": "полностью",
    "short": "Фамилия И. О.",
    "signature": "И. О. Фамилия",
    "named": "",
    "post": "должность",
    "qualified": "должность и категория",
    "date_short": "",
    "date_long": "словами",
    "date_line": "словами",
    "listing": "списком",
    "clauses": "списком",
    "upper": "ПРОПИСНЫМИ",
    "count": "сколько",
    "capital": "",
    "aside": "",
    "with_s": "",
}

_NAMES: Final = {
    "mentor": "наставник",
    "mentee": "наставляемый",
    "mentees": "наставляемые",
    "mentors": "наставники",
    "person": "человек",
    "people": "люди",
    "participants": "участники",
    "partners": "вторая сторона",
    "control": "кто контролирует",
    "executor": "исполнитель",
    "acknowledgement": "кого ознакомить",
    "acquainted": "кого знакомит куратор",
    "number": "номер",
    "date": "дата",
    "reason": "причина",
    "place": "место",
    "members": "состав группы",
    "pairs": "пары",
    "pair": "пара",
    "documents": "документы",
    "heading": "заголовок",
    "layout": "вид бланка",
    "school": "школа",
    "kinds": "вид наставничества",
    "young_specialist": "молодой специалист",
    "is_group": "это группа",
    "is_pupil": "обучающийся",
    "is_external": "не из школы",
    "has_pupil": "есть обучающийся",
    "publish": "разместить на сайте",
    "curator_is_director": "куратор — сам директор",
    "pay_clause": "условия оплаты",
    "acknowledgement_place": "где знакомятся",
    "according": "нормы «в соответствии с»",
    "purposes": "цели",
    "grounds": "основания",
    "has_payments": "есть выплаты",
    "regulation_instrumental": "Положением о наставничестве",
    "category_phrase": "категория",
    "category_cell": "категория",
    "experience": "стаж",
    "kind": "вид",
    "requisites": "дата, место, номер",
    "long_dates": "даты словами",
    "show_founder": "печатать учредителя",
    "show_details": "печатать реквизиты",
    "capital_name": "наименование прописными",
    "heading_align": "место заголовка",
    "full_names": "имена полностью",
    "changes": "изменения",
    "rewards": "поощрения",
    "reward": "поощрение",
    "extra_clauses": "свои пункты",
    "items": "подпункты",
    "item": "подпункт",
    "text": "текст",
    "line": "строка",
    "lines": "строки",
    "row": "строка",
    "rows": "строки",
    "stage": "этап",
    "stages": "этапы",
    "part": "часть",
    "parts": "части",
    "change": "изменение",
    "deficits": "дефициты",
    "norms": "нормы",
    "norm": "норма",
    "loop.last": "последний",
    "loop.first": "первый",
    "loop.index": "номер по порядку",
    "title": "название",
    "name": "имя",
    "content": "содержание",
    "result": "результат",
    "term": "срок",
    "mark": "отметка",
    "responsible": "ответственный",
    "count": "сколько",
    "months": "месяцы",
    "month": "месяц",
    "deadlines": "сроки",
    "school_year": "учебный год",
    "purpose": "цель",
    "topic": "тема",
    "points": "пункты",
    "questions": "вопросы",
    "options": "варианты",
    "option": "вариант",
    "blank": "линия для записи",
    "order": "приказ",
    "event": "мероприятие",
    "left": "левая половина",
    "right": "правая половина",
    "what": "должность или класс",
    "block": "раздел",
    "point": "пункт",
    "written": "ответ словами",
    "lowest": "низший балл",
    "highest": "высший балл",
    "roles": "роли",
    "questionnaire": "анкета",
    "mean": "среднее",
    "spread": "разброс",
    "about_pairs": "о парах",
    "level": "уровень",
    "sides": "стороны",
    "side": "сторона",
    "first": "до",
    "second": "после",
    "difference": "разница",
    "opens": "открытые вопросы",
    "question": "вопрос",
    "answers": "ответы",
    "answer": "ответ",
    "rules": "правила подсчёта",
    "rule": "правило",
    "columns": "столбцы",
    "basis": "основание",
    "resources": "ресурсы",
    "organisation": "организация",
    "document": "документ",
    "days": "сколько дней",
    "expected_result": "ожидаемый результат",
    "report_document": "отчётный документ",
    "here": "что отмечено",
    "total": "всего",
    "done": "выполнено",
    "done_on": "когда выполнено",
    "evidence": "подтверждение",
    "comment": "комментарий",
    "minutes": "минут",
    "absent": "кто отсутствовал",
    "agreed": "о чём договорились",
    "next_date": "дата следующей встречи",
    "contingent": "контингент",
    "forms": "формы",
    "indicators": "показатели",
    "code": "код",
    "target": "цель",
    "reached": "достигнуто",
    "shares": "доли",
    "percent": "процентов",
    "routes": "маршруты",
    "waves": "опросы",
    "satisfied": "довольны",
    "area": "область",
    "found": "значение",
    "gone": "выбывшие",
    "statistics": "статистика",
    "weak": "слабо",
    "middle": "средне",
    "strong": "сильно",
    "site": "сведения для сайта",
    "mentor_post": "должность наставника",
    "mentees_post": "должности наставляемых",
    "range": "номера",
}
_VALUES: Final = {
    "staff": "работник",
    "pupil": "обучающийся",
    "external": "не из школы",
    "addendum": "по дополнительному соглашению",
    "part_of_duties": "входит в обязанности",
    "none": "не указаны",
    "order": "на приказе",
    "sheet": "на отдельном листе",
    "stacked": "в две строки",
    "line": "в одну строку",
    "centre": "по центру",
    "left": "слева",
    "gratitude": "благодарность",
    "diploma": "грамота",
    "payment": "выплата",
    "mentee": "наставляемый",
    "mentor": "наставник",
    "cycle": "по этапам",
    "short": "коротко",
    "performers": "с исполнителями",
    "district": "для района",
    "status": "с отметками",
    "written": "ответ словами",
    "yes_no": "да или нет",
    "choice": "выбор",
    "points": "пункты",
}
_TITLES: Final = {paper.code: paper.title for paper in PAPERS}
_PLAIN_OWNERS: Final = {"", "school", "deadlines", "layout", "line", "row", "item", "part", "loop", "one", "stage"}
_OF_SCHOOL: Final = {"director": "директор", "curator": "куратор"}

_PATH = r"[A-Za-z_]\w*(?:\.\w+|\[\d+\])*"
_PIECE = re.compile(rf"({_PATH})|(\"[^\"]*\"|'[^']*')|(\d+)|(==|!=|<=|>=|<|>|\||\(|\)|,|\S)")
_OPERATORS: Final = {
    "and": "и",
    "or": "или",
    "not": "нет:",
    "==": "—",
    "!=": "не",
    ">": "больше",
    "<": "меньше",
    ">=": "не меньше",
    "<=": "не больше",
}


def _merged() -> dict[str, str]:
    merged: dict[str, str] = {}
    for names in FACT_NAMES.values():
        for field, words in names.items():
            merged.setdefault(field, words)
    return {**merged, **_NAMES}


_FIELDS: Final = _merged()


def path_words(path: str) -> str:
    """«должность (наставник)» for ``mentor.position``; a name that nobody told is shown as it is written."""
    bare = re.sub(r"\[\d+\]", "", path)
    if bare in _FIELDS:
        return _FIELDS[bare] if "[" not in path or bare != "mentees" else "наставляемый"
    *owners, last = bare.split(".")
    words = FACT_NAMES["SchoolData"].get(last) if owners == ["school"] else None
    words = words or (FACT_NAMES["Deadlines"].get(last) if owners == ["deadlines"] else None)
    words = words or _OF_SCHOOL.get(last) or _FIELDS.get(last) or last
    owner = owners[-1] if owners else ""
    if owner in _PLAIN_OWNERS:
        return words
    whose = path_words(".".join(owners))
    return f"{words} ({whose})" if owner != "pair" else words


def field_words(expression: str) -> str:
    """The chip of a field: «наставник — кому, Фамилия И. О.»."""
    parts = _split_filters(expression)
    inside = parts[0].strip()
    base = re.sub(r"\s+or\s+(\"\"|'')\s*$", "", inside)
    words = path_words(base) if re.fullmatch(_PATH, base) else _sentence(base)
    told: list[str] = []
    for one in parts[1:]:
        name, _, arguments = one.strip().partition("(")
        if name == "agree":
            choices = re.findall(r"\"([^\"]*)\"|'([^']*)'", arguments)
            return " / ".join(first or second for first, second in choices) or words
        word = CASES.get(name, FORMS.get(name))
        if word is None:
            word = name
        if word:
            told.append(word)
    return f"{words} — {', '.join(told)}" if told else words


def rule_words(inside: str) -> str:
    """The chip of a condition or a repetition: «если: это группа»."""
    head, _, rest = inside.strip().strip("-").strip().partition(" ")
    rest = rest.strip()
    if head == "if":
        return f"если {_sentence(rest)}"
    if head == "elif":
        return f"иначе, если {_sentence(rest)}"
    if head == "else":
        return "иначе"
    if head == "endif":
        return "конец «если»"
    if head == "endfor":
        return "конец повтора"
    if head == "for":
        variable, _, what = rest.partition(" in ")
        del variable
        lines = re.fullmatch(r"range\((\d+)\)", what.strip())
        return f"повторить {lines[1]} раз" if lines else f"для каждого из: {_sentence(what)}"
    if head == "include":
        code = rest.strip("\"' ")
        return f"часть «{_TITLES.get(code, code)}»"
    if head == "set":
        name, _, what = rest.partition("=")
        return f"запомнить {name.strip()}: {_sentence(what)}"
    return inside.strip()


def _sentence(expression: str) -> str:
    words: list[str] = []
    after_compare = False
    for found in _PIECE.finditer(expression):
        path, string, number, other = found.groups()
        if path in _OPERATORS or other in _OPERATORS:
            words.append(_OPERATORS[path or other])
            after_compare = other in ("==", "!=")
            continue
        if path in ("count",) and words:
            words.append("(число)")
        elif path in CASES or (path in FORMS and words):
            if word := CASES.get(path) or FORMS.get(path):
                words.append(word)
        elif path:
            words.append(path_words(path))
        elif string:
            value = string[1:-1]
            words.append(_VALUES.get(value, f"«{value}»") if after_compare else f"«{value}»")
        elif number:
            words.append(number)
        elif other not in ("|", "(", ")"):
            words.append(other)
        after_compare = False
    return " ".join(words) or expression


def _split_filters(expression: str) -> list[str]:
    parts, depth, quote, start = [], 0, "", 0
    for place, letter in enumerate(expression):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif letter == "|" and depth == 0:
            parts.append(expression[start:place])
            start = place + 1
    parts.append(expression[start:])
    return parts

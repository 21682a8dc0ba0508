"""What may stand in a template, told to the curator beside the editor: tags, forms of a name, fields."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

from curator_app.documents.catalogue import paper
from curator_app.documents.fact_names import FACT_NAMES
from curator_app.documents.outcome_data import AwardPaper, EventReport, MentorReport, PracticePaper
from curator_app.documents.pair_data import PairPaper, RoundPaper, SlipPaper
from curator_app.documents.paper_data import (
    ConsentData,
    FormData,
    OrderData,
    PairData,
    PaperPerson,
    SchoolData,
    SheetData,
)
from curator_app.documents.plan_data import ActivityListData, RoadmapData
from curator_app.documents.report_data import ReportData
from curator_app.documents.route_data import RoutePaper
from curator_app.documents.school_data import AddendumPaper, MinutesPaper, ProgrammePaper, RegisterPaper
from curator_app.documents.survey_data import QuestionnairePaper, SurveySummaryPaper


@dataclass(frozen=True, slots=True)
class HelpLine:
    """What is written in the template and what it means."""

    written: str
    meaning: str


TAG_HELP: Final = (
    HelpLine("[название] ПРИКАЗ", "название вида документа: по центру, жирно"),
    HelpLine("[рамка]", "рамка вокруг листа, первой на листе; [название крупнее] — вдвое крупнее текста"),
    HelpLine("[о чём] О закреплении…", "заголовок к тексту"),
    HelpLine("[реквизиты] дата | место | № номер", "три части одной строки"),
    HelpLine("[абзац] текст", "абзац с отступом, по ширине; [без отступа] — без него"),
    HelpLine("[слева], [по центру], [справа]", "строка у края или посередине; можно добавить: жирно, курсив, мелко"),
    HelpLine("[пункт] текст, [подпункт] текст", "пункты нумеруются сами: 1., 1.1."),
    HelpLine("[подпись] должность | И.О. Фамилия", "подпись; [подпись с датой] — с датой и линией"),
    HelpLine("[линия] слова | вписанное | подпись под чертой", "строка для заполнения от руки"),
    HelpLine("[ознакомление] И.О. Фамилия", "строка «ознакомлен»: подпись, фамилия, дата"),
    HelpLine("[угол] строка | строка", "правый верхний угол: приложение, адресат"),
    HelpLine("[таблица 10 50 40], [шапка], [строка], [конец таблицы]", "таблица: ширины столбцов, ячейки через |"),
    HelpLine("[диаграмма] заголовок, [столбик] слова | 3 | 3 пары", "столбики: подпись, длина, число у конца"),
    HelpLine("[исполнитель] кто | телефон", "мелко внизу листа"),
    HelpLine("[код] текст", "двухмерный код у правого края строки исполнителя"),
    HelpLine("[картинка бланка]", "картинка бланка школы, выбранная в разделе «Вид»"),
    HelpLine("[новый лист], [новый лист альбомный]", "следующий лист"),
    HelpLine("[пробел 5]", "пустое место, миллиметры"),
    HelpLine("**жирно**, ~~курсив~~, ¶", "начертание внутри строки и перенос на новую строку"),
)

FORM_HELP: Final = (
    HelpLine("{{ mentor | full }}", "Петрова Анна Сергеевна"),
    HelpLine("{{ mentor | short }}", "Петрова А.С."),
    HelpLine("{{ mentor | signature }}", "А.С. Петрова"),
    HelpLine("{{ mentor | genitive | short }}", "родительный (кого): Петровой А.С."),
    HelpLine("{{ mentor | dative | short }}", "дательный (кому): Петровой А.С."),
    HelpLine("{{ mentor | accusative | full }}", "винительный (кого): Петрову Анну Сергеевну"),
    HelpLine("{{ mentor | instrumental | full }}", "творительный (кем): Петровой Анной Сергеевной"),
    HelpLine("{{ mentor | prepositional | full }}", "предложный (о ком): Петровой Анне Сергеевне"),
    HelpLine("{{ mentor | dative | post }}", "должность в падеже: учителю математики"),
    HelpLine("{{ mentees | instrumental | short | listing }}", "перечисление: Ивановой М.П. и Кимом Л.О."),
    HelpLine('{{ mentor | agree("ознакомлен", "ознакомлена") }}', "слово в роде этого человека"),
    HelpLine("{{ date | date_short }}, {{ date | date_long }}", "05.09.2026, 5 сентября 2026 года"),
    HelpLine("{% if publish %} … {% endif %}", "часть текста только при условии"),
    HelpLine("{% for pair in pairs %} … {% endfor %}", "повторить для каждой пары"),
)

_ROOTS: Final[dict[str, type]] = {
    "order": OrderData,
    "consent": ConsentData,
    "sheet": SheetData,
    "form": FormData,
    "life": PairPaper,
    "slip": SlipPaper,
    "round": RoundPaper,
    "plan": RoadmapData,
    "list": ActivityListData,
    "route": RoutePaper,
    "blank": QuestionnairePaper,
    "summary": SurveySummaryPaper,
    "report": ReportData,
    "minutes": MinutesPaper,
    "addendum": AddendumPaper,
    "programme": ProgrammePaper,
    "register": RegisterPaper,
    "practice": PracticePaper,
    "event": EventReport,
    "mentor_report": MentorReport,
    "award": AwardPaper,
    "part": OrderData,
}
_NESTED: Final = (("school", SchoolData), ("pair", PairData), ("mentor", PaperPerson))


def root_of(code: str) -> type:
    """The data a template of that code is printed from. Raises KnownProblem for an unknown code."""
    return _ROOTS[paper(code).group]


def field_help(code: str) -> tuple[HelpLine, ...]:
    """Fields a template of that code may print, with their Russian names."""
    root = root_of(code)
    lines = [HelpLine(name, told) for name, told in _named(root)]
    for prefix, kind in _NESTED:
        lines.extend(HelpLine(f"{prefix}.{name}", told) for name, told in _named(kind))
    return tuple(lines)


def _named(kind: type) -> list[tuple[str, str]]:
    names = FACT_NAMES.get(kind.__name__, {})
    return [(field.name, names[field.name]) for field in fields(kind) if field.name in names]

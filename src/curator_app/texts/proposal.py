"""The sentences of a proposal of pairs: tiers, causes, repairs, barriers, with people in the right cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from curator_app.domain.matching.causes import Cause, CauseKind, Trouble
from curator_app.domain.matching.facts import Obstacle
from curator_app.domain.matching.gaps import Gap, GapKind
from curator_app.domain.matching.repairs import Repair, RepairKind
from curator_app.domain.matching.units import Contradiction
from curator_app.domain.matching.weights import Tier
from curator_app.domain.matching.why_not import Barrier
from curator_app.texts.collation import fold
from curator_app.texts.fit import OBSTACLES
from curator_app.texts.grammar import Case, counted, plural

Named = Callable[[int, Case], str]
"""A person of the proposal by number: «Петровой А.С.»."""

TIERS = {
    Tier.COVERAGE: "охват: никто не остался без наставника",
    Tier.DEFICITS: "дефициты: что закрывает наставник",
    Tier.WISHES: "пожелания обеих сторон",
    Tier.CONDITIONS: "условия: предмет, здание, смена, опыт, форма",
    Tier.LOAD: "равная нагрузка наставников",
    Tier.STABILITY: "меньше перемен против прежнего варианта",
}
TIER_NAMES = {
    Tier.COVERAGE: "охват",
    Tier.DEFICITS: "дефициты",
    Tier.WISHES: "пожелания",
    Tier.CONDITIONS: "условия",
    Tier.LOAD: "нагрузка",
    Tier.STABILITY: "без перемен",
}
TROUBLES = {
    Trouble.NO_MENTORS: "Нет ни одного действующего наставника. Добавьте наставников на вкладке «Наставники».",
    Trouble.NO_REQUESTS: "Нет ни одного открытого запроса. Внесите запросы наставляемых на вкладке «Наставляемые».",
    Trouble.NO_PLACES: "У наставников нет свободных мест. Увеличьте число мест или добавьте наставников.",
    Trouble.ALL_FORBIDDEN: "Ни одна пара не разрешена: всем запросам мешают запреты, отказы или обязательный предмет.",
    Trouble.CONTRADICTORY_LOCKS: "Закрепления противоречат друг другу или запретам. Снимите лишние.",
}
_SUBJECTS = {
    "русский язык": "русскому языку",
    "литература": "литературе",
    "математика": "математике",
    "алгебра": "алгебре",
    "геометрия": "геометрии",
    "информатика": "информатике",
    "физика": "физике",
    "астрономия": "астрономии",
    "химия": "химии",
    "биология": "биологии",
    "география": "географии",
    "история": "истории",
    "обществознание": "обществознанию",
    "английский язык": "английскому языку",
    "немецкий язык": "немецкому языку",
    "французский язык": "французскому языку",
    "китайский язык": "китайскому языку",
    "родной язык": "родному языку",
    "начальные классы": "начальным классам",
    "физическая культура": "физической культуре",
    "физкультура": "физкультуре",
    "музыка": "музыке",
    "изобразительное искусство": "изобразительному искусству",
    "труд (технология)": "труду (технологии)",
    "технология": "технологии",
    "труд": "труду",
    "основы безопасности и защиты родины": "основам безопасности и защиты Родины",
}
_BARRING = {
    Obstacle.SELF: "это сам наставляемый",
    Obstacle.PAIRED: "уже работает с этим наставляемым",
    Obstacle.BAN: "пара запрещена куратором",
    Obstacle.AVOID: "есть просьба не ставить вместе",
    Obstacle.REFUSED: "отказ или отзыв согласия",
    Obstacle.SUBJECT: "не ведёт обязательный предмет",
    Obstacle.GROUP: "группа работает с другим наставником",
}
_MOST_NAMED = 4


def on_subject(subject: str) -> str:
    """«по математике»; a subject the program has not heard of stays in quotation marks."""
    dative = _SUBJECTS.get(fold(subject))
    return f"по {dative}" if dative else f"по предмету «{subject}»"


def listed(people: Sequence[int], case: Case, named: Named, *, most: int = _MOST_NAMED) -> str:
    """«Петровой А.С. и Ким О.В.»; many people are cut short: «Петровой А.С., Ким О.В. и ещё 7»."""
    names = [named(one, case) for one in people[:most]]
    rest = len(people) - len(names)
    if rest:
        return ", ".join(names) + f" и ещё {rest}"
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " и " + names[-1] if names else ""


def obstacle_words(obstacles: Sequence[Obstacle], ban_reason: str | None = None) -> str:
    """What forbids a pair, with the curator's reason of a ban."""
    return "; ".join(
        f"{OBSTACLES[one]} ({ban_reason})" if one is Obstacle.BAN and ban_reason else OBSTACLES[one]
        for one in obstacles
    )


def cause_words(
    cause: Cause,
    named: Named,
    mentee: int,
    *,
    subject: str | None = None,
    group: str | None = None,
    locked: Sequence[int] = (),
    barred: str = "",
    refused: bool = False,
) -> str:
    """Why a request has no mentor, as a sentence. ``subject``: the one all requests of the overloaded set are about;
    ``locked``: mentors the curator has locked it to, ``barred``: what forbids those pairs; ``refused``: the mentee (of
    a group: one of them) has refused."""
    return ended(_cause_words(cause, named, mentee, subject, group, locked, barred, refused))


def ended(text: str) -> str:
    """The text with its full stop, never with two (initials end with one)."""
    return text if text.endswith(".") else f"{text}."


def _cause_words(
    cause: Cause,
    named: Named,
    mentee: int,
    subject: str | None,
    group: str | None,
    locked: Sequence[int],
    barred: str,
    refused: bool,
) -> str:
    whom = f"группы «{group}»" if group else f"{named(mentee, Case.GENITIVE)}"
    kind = cause.kind
    if kind is CauseKind.NO_MENTORS:
        return "Нет ни одного действующего наставника."
    if kind is CauseKind.LOCK:
        who = f"Группа «{group}»" if group else named(mentee, Case.NOMINATIVE)
        return _lock_words(cause, named, who, locked, barred)
    if kind is CauseKind.GROUP_OVER_LIMIT:
        size = counted(cause.needed, "человек", "человека", "человек")
        return f"В группе «{group}» {size}, а предел для одной группы — {cause.places}."
    if kind is CauseKind.ALL_FORBIDDEN:
        if refused:
            whose = "у кого-то из группы" if group else "самого наставляемого"
            return f"Для {whom} наставника подобрать нельзя: отказ или отзыв согласия {whose}."
        told = ", ".join(f"{_BARRING[one]} — {n}" for one, n in cause.obstacles.items())
        return f"Для {whom} не подходит ни один наставник: {told}."
    if kind is CauseKind.NO_PLACES:
        who = listed(cause.mentors, Case.NOMINATIVE, named)
        if len(cause.mentors) == 1:
            return f"Для {whom} подходит только один наставник, и свободных мест у него нет: {who}"
        return f"У всех, кто подходит для {whom}, нет свободных мест: {who}"
    if kind is CauseKind.GROUP_TOO_LARGE:
        needed = counted(cause.needed, "место", "места", "мест")
        return f"Группе «{group}» нужно {needed} у одного наставника, а свободно самое большее {cause.places}."
    return _crowd_words(cause, named, subject, whom)


def _lock_words(cause: Cause, named: Named, who: str, locked: Sequence[int], barred: str) -> str:
    at = listed(locked, Case.INSTRUMENTAL, named)
    if cause.contradiction is Contradiction.LOCKS_DISAGREE:
        return f"{who}: закрепления противоречат друг другу — сразу за {at}. Оставьте одно."
    if cause.contradiction is Contradiction.LOCK_NO_PLACE:
        return f"{who}: закрепление за {at} не помещается — свободных мест не хватает."
    why = barred or "запрет, отказ или обязательный предмет"
    return f"{who}: закрепление за {at} исполнить нельзя — {why}. Снимите закрепление или это препятствие."


def _crowd_words(cause: Cause, named: Named, subject: str | None, whom: str) -> str:
    wanting = len(cause.requests)
    about = f" {on_subject(subject)}" if subject else ""
    requests = counted(wanting, "запрос", "запроса", "запросов") + about
    places = counted(cause.places, "место", "места", "мест")
    who = listed(cause.mentors, Case.GENITIVE, named)
    if cause.kind is CauseKind.OVERLOADED:
        return f"{requests} на {places} у {who}"
    if cause.kind is CauseKind.GROUPS_DO_NOT_FIT:
        return f"Мест хватает, но группы не помещаются целиком: {requests}, {places} у {who}"
    return f"Для {whom} нужен ещё один наставник: {requests}, а разных наставников мало — {places} у {who}"


def barrier_words(barrier: Barrier, obstacles: Sequence[Obstacle], free: int, size: int) -> str:
    """Why a pair cannot be made at any price, without a full stop."""
    if barrier is Barrier.OBSTACLE:
        return obstacle_words(obstacles)
    if barrier is Barrier.GROUP_MEMBER:
        return "кому-то из группы этот наставник не подходит: " + obstacle_words(obstacles)
    if barrier is Barrier.GROUP_TOO_LARGE:
        needed = counted(size, "место", "места", "мест")
        return f"группе нужно {needed}, свободно {free}"
    return {
        Barrier.LOCKED_ELSEWHERE: "наставляемый закреплён за другим наставником",
        Barrier.CONTRADICTION: "закрепления наставляемого противоречат друг другу, запретам или числу мест",
        Barrier.NO_PLACE: "у наставника нет свободных мест",
        Barrier.PLACES_LOCKED: "свободные места наставника отданы закреплённым",
    }[barrier]


def repair_words(
    repair: Repair,
    named: Named,
    mentee: int,
    *,
    subject: str | None,
    group: str | None,
    capacity: int,
    subjects: Sequence[str],
    areas: Sequence[str],
) -> str:
    """What to do, as a button says it. ``capacity``: places the mentor will have; ``subjects``, ``areas``: what a
    guest must know."""
    mentor = repair.mentor
    if repair.kind is RepairKind.ADD_PLACE and mentor is not None:
        more = counted(repair.places, "место", "места", "мест")
        locked = f"группу «{group}»" if group else f"пару с {named(mentee, Case.INSTRUMENTAL)}"
        tail = f" и закрепить {locked}" if repair.lock else ""
        return f"Добавить {more}: {named(mentor, Case.NOMINATIVE)} (станет {capacity}){tail}"
    if repair.kind is RepairKind.DROP_REQUIREMENT:
        return f"Не требовать предмет «{subject}» в запросе {named(mentee, Case.GENITIVE)}"
    if repair.kind is RepairKind.LIFT_BAN and mentor is not None:
        return f"Снять запрет: {named(mentor, Case.NOMINATIVE)} — {named(mentee, Case.NOMINATIVE)}"
    if repair.kind is RepairKind.REMOVE_LOCK and mentor is not None:
        return f"Снять закрепление: {named(mentor, Case.NOMINATIVE)} — {named(mentee, Case.NOMINATIVE)}"
    places = counted(repair.places, "место", "места", "мест")
    knows = [
        f"{plural(len(some), one, many, many)} — {', '.join(some)}"
        for some, one, many in ((subjects, "предмет", "предметы"), (areas, "область", "области"))
        if some
    ]
    told = f": {'; '.join(knows)}" if knows else ""
    return f"Пригласить наставника из другой организации ({places}){told}"


def repair_title(repair: Repair, named: Named, mentee: int) -> str:
    """The same as a thing done, for the undo menu."""
    mentor = named(repair.mentor, Case.NOMINATIVE) if repair.mentor is not None else ""
    whom = named(mentee, Case.NOMINATIVE)
    if repair.kind is RepairKind.ADD_PLACE:
        added = plural(repair.places, "Добавлено место", "Добавлены места", "Добавлены места")
        return f"{added}: {mentor}"
    return {
        RepairKind.DROP_REQUIREMENT: f"Предмет больше не обязателен: {whom}",
        RepairKind.LIFT_BAN: f"Снят запрет: {mentor} — {whom}",
        RepairKind.REMOVE_LOCK: f"Снято закрепление: {mentor} — {whom}",
        RepairKind.ADD_MENTOR: f"Приглашён наставник для {named(mentee, Case.GENITIVE)}",
    }[repair.kind]


def load_words(number: int, capacity: int) -> str:
    """Which place of the mentor is taken."""
    return "займёт единственное место" if capacity == 1 else f"займёт {number}-е место из {capacity}"


def loss_words(tiers: Mapping[Tier, int], requests: int) -> list[str]:
    """«Почему не …»: what is lost and gained, tier by tier, most important first."""
    words = []
    for tier, loss in tiers.items():
        if not loss:
            continue
        name = TIER_NAMES[tier]
        sign = "−" if loss > 0 else "+"
        if tier is Tier.COVERAGE and requests:
            without = counted(abs(requests), "запрос", "запроса", "запросов")
            words.append(f"{name}: {without} без наставника" if loss > 0 else f"{name}: +{without}")
        else:
            words.append(f"{name}: {sign}{counted(abs(loss), 'балл', 'балла', 'баллов')}")
    return words


def gap_words(gap: Gap, area: str) -> str:
    """What nobody in the school can close, and where to turn."""
    asked = counted(len(gap.requests), "запрос", "запроса", "запросов")
    if gap.kind is GapKind.NOBODY:
        return f"Область «{area}» ({asked}): в школе её не закрывает никто. Обратитесь в ЦНППМ или к партнёру."
    return (
        f"Область «{area}» ({asked}): кто её закрывает, тому мешает запрет, отказ или обязательный предмет. "
        "Снимите препятствие или обратитесь в ЦНППМ."
    )


def move_words(mentee: int, before: int | None, after: int | None, named: Named) -> str:
    """«Сидоров П.А.: был у Петровой А.С., станет у Ким О.В.» without the gender of the mentee."""
    who = named(mentee, Case.NOMINATIVE)
    came = "без наставника" if before is None else f"у {named(before, Case.GENITIVE)}"
    goes = "без наставника" if after is None else f"у {named(after, Case.GENITIVE)}"
    return f"{who}: сейчас {came}, тогда {goes}"


GUEST = {"surname": "Приглашённый", "first_name": "Наставник"}
"""The name under which a mentor from outside is entered until the person is known."""


def repair_reason() -> str:
    """The reason written beside a lock that a repair needs."""
    return "место добавлено для этой пары"

"""Names that leave the general rules, and the stress where the spelling of an ending depends on it."""

from __future__ import annotations

from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NAME_PARTICLES: Final = _set("фон ван де дер ди да дю ла ле лос аль эль ад ас бен бин ибн абу сан санта ага бей")
"""Parts of foreign names that never change."""

SON_OF: Final = _set("оглы оглу оғлу ўғли угли огли улы ұлы уулу")
DAUGHTER_OF: Final = _set("кызы гызы қызы қизи кизи гизи")
FILIATION: Final = SON_OF | DAUGHTER_OF | {"заде"}
"""«сын», «дочь» of Turkic names: they and the word before them stay («Мамед оглы», «Турсун-заде»)."""

FIXED_FIRST_PARTS: Final = _set(
    """бонч тер сан сен мак кара мелик вар дер корвин книппер дюссар дюмон белиц гасан абдул шолом призван грум демут
    гулак нур бек хан шах"""
)
"""First parts of double surnames that stay («Бонч-Бруевича», «Тер-Петросяна»)."""

FIXED_FIRST_NAME_PARTS: Final = _set(
    """жан абдул абдуль абдель абду абд абу аль эль нур хаджи гаджи шейх сеид сайид магомед мухаммад мухаммед мохаммед
    шах мир ахмед ахмад гусейн хусейн"""
)
"""First parts of double first names that stay («Жан-Поля», «Абдул-Азиза», «Магомед-Эмина»)."""

EASTERN_SECOND_PARTS: Final = _set("али хан бек гирей ага паша бей шах мирза гельды оол кыс эмин оглы оглу заде")
"""Second parts of double first names that leave the first part as it is («Амир-Али», «Каадыр-оола»)."""

FRENCH_SURNAMES: Final = _set("дюма тома дега люка ферма гамарра петипа золя труайя гавальда жирода")
"""Surnames in a stressed -а, -я of French origin: they do not change."""

FLEETING_SURNAMES: Final[dict[str, tuple[int, str, str]]] = {
    "соловей": (2, "ь", "ём"),
    "воробей": (2, "ь", "ём"),
    "горобей": (2, "ь", "ём"),
    "муравей": (2, "ь", "ём"),
    "репей": (2, "ь", "ём"),
    "ручей": (2, "ь", "ём"),
    "улей": (2, "ь", "ем"),
    "заяц": (2, "йц", "ем"),
}
"""Surnames that lose a vowel: letters to cut, what the stem takes on, ending of the instrumental.

Rule: a surname keeps its vowels in all cases, so that the nominative can be read back from a paper («Кравеца»,
«Стрелеца», «Лева», «Ковалёнока»); only these old nouns, whose stem changes beyond that vowel, follow the noun.
"""

STRESSED_CONSONANT: Final = _set(
    """ткач грач сыч богач бич рогач деркач калач пугач горбач трубач скрипач лихач сургач копач усач толкач драгач
    дергач драч кумач головач палач силач бородач косач циркач ключ луч меч кирпич сургуч хрыч москвич ильич кузьмич
    кузмич фомич лукич хомич чиж еж ёж морж уж стриж корж кряж кулиш малыш голыш ерш ёрш ковш палаш карандаш мураш
    черныш крепыш лещ плющ борщ хрущ хвощ клещ швец жнец чтец купец кузнец стрелец борец боец гонец певец мудрец
    молодец отец близнец чернец скворец гребец ловец писец песец птенец творец донец резец хитрец храбрец вдовец
    игрец косец спец холодец огурец рубец конец тунец венец голец юнец самец дворец пловец"""
)
"""Words in ж, ш, ч, щ, ц whose endings bear the stress: instrumental in -ом."""

STRESSED_SOFT: Final = _set(
    """конь король коваль кисель журавль кобель шинкарь косарь пономарь звонарь глухарь сухарь снегирь пузырь богатырь
    упырь карась пескарь ковыль бобыль мотыль фитиль костыль шмель куль руль царь псарь бунтарь вратарь дикарь фонарь
    почтарь пушкарь главарь алтарь золотарь кобзарь свинарь корабль вождь дождь гвоздь язь линь кремень ремень ячмень"""
)
"""Words in -ь whose endings bear the stress: instrumental in -ём."""

STRESSED_FIRST: Final = _set(
    """левша каланча овца свеча межа ханжа паранджа вожжа душа парша лапша кваша хижа гаджа парча саранча епанча бахча
    заря земля клешня квашня мошня родня пятерня змея судья свинья семья бадья ладья кутья скамья попадья илья"""
)
"""Words in -а, -я with a stressed ending: instrumental in -ой after a hushing letter, in -ёй after a soft one."""

FEMININE_NOUN_SURNAMES: Final = _set(
    """щербина чуприна чупрына калина година скотина дубина кручина бузина лучина паутина картина солонина перепечина
    сова корова подкова основа голова вдова бова рева дева волына долына шенгелая"""
)
"""A woman's surname of these is a noun («Щербины»), not a possessive («Ивановой»)."""

FOREIGN_OV_IN: Final = _set(
    """дарвин гриффин регин франклин гершвин мартин эрвин годвин кальвин болдуин мелвин бенджамин бюлов вирхов флотов
    мартын алтын константин валентин вениамин августин пингвин павлин дельфин"""
)
"""Not Russian possessives: instrumental in -ом («Дарвином»). Words of one syllable («Грин», «Лев») are such too."""

POSSESSIVE_ONE_SYLLABLE: Final = _set("львов")
"""Real possessives of one syllable."""

NOUN_SURNAMES_IY: Final = _set("бокий топчий евгений арсений парфений антоний георгий сергий")
"""Surnames in -ий that look like adjectives and are nouns («Бокия»)."""

ADJECTIVE_SURNAMES_IY: Final = _set("третий")

NOUN_SURNAMES_OY: Final = _set(
    """прибой разбой отбой ковбой герой покой запой изгой убой устой застой настрой перебой гобой забой подвой негой"""
)
"""Surnames in -ой that are nouns («Новикова-Прибоя»); so are those of one syllable («Цоя»), but «Злого»."""

STRESSED_ADJECTIVES: Final = _set("большая чужая меньшая")

IRREGULAR_FIRST_NAMES: Final[dict[str, tuple[int, str]]] = {
    "пётр": (3, "етр"),
    "петр": (3, "етр"),
    "павел": (2, "л"),
    "лев": (2, "ьв"),
}
"""Men's first names with a changing stem: letters to cut, what the stem takes on."""

OLD_NAMES_IN_O: Final = _set("михайло данило гаврило кирило кирилло самойло измайло")
"""Old forms in -о that decline like «Гаврила»."""

FIXED_MALE_NAMES: Final = _set("шота николя тома люка")

STRESSED_MALE_NAMES: Final = _set("илья мкртич мкртыч клыч оразклыч булач айтач")
"""Men's first names whose endings bear the stress: instrumental «Ильёй», «Мкртычом»."""

THIRD_DECLENSION_NAMES: Final = _set(
    "любовь нинель рахиль рашель эсфирь юдифь руфь агарь суламифь жизель агидель есфирь адель"
)
"""Women's names in -ь that decline; all others in -ь stay («Айгуль», «Гузель», «Николь»)."""

STRESSED_IYA_NAMES: Final = _set("алия зульфия альфия галия гульфия асия")
"""Eastern names with a stressed -ия: dative and prepositional «Алие», instrumental «Алиёй»."""

SHORT_IYA_NAMES: Final = _set("ия лия мия бия вия тия")
"""A stem of one syllable: dative and prepositional «Лие», «Ие» (rules of spelling of 2006, § 71)."""

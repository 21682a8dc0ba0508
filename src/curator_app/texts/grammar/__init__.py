"""Russian grammar: names, posts, numbers and dates in the form that the sentence needs.

Everything here is pure and cached; heavy dictionaries are loaded on the first unknown post.
"""

from curator_app.texts.grammar.cases import OBLIQUE, Case
from curator_app.texts.grammar.dates import date_long, date_short, month_name, period
from curator_app.texts.grammar.gender import GenderGuess, detect_gender
from curator_app.texts.grammar.names import NameInflection, apply_overrides, decline_name, name_forms
from curator_app.texts.grammar.numbers import agree, counted, plural
from curator_app.texts.grammar.posts import PostForm, decline_post
from curator_app.texts.grammar.surnames import is_rare_surname

__all__ = [
    "OBLIQUE",
    "Case",
    "GenderGuess",
    "NameInflection",
    "PostForm",
    "agree",
    "apply_overrides",
    "counted",
    "date_long",
    "date_short",
    "decline_name",
    "decline_post",
    "detect_gender",
    "is_rare_surname",
    "month_name",
    "name_forms",
    "period",
    "plural",
]

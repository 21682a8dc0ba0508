"""Reading the XML of a workbook part by part with expat. A document type declaration — the carrier of entity
bombs and of foreign files — is refused the moment it begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat

from curator_app.runtime.errors import KnownProblem

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def refuse_declarations(name: str) -> Callable[..., None]:
    """A handler for expat that refuses any document type or entity declaration."""

    def refuse(*_told: object) -> None:
        raise KnownProblem(
            f"В файле «{name}» есть недопустимые вставки (внешние сущности). Сохраните таблицу заново в Excel."
        )

    return refuse


def parse(chunks: Iterable[bytes], name: str, start: Start, end: End | None = None, text: Text | None = None) -> None:
    """Feeds the parts of an XML document to the handlers; element and attribute names come without a prefix.

    Raises KnownProblem on a document type declaration; expat's own error on damaged XML.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse_declarations(name)
    parser.EntityDeclHandler = refuse_declarations(name)
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def bare(tag: str) -> str:
        return tag.rpartition(":")[2] if ":" in tag else tag

    parser.StartElementHandler = lambda tag, attributes: start(bare(tag), attributes)
    if end is not None:
        finish = end
        parser.EndElementHandler = lambda tag: finish(bare(tag))
    if text is not None:
        parser.CharacterDataHandler = text
    for chunk in chunks:
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def attribute(attributes: dict[str, str], name: str) -> str | None:
    """An attribute with or without a prefix."""
    found = attributes.get(name)
    if found is not None:
        return found
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), None)

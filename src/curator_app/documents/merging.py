"""Several finished PDFs as one file to print at one go; every paper keeps its own page and type."""

from __future__ import annotations

import io
from collections.abc import Sequence

from curator_app.documents.preview import PDFIUM_LOCK


def merged(pdfs: Sequence[bytes]) -> bytes:
    """The pages of all PDFs one after another. Raises ValueError when there is none."""
    if not pdfs:
        raise ValueError("nothing to merge")
    if len(pdfs) == 1:
        return pdfs[0]
    import pypdfium2

    with PDFIUM_LOCK:
        result = pypdfium2.PdfDocument.new()
        try:
            for pdf in pdfs:
                source = pypdfium2.PdfDocument(pdf)
                try:
                    result.import_pages(source)
                finally:
                    source.close()
            out = io.BytesIO()
            result.save(out)
            return out.getvalue()
        finally:
            result.close()

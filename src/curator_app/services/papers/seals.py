"""The seal of a kept paper: SHA-256 of its content as it lies in the base.

Reckoned from the stored value itself, so that a paper issued by an older program keeps its seal when blocks learn new
facts.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any


def seal_of(content: dict[str, Any]) -> str:
    """The same as ``Document.digest`` of the document that was stored."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()

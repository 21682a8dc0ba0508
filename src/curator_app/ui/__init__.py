"""The window. The only home of Qt."""

import builtins

# PySide6 puts an import of its own in place of Python's and reads the source of every module imported after it, looking
# for `from __feature__ import …`, which is not used here: 450 files and a tenth of a second at every start.
_python_import = builtins.__import__
import PySide6.QtCore  # noqa: E402, F401 — it is this import that takes Python's away

builtins.__import__ = _python_import

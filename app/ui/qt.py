"""The first load of Qt, and Python's own `import` back in its place afterwards."""

import builtins
from importlib import import_module


def load_qt() -> None:
    """To be called before anything else that imports PySide6.

    PySide6 puts an `import` of its own in the place of Python's. It serves `from __feature__ import …`, which
    nobody here writes, and for that reads the source of every module that is imported later, looking for its
    own name: 0.2 ms for each of the 250 that follow, and 8 MB of text that stays in memory.
    """
    import_module("PySide6.QtCore")
    pythons_own = getattr(builtins, "__orig_import__", None)
    if pythons_own is not None:
        builtins.__import__ = pythons_own

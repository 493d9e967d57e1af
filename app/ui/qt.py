"""The first load of Qt, and Python's own `import` back in its place afterwards."""

import builtins
import ctypes
import os
import sys
from contextlib import suppress
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import find_spec
from threading import Thread

FONT_LIBRARY = "libfontconfig.so.1"  # fontconfig, where Qt reads of the fonts on Linux


def load_qt() -> None:
    """To be called before anything else that imports PySide6.

    PySide6 puts an `import` of its own in the place of Python's. It serves `from __feature__ import …`, which
    nobody here writes, and for that reads the source of every module that is imported later, looking for its
    own name: 0.2 ms for each of the 250 that follow, and 8 MB of text that stays in memory.
    """
    if sys.platform.startswith("linux") and "PySide6" not in sys.modules:
        _fetch_libraries()
    import_module("PySide6.QtCore")
    pythons_own = getattr(builtins, "__orig_import__", None)
    if pythons_own is not None:
        builtins.__import__ = pythons_own


def _fetch_libraries() -> None:
    """Begins to load Qt's libraries, 13 ms: PySide6 runs 33 ms of Python before it needs them.

    What cannot be loaded is missed, and told, by the import itself.
    """
    package = find_spec("PySide6")
    widgets = package and PathFinder.find_spec("QtWidgets", package.submodule_search_locations)
    if widgets and widgets.origin:
        Thread(target=_load_library, args=(os.fsencode(widgets.origin),), name="qt-libraries").start()


def _load_library(path: bytes) -> None:
    """Loads one of Qt's libraries, with those that it needs, and the list of fonts.

    Neither holds Python up, since a foreign function runs without the interpreter's lock. The fonts come
    first: PySide6 opens its own first library meanwhile, which would wait for the loading of another.
    """
    process = ctypes.CDLL(None)
    with suppress(OSError):
        ctypes.CDLL(FONT_LIBRARY).FcInit()
    process.dlopen(path, os.RTLD_LAZY)

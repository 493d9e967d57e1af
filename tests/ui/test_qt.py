import subprocess
import sys

from benchmarks.child import ROOT

PROGRAM = """
import linecache
from app.ui.qt import load_qt
load_qt()
before = len(linecache.cache)
import app.ui.live.live_page
from PySide6.QtCore import QObject
QObject().setObjectName("still Qt")
print(len(linecache.cache) - before)
"""


def test_qt_reads_no_source_of_what_is_imported_after_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert done.stdout == "0\n"

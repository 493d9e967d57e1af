import subprocess
import sys
import threading

import pytest

from app.ui import qt
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

# The worst case: all is loaded by the other thread before the first line of this one asks for Qt.
FETCHED_FIRST = """
import sys
from threading import enumerate as threads
from app.ui import qt
qt._fetch_libraries()
for thread in threads()[1:]:
    thread.join()
libraries = open("/proc/self/maps").read()
assert "libQt6Widgets" in libraries and "libfontconfig" in libraries, "not fetched"
qt.load_qt()
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication(["fetched", "-platform", "offscreen"])
QLabel("still the main thread").show()
print(QThread.isMainThread(), application.thread() is QThread.currentThread())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fetched on Linux only")
def test_libraries_that_another_thread_has_loaded_leave_qt_in_the_main_thread() -> None:
    done = run(FETCHED_FIRST)
    assert (done.stdout, done.stderr) == ("True True\n", "")


def test_where_qt_is_missing_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt, "find_spec", lambda _name: None)
    before = threading.enumerate()
    qt._fetch_libraries()
    assert threading.enumerate() == before


def test_qt_reads_no_source_of_what_is_imported_after_it() -> None:
    assert run(PROGRAM).stdout == "0\n"


def run(program: str) -> subprocess.CompletedProcess[str]:
    """Runs it in a Python of its own."""
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    )

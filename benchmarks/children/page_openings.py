"""Opens the pages of the past on a store; prints how long each took until it showed what is there."""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from app.domain.session_setups import setup_from
from app.storage.recorder import SqliteRecorder
from app.storage.timeline import system_clocks
from app.ui.history.history_flow import HistoryFlow
from app.ui.main_window import MainWindow
from app.ui.session_control import SessionControl
from app.ui.theme import Theme
from app.ui.trends.trends_flow import TrendsFlow
from app.ui.widgets.text import TextLabel
from app.wiring import collector
from app.wiring.house import House, SettingsKeeper
from app.wiring.window_history import WindowHistory
from benchmarks.children.clock import now_s
from benchmarks.children.costs import resident_mb
from benchmarks.children.reference import reference_ms

_ROOM = (1280, 800)
GLANCE = "glance"  # at the history, left again while it still reads


def main() -> None:
    """Arguments: the store's home, how many activities it holds, then the pages, or a glance, in order."""
    collector.rest()  # as the program does, until the window and what follows it are there
    house = House.open(Path(sys.argv[1]), demo=False, athlete=None)
    keeper = SettingsKeeper(house.folders.settings, house.settings)
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    recorder = SqliteRecorder.open(house.folders, system_clocks(), command="benchmarks")
    theme, control = Theme(), SessionControl(setup_from(house.settings))
    window = MainWindow(theme, control)
    history = HistoryFlow(window, theme, control, lambda: WindowHistory(house, keeper, lambda: recorder))
    trends = TrendsFlow(window, theme, history)
    window.resize(*_ROOM)
    window.show()
    application.processEvents()
    import pyqtgraph  # noqa: F401, PLC0415 - the trends' budget holds once it is loaded

    collector.work()
    openers = {"history": history.open, GLANCE: history.open, "trends": trends.open}
    until = {
        "history": partial(says, window, "historyCount", (f"{int(sys.argv[2]):,} ",)),
        "trends": partial(says, window, "trendBase", tuple("0123456789")),
    }
    told: dict[str, float | None] = {"reference_ms": reference_ms()}
    for name in sys.argv[3:]:
        begun_s, used_s = now_s(), time.process_time()
        openers[name]()
        if name != "trends":
            window.grab()
            told["history_seen_ms"] = (now_s() - begun_s) * 1e3
            told["history_cpu_ms"] = (time.process_time() - used_s) * 1e3
        if name == GLANCE:
            continue
        wait(application, until[name])
        window.grab()
        told[f"{name}_ms"] = (now_s() - begun_s) * 1e3
        if name == "trends":
            told["trends_cpu_ms"] = (time.process_time() - used_s) * 1e3
    told["resident_mb"] = resident_mb()
    print(json.dumps(told))
    history.close()
    window.hide()
    window.flows.close()
    recorder.close()


def says(window: MainWindow, name: str, parts: tuple[str, ...]) -> bool:
    """Whether the label of that name has one of these in it."""
    label = window.findChild(TextLabel, name)
    return label is not None and any(part in label.text() for part in parts)


def wait(application: QApplication, until: Callable[[], bool]) -> None:
    """Lets Qt work until it is so."""
    while not until():
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

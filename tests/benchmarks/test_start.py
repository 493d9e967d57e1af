import json
import subprocess
import sys

from benchmarks.child import ROOT

NOT_BEFORE_THE_WINDOW = {  # each costs every start 4 ms or more, and nothing of it is drawn
    "app.engine.engine",
    "app.engine.events",
    "app.storage.recorder",
    "app.ui.flows.window_flows",
    "app.ui.history.history_flow",
    "app.ui.modes.glance_page",
    "app.ui.modes.mini_window",
    "app.ui.sensors.sensors_page",
    "app.ui.summary.summary_page",
    "app.ui.trends.trends_flow",
    "asyncio",
    "bleak",
    "ble.client",
    "defusedxml",
    "fitdecode",
    "hashlib",
    "numpy",
    "pyqtgraph",
    "PySide6.QtMultimedia",
    "PySide6.QtNetwork",
    "PySide6.QtTextToSpeech",
    "sqlite3",
    "ssl",
    "statistics",
}


NOT_BEFORE_A_SENSOR = {  # what `record` can do without until the first heart rate is kept
    "app.domain.analysis",
    "app.domain.heart_model",
    "app.domain.long_term_load",
    "app.engine.replay_engine",
    "app.formats.fit_write",
    "app.formats.read",
    "app.storage.history",
    "ble.simulated_transport",
    "defusedxml",
    "fitdecode",
    "numpy",
    "PySide6",
}


def loaded_by(imports: str) -> set[str]:
    """The modules that a fresh Python has loaded after these imports."""
    program = f"import json, sys, {imports}; print(json.dumps([*sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return set(json.loads(done.stdout))


def test_the_window_is_shown_before_what_it_does_not_draw_is_loaded() -> None:
    loaded = loaded_by("app.__main__, app.wiring.window, app.ui.application")
    assert NOT_BEFORE_THE_WINDOW & loaded == set()


def test_record_loads_nothing_that_a_connection_does_not_need() -> None:
    assert NOT_BEFORE_A_SENSOR & loaded_by("app.__main__, app.wiring.live_commands") == set()

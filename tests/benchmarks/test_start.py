import json
import subprocess
import sys

from benchmarks.child import ROOT

NOT_BEFORE_THE_WINDOW = {  # each costs every start 4 ms or more, and nothing of it is drawn
    "app.engine.engine",
    "app.storage.recorder",
    "app.ui.summary.summary_page",
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
    "ssl",
    "statistics",
}


def test_the_window_is_shown_before_what_it_does_not_draw_is_loaded() -> None:
    imports = "import json, sys, app.__main__, app.wiring.window, app.ui.application"
    program = f"{imports}; print(json.dumps([*sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert NOT_BEFORE_THE_WINDOW.intersection(json.loads(done.stdout)) == set()

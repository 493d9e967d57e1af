"""`replay --window`: the recording in the window, which takes nobody's place and keeps nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.domain.snapshot import LiveStatus
from app.ui.main_window import MainWindow
from tests.wiring.terminal import DISPLAY_VARIABLES, hashes, sidebeat


def test_the_window_shows_the_recording_to_its_end(qapp: QApplication, demo_home: Path) -> None:
    before = hashes(demo_home)
    (row,) = sidebeat("--demo", "--home", demo_home, "activities", "--json").objects
    seen: list[tuple[str, bool]] = []

    def look() -> None:
        windows = [
            each for each in qapp.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()
        ]
        if windows and windows[0].status is LiveStatus.FINISHED:
            timer.stop()
            seen.append((windows[0].windowTitle(), windows[0].header.origin.isVisible()))
            windows[0].close()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    limit = QTimer(singleShot=True)  # to be stopped: what ends one loop would end those of all later tests
    limit.timeout.connect(lambda: QApplication.exit(9))
    limit.start(20_000)
    done = sidebeat(
        "--demo", "--home", demo_home, "replay", str(row["activity_id"]), "--window", "--speed", "1e6"
    )
    limit.stop()
    assert (done.status, done.err, done.out) == (0, "", "")
    assert seen == [("Sidebeat · DEMO · REPLAY", True)]
    assert hashes(demo_home) == before


def test_without_a_screen_it_is_said_in_one_sentence(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in DISPLAY_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    done = sidebeat("--demo", "--home", demo_home, "replay", "1", "--window")
    assert (done.status, done.err) == (
        1,
        "There is no display here, so there is no window. Without --window it plays in the terminal.\n",
    )

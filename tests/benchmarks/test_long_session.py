"""The day-long soak in small: a few minutes of a session in the real window, faster than life."""

import sys
from pathlib import Path

import pytest

from benchmarks.child import run_child


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_a_session_in_the_window_gathers_neither_handles_nor_threads(tmp_path: Path) -> None:
    told = run_child(
        "long_session", str(tmp_path), "0.1", "300", environment={"QT_QPA_PLATFORM": "offscreen"}
    )
    first, last = told["rows"]
    assert first["heartbeats"] >= 170
    assert last["heartbeats"] >= 350
    assert last["handles"] <= first["handles"]
    assert last["threads"] <= first["threads"]
    assert last["memory_mb"] <= 1.1 * first["memory_mb"]

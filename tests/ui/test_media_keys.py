"""Media keys belong to the film, and to the session only where the athlete wants that."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.settings import Settings
from app.domain.snapshot import LiveStatus
from tests.ui.conftest import Stage
from tests.ui.fakes import taken


def asked(stage: Stage, key: Qt.Key, status: LiveStatus) -> list[str]:
    """What the engine is asked for when the key is pressed in that state of the session."""
    stage.window.show_snapshot(taken(140, 60.0, status=status))
    stage.engine.asked.clear()
    QTest.keyClick(stage.window, key)
    return [str(wish[0]) for wish in stage.engine.asked]


def test_they_are_the_films_until_they_are_wanted(stage: Stage) -> None:
    key = Qt.Key.Key_MediaPlay  # the others QTest cannot press
    assert asked(stage, key, LiveStatus.RUNNING) == []
    stage.window.flows.use_settings(Settings(media_keys=True))
    assert asked(stage, key, LiveStatus.IDLE) == ["start_session"]
    assert asked(stage, key, LiveStatus.RUNNING) == ["pause"]
    assert asked(stage, key, LiveStatus.PAUSED) == ["resume"]
    stage.window.flows.use_settings(Settings(media_keys=False))
    assert asked(stage, key, LiveStatus.RUNNING) == []


def test_next_ends_a_lap_and_stop_stops_the_film_only(stage: Stage) -> None:
    stage.window.flows.use_settings(Settings(media_keys=True))
    assert asked(stage, Qt.Key.Key_MediaNext, LiveStatus.RUNNING) == ["lap"]
    assert asked(stage, Qt.Key.Key_MediaStop, LiveStatus.RUNNING) == []

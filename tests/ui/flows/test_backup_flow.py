"""Going back to a backup from the window: asked first, engine closed meanwhile, never in a session."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.restore_point import RestorePoint, RestorePointKind
from app.domain.settings import Settings
from app.domain.snapshot import LiveStatus
from app.ui.application import WindowLife
from app.ui.flows.backup_flow import BackupError
from app.ui.settings.backups_section import BackupsSection, RestoreQuestion
from app.ui.window_options import DamagedSettings, WindowOptions
from tests.ui.fakes import FakeEngine, setup, taken
from tests.ui.flow_stage import known

POINTS = (
    RestorePoint(
        "/home/sidebeat-2026-11-21.db",
        RestorePointKind.DAILY,
        datetime(2026, 11, 21, 18, 4, tzinfo=UTC),
        1_234_567,
        12,
    ),
    RestorePoint(
        "/home/sidebeat-set-aside.db",
        RestorePointKind.SET_ASIDE,
        datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
        80_000,
        None,
    ),
)


@dataclass
class FakeBackups:
    """Fills Backups; notes what happened together with the engines."""

    happened: list[str]
    refusal: str | None = None
    kept: list[RestorePoint] = field(default_factory=lambda: list(POINTS))

    def points(self) -> tuple[RestorePoint, ...]:
        return tuple(self.kept)

    def restore(self, file: str) -> str | None:
        self.happened.append(f"restored {file}")
        if self.refusal is not None:
            raise BackupError(self.refusal)
        return "/home/sidebeat-set-aside-2.db"


@dataclass
class NotingEngine(FakeEngine):
    """An engine whose beginning and end are noted with its number."""

    number: int = 0
    happened: list[str] = field(default_factory=list)

    def start(self) -> None:
        self.happened.append(f"engine {self.number} started")
        super().start()

    def close(self, timeout_s: float = 10.0) -> bool:
        self.happened.append(f"engine {self.number} closed")
        return super().close(timeout_s)


@dataclass
class Scene:
    """A window with its settings open at the backups."""

    life: WindowLife
    backups: FakeBackups
    engines: list[NotingEngine]
    happened: list[str]

    @property
    def section(self) -> BackupsSection:
        found = self.life.window.findChild(BackupsSection)
        assert isinstance(found, BackupsSection)
        return found

    def question(self) -> RestoreQuestion:
        found = self.life.window.findChild(RestoreQuestion)
        assert isinstance(found, RestoreQuestion)
        return found


@pytest.fixture
def make_scene(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[..., Scene]]:
    """Opens the settings at the backups, the list read."""
    lives: list[WindowLife] = []

    def make(settings: Settings | None = None, damage: DamagedSettings | None = None) -> Scene:
        happened: list[str] = []
        engines: list[NotingEngine] = []
        backups = FakeBackups(happened)

        def make_engine(_listener: object) -> NotingEngine:
            engines.append(NotingEngine(number=len(engines) + 1, happened=happened))
            return engines[-1]

        options = WindowOptions(
            setup(),
            settings=settings or known(),
            keep_settings=lambda _settings: None,
            backups=backups,
            damage=damage,
        )
        life = WindowLife(make_engine, options)
        lives.append(life)
        life.show()
        qtbot.waitUntil(lambda: bool(engines))
        life.athlete.open_settings()
        scene = Scene(life, backups, engines, happened)
        life.athlete._page().show_section("backupsSection")
        qtbot.waitUntil(lambda: len(scene.section.rows) == len(POINTS))
        return scene

    yield make
    for life in lives:
        life.end()
        qapp.processEvents()
        life.window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def scene(make_scene: Callable[..., Scene]) -> Scene:
    return make_scene()


def test_the_copies_are_listed_with_date_size_and_contents(scene: Scene) -> None:
    first, second = scene.section.rows
    locale = QLocale()
    local = POINTS[0].made_at.astimezone()
    assert str(local.year) in first.moment.text()
    assert f"{local.minute:02d}" in first.moment.text()
    size = locale.formattedDataSize(1_234_567, 1, locale.DataSizeFormat.DataSizeSIFormat)
    assert first.about.text() == f"Daily copy · 12 activities · {size}"
    assert second.about.text().startswith("Set aside by a repair or by going back · activities not countable")
    assert scene.section.state.text() == ""


def test_a_copy_is_put_in_place_between_two_engines(scene: Scene, qtbot: QtBot) -> None:
    scene.section.rows[0].restore.click()
    question = scene.question()
    assert question.leave.hasFocus() or question.focusWidget() is question.leave
    assert scene.happened == ["engine 1 started"]
    question.go_back.click()
    qtbot.waitUntil(lambda: len(scene.engines) == 2)
    assert scene.happened == [
        "engine 1 started",
        "engine 1 closed",
        "restored /home/sidebeat-2026-11-21.db",
        "engine 2 started",
    ]
    assert scene.section.state.text() == (
        "Done: the copy is in place. What was there before is kept in this list."
    )
    scene.life.window.show_page("livePage")
    scene.life.window.live.buttons.start_pause.click()
    assert [asked[0] for asked in scene.engines[1].asked] == ["start", "use_setup", "start_session"]
    assert scene.engines[0].asked[-1] == ("close",)


def test_the_default_answer_changes_nothing(scene: Scene) -> None:
    scene.section.rows[0].restore.click()
    scene.question().leave.click()
    assert scene.happened == ["engine 1 started"]


def test_what_cannot_be_restored_is_said_and_the_engine_comes_back(scene: Scene, qtbot: QtBot) -> None:
    scene.backups.refusal = "This copy is damaged."
    scene.section.rows[1].restore.click()
    scene.question().go_back.click()
    qtbot.waitUntil(lambda: len(scene.engines) == 2)
    assert scene.section.state.text() == "This copy is damaged."


def test_nothing_is_restored_while_a_session_runs(scene: Scene, qtbot: QtBot) -> None:
    scene.section.rows[0].restore.click()
    scene.life.window.show_snapshot(taken(140, 5.0, status=LiveStatus.RUNNING))
    scene.question().go_back.click()
    assert scene.happened == ["engine 1 started"]
    assert scene.section.state.text().startswith("Not while a session runs")
    scene.life.athlete._page().show_section("athleteSection")
    scene.life.athlete._page().show_section("backupsSection")
    qtbot.waitUntil(lambda: not scene.section.rows[0].restore.isEnabled())


def test_a_store_without_copies_says_when_there_will_be_one(scene: Scene, qtbot: QtBot) -> None:
    scene.backups.kept = []
    scene.life.athlete._page().show_section("athleteSection")
    scene.life.athlete._page().show_section("backupsSection")
    qtbot.waitUntil(lambda: scene.section.rows == [])
    assert scene.section.state.text() == "There is no copy yet. The first is made within an hour of use."


def test_a_damaged_settings_file_is_told_once_in_the_quiet_line(make_scene: Callable[..., Scene]) -> None:
    scene = make_scene(damage=DamagedSettings("fields", ("volume",), "settings-damaged.json"))
    assert scene.life.window.flows.line.text() == (
        "Some settings could not be read, so their defaults hold: volume. "
        "A copy is kept as settings-damaged.json."
    )

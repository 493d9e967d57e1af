"""The window in every state, painted without a screen: for the contact sheet, its checks and the README."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.activity_types import INDOOR_CYCLING, Tile
from app.domain.athlete import HeartRateConstants
from app.domain.guided_test import Measured
from app.domain.heart_model import HeartTraits, simulated_heart
from app.domain.live import LiveSession
from app.domain.long_run_change import LongRunChange
from app.domain.reference import LoadCurve
from app.domain.restore_point import RestorePoint, RestorePointKind
from app.domain.samples import HeartRateSample
from app.domain.sensors import ConnectionChanged, SensorsInRange
from app.domain.settings import RememberedSensor, Settings
from app.domain.setup import SessionSetup
from app.domain.snapshot import Alert, AlertKind, Lap, LiveStatus
from app.domain.zones import ZoneModelName, zone_model
from app.engine.events import (
    ForgottenButton,
    ForgottenButtonFound,
    InterruptedSessionFound,
    SessionEventsHappened,
    SnapshotTaken,
    StorageTrouble,
)
from app.ui.athlete_flow import AthleteFlow
from app.ui.flows import flow_sentences
from app.ui.flows.offer_panel import Choice, Offer
from app.ui.flows.welcome_flow import WelcomeFlow
from app.ui.main_window import MainWindow
from app.ui.session_control import SessionControl
from app.ui.settings.settings_page import SettingsPage
from app.ui.theme import ColourChoice, Theme
from app.ui.window_options import DemoCommand
from tests.ui.alerts.ears import Ears, surroundings
from tests.ui.fakes import FakeEngine, finished_session, live_link, sensors_nearby
from tests.ui.past_pictures import PAST_SCENES, ShowPast

CONSTANTS = HeartRateConstants(resting_bpm=52, max_bpm=188, threshold_bpm=168)
SETUP = SessionSetup(
    INDOOR_CYCLING,
    CONSTANTS,
    zone_model(ZoneModelName.THRESHOLD6, CONSTANTS),
    target_load=40.0,
    target_zone=2,
)
RIDE_S = 1500
LAP_S = 600
TILES = (Tile.AVERAGE, Tile.MAXIMUM, Tile.TIME_IN_ZONE, Tile.LOAD_PER_HOUR)
_GHOST = LoadCurve(tuple(step * 0.16 for step in range(241)), 2400.0)
_LOST = replace(live_link(), state="waiting", attempt=3, retry_in_s=4.0, reason="link_lost")
_SENSORS = (
    RememberedSensor("A0:9E:1A:8C:4C:A7", "Polar H10 8C4CA7", "8C4CA7", "Chest strap"),
    RememberedSensor("D4:22:CD:00:11:22", "COROS PACE 3 A1B2C3", is_fallback=True),
)
_COPIES = tuple(
    RestorePoint(f"/home/{kind}.db", kind, datetime(2026, 11, 21, 18, 4, tzinfo=UTC), 1_234_567, 12)
    for kind in RestorePointKind
)


def ride(seconds: int = RIDE_S, setup: SessionSetup = SETUP) -> Iterator[SnapshotTaken | Lap]:
    """A simulated heart on a workout of intervals, through the session that a real one goes through."""
    session = LiveSession(setup)
    traits = HeartTraits(resting_bpm=CONSTANTS.resting_bpm, max_bpm=CONSTANTS.max_bpm)
    for second, heart in enumerate(islice(simulated_heart(Random(3), traits), seconds)):
        session.accept(HeartRateSample(float(second), heart.bpm, live_link().sensor, True))
        if second and second % LAP_S == 0:
            session.lap(float(second))
        yield SnapshotTaken(session.snapshot(), sensor_state="live", arrival_us=second * 1_000_000)
        yield from (event for event in session.take_events() if isinstance(event, Lap))


@dataclass
class Scene:
    """A window, and what belongs to it, made for one picture."""

    window: MainWindow
    athlete: AthleteFlow
    theme: Theme
    events: tuple[SnapshotTaken | Lap, ...]

    def take_ride(self) -> None:
        """The whole ride."""
        for event in self.events:
            if isinstance(event, Lap):
                self.window.show_events(SessionEventsHappened((event,)))
            else:
                self.window.show_snapshot(event)

    def last(self, **changes: object) -> SnapshotTaken:
        """The ride's last moment, with changes."""
        taken = [event for event in self.events if isinstance(event, SnapshotTaken)][-1]
        return replace(taken, snapshot=replace(taken.snapshot, **changes))  # type: ignore[arg-type]  # by name


def _ready(scene: Scene) -> None:
    scene.window.show_snapshot(scene.last(status=LiveStatus.IDLE, training_load=0.0, load_per_hour=None))


def _riding(scene: Scene) -> None:
    scene.take_ride()


def _everything(scene: Scene) -> None:
    scene.window.live.show_tiles(TILES)
    scene.window.live.show_reference(_GHOST)
    scene.take_ride()


def _minutes(scene: Scene) -> None:
    scene.take_ride()
    scene.window.show_snapshot(scene.last(target_load=None, minutes_left=32.9, elapsed_s=1500.0))


def _paused(scene: Scene) -> None:
    scene.take_ride()
    scene.window.show_snapshot(scene.last(status=LiveStatus.PAUSED, elapsed_s=1560.0, load_per_hour=None))


def _lost(scene: Scene) -> None:
    scene.take_ride()
    scene.window.show_connection(_LOST)
    scene.window.show_snapshot(scene.last(bpm=None, zone=None, zone_name=None, elapsed_s=1510.0))


def _too_high(scene: Scene) -> None:
    scene.take_ride()
    zone = SETUP.zone_model.zone_at(163)
    scene.window.show_snapshot(scene.last(bpm=163, zone=zone.number, zone_name=zone.name, elapsed_s=1501.0))
    scene.window.show_events(SessionEventsHappened((Alert(1500.0, AlertKind.ABOVE, 163, 151),)))


def _disk_full(scene: Scene) -> None:
    scene.take_ride()
    scene.window.troubles.show_storage(StorageTrouble("disk_full"))


def _glance(scene: Scene) -> None:
    scene.take_ride()
    scene.window._stack.setCurrentWidget(scene.window.glance)
    scene.window.header.hide()
    scene.window.glance.show_snapshot(scene.last())


def _glance_lost(scene: Scene) -> None:
    _lost(scene)
    scene.window._stack.setCurrentWidget(scene.window.glance)
    scene.window.header.hide()
    scene.window.glance.show_snapshot(scene.last(bpm=None, zone=None, zone_name=None))


def _glance_paused(scene: Scene) -> None:
    _glance(scene)
    scene.window.glance.show_snapshot(scene.last(status=LiveStatus.PAUSED, elapsed_s=1560.0))


def _glance_too_high(scene: Scene) -> None:
    _too_high(scene)
    scene.window._stack.setCurrentWidget(scene.window.glance)
    scene.window.header.hide()
    zone = SETUP.zone_model.zone_at(163)
    scene.window.glance.show_snapshot(scene.last(bpm=163, zone=zone.number, zone_name=zone.name))


def _no_sensor(scene: Scene) -> None:
    scene.window.show_connection(ConnectionChanged("", None, "idle"))
    scene.window.show_page("sensorsPage")
    scene.window.sensors.show_sensors(SensorsInRange((), finished=True))
    scene.window.sensors.help_button.click()


def _welcome(scene: Scene, heard: SensorsInRange) -> None:
    scene.window.show_connection(ConnectionChanged("", None, "idle"))
    control = SessionControl(SETUP)
    demo = DemoCommand("sidebeat", (), "")
    flow = WelcomeFlow(scene.window, scene.theme, control, demo, is_expected=True)
    flow.show_sensors(heard)


def _sensors(scene: Scene) -> None:
    scene.window.sensors.show_remembered(_SENSORS, {_SENSORS[0].address: 83})
    scene.window.sensors.show_sensors(sensors_nearby())
    scene.window.sensors.timeline_button.click()
    scene.window.show_page("sensorsPage")


def _summary(scene: Scene) -> None:
    scene.window.show_finished(finished_session())


def _summary_with_all(scene: Scene) -> None:
    finished = finished_session((Path("/exports/2026-11-22 18.04 indoor cycling.fit"),))
    scene.window.show_finished(finished)
    scene.athlete.show_finished(finished)
    scene.window.summary.show_long_run(LongRunChange(41.2, 42.1, 1.12, is_estimated=True))


def _talk_test(scene: Scene) -> None:
    scene.take_ride()
    choices = tuple(Choice(words, _nothing) for words in flow_sentences.talk_test_choices())
    scene.window.flows.offers.ask(Offer(flow_sentences.talk_test(), choices))


def _interrupted(scene: Scene) -> None:
    found = InterruptedSessionFound(7, datetime(2026, 11, 21, 18, 4, tzinfo=UTC), 1884.0)
    _ready(scene)
    scene.window.flows.offers.show_interrupted(found)


def _asked_while_lost(scene: Scene) -> None:
    _lost(scene)
    at = datetime(2026, 11, 22, 18, 31, tzinfo=UTC)
    scene.window.flows.offers.show_forgotten(ForgottenButtonFound(ForgottenButton.STOP, 7, at, None))


def _long_names(scene: Scene) -> None:
    """The longest that a name may be, of sensor and activity; hours on the clock, a load in the hundreds."""
    scene.window.live.show_tiles(TILES)
    scene.take_ride()
    scene.window.show_connection(replace(_LOST, sensor_name="Unterarm-Pulsgurt von Maximiliane 8C4CA7"))
    scene.window.show_snapshot(
        scene.last(
            bpm=188,
            zone=6,
            zone_name="Anaerobe Schnellkraftausdauer",
            trend_bpm_per_min=-88.0,
            elapsed_s=43_199.0,
            timer_s=42_000.0,
            training_load=1288.4,
            load_is_estimated=True,
            target_load=1400.0,
            minutes_left=122.0,
            minutes_left_is_estimated=True,
            lap_number=112,
            coverage=0.91,
        )
    )


def _long_activity(scene: Scene) -> None:
    _ready(scene)
    scene.window.live.buttons.show_preparation(
        "Rollentraining mit der Nachbarin am Abend", "bike", "45 min in zone 2 · Aerobic endurance"
    )


def _sleepy(scene: Scene) -> None:
    scene.take_ride()
    scene.window.flows.line.say(flow_sentences.cannot_stay_awake())


def _nothing() -> None:
    """No picture is answered."""


def _backups(scene: Scene) -> None:
    scene.athlete.open_settings()
    page = scene.window.findChild(SettingsPage)
    assert isinstance(page, SettingsPage)
    page.allow_backups(is_allowed=True)
    page.show_section("backupsSection")
    page.backups.say("")
    page.backups.show_points(_COPIES)


def _settings(scene: Scene) -> None:
    scene.athlete.open_settings()


def _section(scene: Scene, name: str) -> None:
    scene.athlete.open_settings()
    page = scene.window.findChild(SettingsPage)
    assert isinstance(page, SettingsPage)
    page.show_section(name)


def _recompute(scene: Scene) -> None:
    _section(scene, "athleteSection")
    page = scene.window.findChild(SettingsPage)
    assert isinstance(page, SettingsPage)
    page.allow_recompute(is_allowed=True)
    page.athlete.fields["max_bpm"].box.setText("191")
    page.athlete.save()


def _one_activity(scene: Scene) -> None:
    _section(scene, "activitiesSection")
    page = scene.window.findChild(SettingsPage)
    assert isinstance(page, SettingsPage)
    page.activities.open_editor(INDOOR_CYCLING.key)


def _measure(scene: Scene) -> None:
    scene.athlete.open_measure(Measured.THRESHOLD)


def _first_run(scene: Scene) -> None:
    scene.athlete.open_first_run()


def _past(scene: Scene, show: ShowPast) -> None:
    show(scene.window, scene.theme)


SCENES: dict[str, Callable[[Scene], None]] = {
    "ready": _ready,
    "riding": _riding,
    "tiles and ghost": _everything,
    "minutes in a zone": _minutes,
    "paused": _paused,
    "signal lost": _lost,
    "too high": _too_high,
    "disk full": _disk_full,
    "glance": _glance,
    "glance, signal lost": _glance_lost,
    "welcome": partial(_welcome, heard=SensorsInRange(())),
    "welcome, sensors found": partial(_welcome, heard=sensors_nearby()),
    "welcome, no Bluetooth": partial(_welcome, heard=SensorsInRange((), "no_daemon", finished=True)),
    "glance, paused": _glance_paused,
    "glance, too high": _glance_too_high,
    "no sensor": _no_sensor,
    "sensors": _sensors,
    "may fall asleep": _sleepy,
    "talk test": _talk_test,
    "interrupted session": _interrupted,
    "asked while the signal is lost": _asked_while_lost,
    "long names": _long_names,
    "long activity": _long_activity,
    "summary": _summary,
    "summary with all": _summary_with_all,
    "backups": _backups,
    "settings": _settings,
    "zones": partial(_section, name="zonesSection"),
    "activities": partial(_section, name="activitiesSection"),
    "one activity": _one_activity,
    "alerts": partial(_section, name="alertsSection"),
    "appearance": partial(_section, name="appearanceSection"),
    "import": partial(_section, name="importsSection"),
    "past offered anew": _recompute,
    "measure": _measure,
    "first run": _first_run,
    **{name: partial(_past, show=show) for name, show in PAST_SCENES.items()},
}


def painted(
    name: str,
    size: tuple[int, int],
    choice: ColourChoice = ColourChoice.DARK,
    *,
    text_scale: float = 1.0,
    events: tuple[SnapshotTaken | Lap, ...] = (),
    theme: Theme | None = None,
) -> MainWindow:
    """A shown window in that state; the caller hides and deletes it. `theme` comes before `choice`."""
    theme = Theme(choice, text_scale) if theme is None else theme
    control = SessionControl(SETUP)
    control.attach(FakeEngine())
    window = MainWindow(theme, control, surroundings=surroundings(Ears()))
    for tab, words in (("historyPage", "History"), ("trendsPage", "Trends")):
        window.add_tab(tab, words, _nothing)
    athlete = AthleteFlow(window, theme, control, Settings(first_run_done=True), lambda _settings: None)
    window.resize(*size)
    window.show()
    QApplication.processEvents()
    window.show_connection(live_link("Polar H10"))
    SCENES[name](Scene(window, athlete, theme, events or tuple(ride())))
    for _ in range(5):
        QApplication.processEvents()
    return window


def put_away(window: QWidget) -> None:
    """Ends a picture's window."""
    window.hide()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

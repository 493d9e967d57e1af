"""What the window starts with: its engine, its settings, and what it asks of the store."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from app.domain.frozen import frozen
from app.domain.settings import Settings
from app.domain.setup import SessionSetup
from app.engine.commands import EngineCommands
from app.ui.athlete_flow import KeepSettings
from app.ui.theme import ColourChoice

if TYPE_CHECKING:
    from app.engine.events import EngineEvent
    from app.engine.recompute import Recomputation
    from app.ui.flows.backup_flow import Backups
    from app.ui.flows.watch_flow import StartWatch
    from app.ui.history.ports import HistorySource
    from app.ui.prepare.past_offers import Past
    from app.ui.sensors.sensor_flow import KeptSensors
    from app.ui.summary.long_run import LongRun


class RunningEngine(EngineCommands, Protocol):
    """The engine with its thread. `close` is bounded in time."""

    def start(self) -> None:
        """Starts the engine's thread."""

    def close(self, timeout_s: float = ...) -> bool:
        """Finishes a running session, lets go of the sensor, ends the thread."""


class EngineUnavailableError(Exception):
    """The engine cannot be made; the text is a sentence for the athlete.

    `is_open_elsewhere`: because another window, opened at the same moment, has the store.
    """

    def __init__(self, sentence: str, *, is_open_elsewhere: bool = False) -> None:
        super().__init__(sentence)
        self.is_open_elsewhere = is_open_elsewhere


MakeEngine: TypeAlias = "Callable[[Callable[[EngineEvent], None]], RunningEngine]"
"""Makes the engine with its listener. Called once the window can be seen, so it may import at leisure."""


@frozen
class DamagedSettings:
    """What was wrong with the settings file: a SettingsDamage's value, the bad fields, the copy's name."""

    damage: str
    problems: tuple[str, ...] = ()
    copy: str | None = None


class DemoCommand(NamedTuple):
    """How the demo's own window is started: program, arguments, and the folder to start it in."""

    program: str
    arguments: tuple[str, ...]
    folder: str


@frozen
class WindowOptions:
    """What the window starts with. `settings_file` keeps its geometry; None: nothing does.

    `instance` names the store's one window, which a second one brings to the front; empty: there may be many.
    `started` is called once all of the window is made. `is_replay`: what it shows was lived before.
    """

    setup: SessionSetup
    settings_file: str | None = None
    instance: str = ""
    colours: ColourChoice = ColourChoice.SYSTEM
    text_scale: float = 1.0
    settings: Settings | None = None
    keep_settings: KeepSettings | None = None
    sensors: "KeptSensors | None" = None
    make_history: "Callable[[], HistorySource] | None" = None
    recomputation: "Callable[[], Recomputation] | None" = None
    past: "Past | None" = None
    backups: "Backups | None" = None
    long_run: "LongRun | None" = None
    damage: DamagedSettings | None = None
    demo: DemoCommand | None = None
    start_watch: "StartWatch | None" = None
    started: Callable[[], None] | None = None
    is_replay: bool = False

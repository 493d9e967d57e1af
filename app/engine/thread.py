"""EngineThread: the engine's loop in a thread of its own, and the way in for window and terminal."""

import asyncio
import logging
import threading
from collections.abc import Callable
from typing import Any, Protocol

from app.domain.activity_types import ActivityType
from app.domain.profile import AthleteProfile
from app.domain.remark import Remark
from app.domain.settings import RememberedSensor
from app.domain.setup import SessionSetup
from app.engine.commands import EngineCommands
from app.engine.events import EngineEvent, EngineFailed

Publish = Callable[[EngineEvent], None]
LoopFactory = Callable[[], asyncio.AbstractEventLoop]

_log = logging.getLogger(__name__)


class RunningEngine(EngineCommands, Protocol):
    """What the thread runs: an Engine, or a ReplayEngine in its place."""

    async def run(self) -> None:
        """Returns when closed."""

    def close(self) -> None:
        """Ends `run`."""


class EngineThread:
    """Fills `EngineCommands`. `make_engine` is called in the new thread, inside its running loop.

    Commands given before the engine is ready wait for it. `publish` is called from the engine's thread.
    """

    def __init__(
        self,
        make_engine: Callable[[Publish], RunningEngine],
        publish: Publish,
        loop_factory: LoopFactory | None = None,
    ) -> None:
        self._make_engine = make_engine
        self._publish = publish
        self._loop_factory = loop_factory
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._engine: RunningEngine | None = None
        self._waiting: list[Callable[[RunningEngine], None]] = []
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)

    def start(self) -> None:
        """Starts the thread; to be called once."""
        self._thread.start()

    def close(self, timeout_s: float = 10.0) -> bool:
        """Finishes a running session, lets go of the sensor, ends the thread. False if it took too long."""
        if self._thread.ident is None:
            return True
        self._ask(lambda engine: engine.close())
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def select_sensor(self, address: str | None, name: str | None = None, serial: str | None = None) -> None:
        """Connects to this sensor from now on, or to none."""
        self._ask(lambda engine: engine.select_sensor(address, name, serial))

    def use_fallbacks(self, sensors: tuple[RememberedSensor, ...]) -> None:
        """Keeps these connected beside the primary, to take over when it is lost."""
        self._ask(lambda engine: engine.use_fallbacks(sensors))

    def scan(self, *, show_all: bool = False) -> None:
        """Looks for sensors."""
        self._ask(lambda engine: engine.scan(show_all=show_all))

    def retry_now(self) -> None:
        """Ends the wait before the next attempt to connect."""
        self._ask(lambda engine: engine.retry_now())

    def use_setup(self, setup: SessionSetup) -> None:
        """What an idle engine shows from now on."""
        self._ask(lambda engine: engine.use_setup(setup))

    def start_session(
        self,
        setup: SessionSetup,
        *,
        at_us: int | None = None,
        at_first_reading: bool = False,
        duration_s: float | None = None,
    ) -> None:
        """Begins a session: now, at a place in the past, or with the next reading; `duration_s` ends it."""
        self._ask(
            lambda engine: engine.start_session(
                setup, at_us=at_us, at_first_reading=at_first_reading, duration_s=duration_s
            )
        )

    def pause(self) -> None:
        """The timer stands still."""
        self._ask(lambda engine: engine.pause())

    def resume(self, at_us: int | None = None) -> None:
        """The timer goes on, or went on at a place in the past."""
        self._ask(lambda engine: engine.resume(at_us))

    def lap(self) -> None:
        """Ends the lap."""
        self._ask(lambda engine: engine.lap())

    def stop_session(self, at_us: int | None = None) -> None:
        """Finishes the session, now or at a place in the past."""
        self._ask(lambda engine: engine.stop_session(at_us))

    def continue_session(self, activity_id: int) -> None:
        """An interrupted session, or one stopped by mistake, runs on."""
        self._ask(lambda engine: engine.continue_session(activity_id))

    def finish_interrupted(self, activity_id: int) -> None:
        """Finishes an interrupted session at its last record."""
        self._ask(lambda engine: engine.finish_interrupted(activity_id))

    def discard_activity(self, activity_id: int) -> None:
        """Moves an activity to the bin."""
        self._ask(lambda engine: engine.discard_activity(activity_id))

    def restore_activity(self, activity_id: int) -> None:
        """Takes an activity out of the bin."""
        self._ask(lambda engine: engine.restore_activity(activity_id))

    def remark_activity(self, activity_id: int, remark: Remark) -> None:
        """Keeps what the athlete says of an activity."""
        self._ask(lambda engine: engine.remark_activity(activity_id, remark))

    def reassign_activity(
        self, activity_id: int, activity_type: ActivityType, profile: AthleteProfile
    ) -> None:
        """Gives a finished session another activity type."""
        self._ask(lambda engine: engine.reassign_activity(activity_id, activity_type, profile))

    def _ask(self, command: Callable[[RunningEngine], None]) -> None:
        with self._lock:
            loop, engine = self._loop, self._engine
            if loop is None or engine is None:
                self._waiting.append(command)
                return
        try:
            loop.call_soon_threadsafe(command, engine)
        except RuntimeError:  # the loop has ended: there is nobody left to ask
            _log.debug("a command came after the engine had ended")

    def _run(self) -> None:
        try:
            with asyncio.Runner(loop_factory=self._loop_factory) as runner:
                runner.run(self._live())
        except Exception as error:  # noqa: BLE001 - the one outermost guard: the athlete must hear of it
            _log.exception("the engine ended")
            self._publish(EngineFailed(f"{type(error).__name__}: {error}", has_ended=True))

    async def _live(self) -> None:
        engine = self._make_engine(self._publish)
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._on_loop_error)
        with self._lock:
            self._loop, self._engine = loop, engine
            for command in self._waiting:  # within the lock, so that no later command overtakes them
                loop.call_soon(command, engine)
            self._waiting.clear()
        await engine.run()

    def _on_loop_error(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """A callback or forgotten task failed: told, logged, and the session goes on."""
        error = context.get("exception")
        _log.error("in the engine's loop: %s", context.get("message"), exc_info=error)
        self._publish(EngineFailed(f"{context.get('message')}: {error}"))
        del loop

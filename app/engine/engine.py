"""The engine: notifications in; recording, live session and events out. All of it runs in one event loop."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import partial

from app.domain.activity_types import ActivityType
from app.domain.cuts import cuts_of
from app.domain.profile import AthleteProfile
from app.domain.recording import EventKind, Notification
from app.domain.remark import Remark
from app.domain.sensors import ConnectionChanged, SensorDescribed, SensorsInRange
from app.domain.setup import SessionSetup
from app.domain.snapshot import AlertKind, LiveStatus
from app.engine.clock_watch import ClockWatch
from app.engine.completion import Completion, no_link
from app.engine.events import ClockChanged, EngineEvent, ForgottenButton, ForgottenButtonFound, SessionStarted
from app.engine.feed import SessionFeed
from app.engine.forgotten_watch import find_forgotten, is_reading
from app.engine.journal import Journal, link_detail, sensor_detail
from app.engine.mending import Mending
from app.engine.news import FRESH_FOR_US, News
from app.engine.ports import Clock, Compute, Exporter, Link, Recorder, SensorMemory, SensorSource, Translate
from app.engine.recovery import RecoveryWatch
from app.engine.replay import local_time
from app.engine.sensor_orders import SensorOrders

TICK_MARGIN_S = 0.0005  # a tick that came a moment early would fall short of its second
KEPT_US = 12 * 3600 * 1_000_000  # how long the recorder keeps notifications that no session claims
END_LOOKED_FOR_EVERY_S = 60

_log = logging.getLogger(__name__)


class Engine(SensorOrders):
    """Runs sessions. To be called in the loop's thread only; EngineThread is the way in from others."""

    def __init__(
        self,
        *,
        clock: Clock,
        recorder: Recorder,
        source: SensorSource,
        translate: Translate,
        compute: Compute,
        exporter: Exporter,
        memory: SensorMemory,
        publish: Callable[[EngineEvent], None],
        idle_setup: SessionSetup,
        utc_offset_s: Callable[[], int],
        tells_each_second: bool = True,
        link: Link = no_link,
    ) -> None:
        super().__init__(source)
        self._clock = clock
        self._recorder = recorder
        self._translate = translate
        self._memory = memory
        self._news = News(publish, tells_each_second=tells_each_second)
        self._journal = Journal(clock, recorder)
        self._mending = Mending(clock, recorder, self._journal, translate)
        self._completion = Completion(recorder, exporter, compute, publish, link)
        self._recovery = RecoveryWatch(recorder, translate, publish)
        self._utc_offset_s = utc_offset_s
        self._feed = SessionFeed(idle_setup, clock.now_us(), translate, started=False)
        self._activity_id: int | None = None
        self._waiting_setup: SessionSetup | None = None
        self._duration_s: float | None = None
        self._idle_since_us = clock.now_us() - KEPT_US
        self._end_is_offered = False
        self._malformed_told: set[str] = set()
        self._is_closing = False
        self._woken = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    # What the athlete asks

    def use_setup(self, setup: SessionSetup) -> None:
        """What an idle engine shows from now on; a running session keeps the setup that it began with."""
        if self._activity_id is None:
            self._news.carry_over(self._feed)
            self._go_idle(setup)
            self._tell()

    def start_session(
        self,
        setup: SessionSetup,
        *,
        at_us: int | None = None,
        at_first_reading: bool = False,
        duration_s: float | None = None,
    ) -> None:
        """Begins a session: now, in the past, or with the next reading; it may stop by itself."""
        self._end_if_over()
        if self._activity_id is not None:
            return
        self._duration_s = duration_s
        if at_first_reading:
            self._waiting_setup = setup
            return
        self._begin(setup, self._clock.now_us() if at_us is None else at_us)
        if at_us is not None:
            self._mend()

    def pause(self) -> None:
        """The timer stands still; the sensor goes on."""
        self._end_if_over()
        if self._feed.session.status is LiveStatus.RUNNING:
            self._happened(EventKind.PAUSE)

    def resume(self, at_us: int | None = None) -> None:
        """The timer goes on, or went on in the past."""
        self._end_if_over()
        if self._feed.session.status is not LiveStatus.PAUSED:
            return
        if at_us is None:
            self._happened(EventKind.RESUME)
        else:
            self._record(EventKind.RESUME, max(at_us, self._feed.paused_at_us()))
            self._mend()

    def lap(self) -> None:
        """Ends the lap and begins the next."""
        self._end_if_over()
        if self._feed.session.status is LiveStatus.RUNNING:
            self._happened(EventKind.LAP)

    def stop_session(self, at_us: int | None = None) -> None:
        """Finishes the session, now or in the past. Never discards anything."""
        self._end_if_over()
        self._waiting_setup = None
        if self._activity_id is not None:
            self._finish(self._clock.now_us() if at_us is None else max(at_us, self._feed.started_at_us))

    def continue_session(self, activity_id: int) -> None:
        """An interrupted session, or one stopped by mistake, runs on."""
        if self._activity_id is None:
            self._spawn(self._continue(activity_id))

    def finish_interrupted(self, activity_id: int) -> None:
        """Finishes an interrupted session at its last record."""
        if activity_id != self._activity_id:
            self._spawn(self._completion.finish_interrupted(activity_id))

    def discard_activity(self, activity_id: int) -> None:
        """Moves an activity to the bin, where it stays for 30 days."""
        if activity_id != self._activity_id:
            self._recorder.delete_activity(activity_id)

    def restore_activity(self, activity_id: int) -> None:
        """Takes an activity out of the bin; one that was never stopped is offered again."""
        self._recorder.restore_activity(activity_id)
        self._spawn(self._completion.tell_interrupted())

    def remark_activity(self, activity_id: int, remark: Remark) -> None:
        """Keeps what the athlete says of an activity."""
        self._recorder.remark(activity_id, remark)

    def reassign_activity(
        self, activity_id: int, activity_type: ActivityType, profile: AthleteProfile
    ) -> None:
        """Gives a finished session another activity type, and completes it anew."""
        if activity_id != self._activity_id:
            self._spawn(self._completion.reassign(activity_id, activity_type, profile))

    # What the source tells

    def notified(self, notification: Notification) -> None:
        """Onto the disk's queue first, then into the session, then to the listener."""
        self._end_if_over(notification.at_us - 1)  # what comes at the very end still belongs to the session
        self._journal.notification(notification)
        if self._waiting_setup is not None and is_reading(notification, self._translate):
            self._begin(self._waiting_setup, notification.at_us)
        problem = self._feed.notification(notification)
        if problem is not None and notification.sensor not in self._malformed_told:
            self._malformed_told.add(notification.sensor)
            _log.warning("malformed, kept but not counted: %s from %s", problem, notification.sensor)
        percent = self._feed.battery_percents.get(notification.sensor)
        if percent is not None:
            self._journal.battery_percents[notification.sensor] = percent
        self._tell(notification.at_us)

    def connection_changed(self, change: ConnectionChanged) -> None:
        """Into the recording, the session, and to the listener."""
        self._end_if_over()
        self._journal.learn_link(change)
        self._record(EventKind.CONNECTION, detail=link_detail(change))
        self._news.publish(change)
        self._news.events(self._feed.session.take_events())

    def described(self, description: SensorDescribed) -> None:
        """Remembered for the next time; its battery level goes into the session."""
        self._end_if_over()
        self._journal.described[description.sensor] = description
        self._record(EventKind.SENSOR, detail=sensor_detail(description))
        if description.battery_percent is not None:
            self._journal.battery_percents[description.sensor] = description.battery_percent
            battery = {"sensor": description.sensor, "percent": description.battery_percent}
            self._record(EventKind.BATTERY, detail=battery)
        self._spawn(asyncio.to_thread(self._memory.remember, description))
        self._news.publish(description)

    def in_range(self, sensors: SensorsInRange) -> None:
        """To the listener."""
        self._news.publish(sensors)

    # Its life

    async def run(self) -> None:
        """Ticks until `close`; a session that still runs then is finished."""
        self._source.attach(self)
        self._spawn(self._completion.tell_interrupted())
        watch = ClockWatch(*self._clocks())
        try:
            while not self._is_closing:
                await self._until_something_changes()
                self._watch_clocks(watch)
                self._tick()
        finally:
            self.stop_session()
            await self._source.close()
            while self._tasks:
                await asyncio.wait(self._tasks)

    def close(self) -> None:
        """Ends `run`."""
        self._is_closing = True
        self._woken.set()

    async def _until_something_changes(self) -> None:
        """Until the next whole second, or until the heart rate goes stale within this one."""
        now_us = self._clock.now_us()
        to_second_us = 1_000_000 - (now_us - self._feed.started_at_us) % 1_000_000
        to_stale_us = self._feed.last_reading_us + FRESH_FOR_US - now_us
        wait_s = (min(to_second_us, to_stale_us) if to_stale_us >= 0 else to_second_us) / 1e6 + TICK_MARGIN_S
        timer = asyncio.get_running_loop().call_later(wait_s, self._woken.set)
        await self._woken.wait()  # a timeout would cancel this task every second: three times the work
        timer.cancel()
        self._woken.clear()

    def _tick(self) -> None:
        self._end_if_over()
        now_us = self._clock.now_us()
        elapsed_us = now_us - self._feed.started_at_us
        self._feed.advance(now_us - elapsed_us % 1_000_000)  # a tick stands for its whole second
        self._news.trouble(self._recorder.trouble())
        self._tell(is_tick=True)
        measured = self._recovery.take_due(now_us)
        if measured is not None:
            self._spawn(self._recovery.tell(measured))
        if int(self._feed.elapsed_s(now_us)) % END_LOOKED_FOR_EVERY_S == 0 and not self._end_is_offered:
            self._look_for(ForgottenButton.STOP)

    def _clocks(self) -> tuple[int, int, float]:
        return self._clock.now_us(), self._clock.utc_us(), asyncio.get_running_loop().time()

    def _watch_clocks(self, watch: ClockWatch) -> None:
        change = watch.look(*self._clocks())
        if change is not None:
            detail: dict[str, object] = {"jumped_s": change.jumped_s, "suspended_s": change.suspended_s}
            self._record(EventKind.CLOCK, detail=detail)
            self._news.publish(ClockChanged(change.jumped_s, change.suspended_s))

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        self._hold(asyncio.get_running_loop().create_task(work))

    def _hold(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # The session's beginning and end

    def _begin(self, setup: SessionSetup, at_us: int) -> None:
        self._waiting_setup = None
        setup = replace(setup, primary_source=setup.primary_source or self._journal.primary())
        utc_us, offset_s = self._journal.utc_of(at_us), self._utc_offset_s()
        self._activity_id = self._recorder.begin_session(at_us, utc_us, offset_s, setup.to_json())
        self._news.carry_over(self._feed)
        self._feed = SessionFeed(setup, at_us, self._translate)
        self._end_is_offered = False
        self._news.publish(SessionStarted(self._activity_id, local_time(utc_us, offset_s)))
        self._spawn(self._completion.tell_reference(setup))
        self._record(EventKind.START, at_us)
        self._restate(at_us)

    def _restate(self, at_us: int) -> None:
        if self._activity_id is not None:
            for event in self._journal.restate(self._activity_id, at_us):
                self._feed.event(event)

    def _finish(self, at_us: int) -> None:
        activity_id = self._activity_id
        if activity_id is None:
            return
        self._news.carry_over(self._feed)
        self._record(EventKind.STOP, at_us)
        if not self._mending.is_under_way and not self._feed.has_passed(
            at_us
        ):  # else only the records know its end
            self._feed.session.finish(self._feed.elapsed_s(at_us))
            self._tell()
        self._recorder.finish_session(activity_id, at_us)
        self._activity_id = None
        self._duration_s = None
        self._idle_since_us = at_us
        self._recovery.begin(activity_id, at_us)
        self._go_idle(self._feed.setup)
        self._spawn(self._completion.complete(activity_id))

    def _go_idle(self, setup: SessionSetup) -> None:
        self._feed = SessionFeed(setup, self._clock.now_us(), self._translate, started=False)

    async def _continue(self, activity_id: int) -> None:
        recording = await asyncio.to_thread(self._recorder.load_recording, activity_id)
        if self._activity_id is not None:
            return  # another one was begun meanwhile
        setup, cuts = SessionSetup.from_json(recording.setup), cuts_of(recording.events)
        self._recovery.forget(activity_id)
        self._recorder.resume_session(activity_id)
        self._activity_id = activity_id
        self._waiting_setup = self._duration_s = None
        self._feed = SessionFeed(setup, recording.started_at_us, self._translate, cuts=cuts)
        started_at = local_time(recording.started_utc_us, recording.utc_offset_s)
        self._news.publish(SessionStarted(activity_id, started_at))
        self._restate(self._clock.now_us())
        self._mend()

    # What was forgotten

    def _mend(self) -> None:
        if self._activity_id is not None:
            self._hold(self._mending.begin(self._activity_id, self._feed, self._take_over))

    def _take_over(self, activity_id: int, feed: SessionFeed) -> None:
        """The running session, computed anew."""
        if activity_id == self._activity_id:
            self._feed = feed
            self._news.trace(feed)
            self._tell()

    def _look_for(self, button: ForgottenButton) -> None:
        since_us = {
            ForgottenButton.START: max(self._idle_since_us, self._clock.now_us() - KEPT_US),
            ForgottenButton.RESUME: self._feed.paused_at_us(),
            ForgottenButton.STOP: self._feed.started_at_us,
        }[button]
        if button is not ForgottenButton.STOP or self._feed.seems_abandoned(self._clock.now_us()):
            self._spawn(self._look_in_the_past(button, since_us))

    async def _look_in_the_past(self, button: ForgottenButton, since_us: int) -> None:
        now_us, resting_bpm = self._clock.now_us(), self._feed.setup.constants.resting_bpm
        kept = await asyncio.to_thread(self._recorder.kept_notifications, since_us)
        look = partial(find_forgotten, button, kept, self._translate, since_us=since_us)
        found = await asyncio.to_thread(look, now_us=now_us, resting_bpm=resting_bpm)
        if found is not None:
            at_us, mean_bpm = found
            self._end_is_offered = button is ForgottenButton.STOP
            at = local_time(self._journal.utc_of(at_us), self._utc_offset_s())
            self._news.publish(ForgottenButtonFound(button, at_us, at, mean_bpm))

    # Records and news

    def _happened(self, kind: EventKind) -> None:
        self._record(kind)
        self._tell()

    def _record(
        self, kind: EventKind, at_us: int | None = None, *, detail: dict[str, object] | None = None
    ) -> None:
        self._feed.event(self._journal.event(kind, self._activity_id, at_us=at_us, detail=detail))

    def _end_if_over(self, now_us: int | None = None) -> None:
        """Finishes a session whose duration is over, at its very end, before anything later happens to it."""
        if self._duration_s is None or self._activity_id is None:
            return
        end_us = self._feed.started_at_us + round(self._duration_s * 1e6)
        if end_us <= (self._clock.now_us() if now_us is None else now_us):
            self._finish(end_us)

    def _tell(self, arrival_us: int | None = None, *, is_tick: bool = False) -> None:
        alerts = self._news.snapshot(
            self._feed,
            self._clock.now_us(),
            sensor_state=self._journal.sensor_state(),
            battery_percent=self._journal.battery_percent(self._feed.session.source),
            arrival_us=arrival_us,
            is_tick=is_tick,
        )
        if AlertKind.NOT_STARTED_BUT_WORKING in alerts:
            self._look_for(ForgottenButton.START)
        if AlertKind.PAUSED_BUT_WORKING in alerts:
            self._look_for(ForgottenButton.RESUME)

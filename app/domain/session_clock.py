"""The session's time: elapsed with pauses, timer without, as in FIT; and where the session stands."""

from app.domain.activity import Pause
from app.domain.snapshot import LiveStatus


class SessionClock:
    """Running, paused or finished, and since when. An idle clock stands at 0."""

    __slots__ = ("_now_s", "_pause_start_s", "_paused_s", "_pauses", "status")

    def __init__(self, status: LiveStatus) -> None:
        self.status = status
        self._now_s = 0.0
        self._paused_s = 0.0  # in closed pauses
        self._pauses: list[Pause] = []
        self._pause_start_s: float | None = None

    @property
    def now_s(self) -> float:
        """The latest moment that was told, idle or not."""
        return self._now_s

    @property
    def elapsed_s(self) -> float:
        """Seconds since the start, pauses included."""
        return 0.0 if self.status is LiveStatus.IDLE else self._now_s

    @property
    def timer_s(self) -> float:
        """Seconds since the start, pauses left out."""
        running_pause_s = 0.0 if self._pause_start_s is None else self._now_s - self._pause_start_s
        return self.elapsed_s - self._paused_s - running_pause_s

    def move(self, now_s: float) -> None:
        """Time has come so far; it never goes back."""
        self._now_s = max(self._now_s, now_s)

    def pause(self, elapsed_s: float) -> bool:
        """Stops the timer; False if it did not run."""
        if self.status is not LiveStatus.RUNNING:
            return False
        self.status = LiveStatus.PAUSED
        self._pause_start_s = elapsed_s
        return True

    def resume(self, elapsed_s: float) -> bool:
        """Starts the timer again; False if it was not paused."""
        if self.status is not LiveStatus.PAUSED:
            return False
        self.status = LiveStatus.RUNNING
        self._close_pause(elapsed_s)
        return True

    def finish(self, elapsed_s: float) -> None:
        """The end; a pause that was still open ends here."""
        self._close_pause(elapsed_s)
        if self.status is LiveStatus.IDLE:
            self._now_s = 0.0
        self.status = LiveStatus.FINISHED

    def pauses(self) -> tuple[Pause, ...]:
        """All pauses; one that is still open ends now."""
        if self._pause_start_s is None:
            return tuple(self._pauses)
        return (*self._pauses, Pause(self._pause_start_s, self._now_s))

    def _close_pause(self, end_s: float) -> None:
        if self._pause_start_s is not None:
            self._pauses.append(Pause(self._pause_start_s, end_s))
            self._paused_s += end_s - self._pause_start_s
            self._pause_start_s = None

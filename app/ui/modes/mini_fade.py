"""MiniFade: lets a window fade while all is right, in a few steps, and brings it back at once."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

FADED_OPACITY = 0.85  # over white film: the number 10:1, all else can be read
_WAIT_MS = 8_000  # what was just looked at stays a while
_STEP_MS = 90
_STEPS = 4  # few: each lets the compositor mix anew what lies below


class MiniFade(QObject):
    """`opacity_changed` carries 1.0 down to FADED_OPACITY; in one step where `is_at_once` says so."""

    opacity_changed = Signal(float)

    def __init__(
        self,
        *,
        wait_ms: int = _WAIT_MS,
        step_ms: int = _STEP_MS,
        is_at_once: Callable[[], bool] = lambda: False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._is_at_once = is_at_once
        self._is_enabled = True
        self._is_calm = False
        self._is_looked_at = False
        self._step = 0
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(wait_ms)
        self._wait.timeout.connect(self._fade)
        self._pace = QTimer(self)
        self._pace.setInterval(step_ms)
        self._pace.timeout.connect(self._fade)

    @property
    def is_enabled(self) -> bool:
        """Whether the window fades at all."""
        return self._is_enabled

    @property
    def opacity(self) -> float:
        """The opacity now."""
        return 1.0 - (1.0 - FADED_OPACITY) * self._step / _STEPS

    @Slot(bool)
    def enable(self, is_enabled: bool) -> None:
        """Fades from now on, or never."""
        self._is_enabled = is_enabled
        self._judge()

    def show_calm(self, *, is_calm: bool) -> None:
        """All is right, or something is wrong."""
        if is_calm != self._is_calm:
            self._is_calm = is_calm
            self._judge()

    def show_looked_at(self, *, is_looked_at: bool) -> None:
        """The pointer is over it, or has gone."""
        if is_looked_at != self._is_looked_at:
            self._is_looked_at = is_looked_at
            self._judge()

    def _judge(self) -> None:
        if self._is_enabled and self._is_calm and not self._is_looked_at:
            if self._step == 0:
                self._wait.start()
            return
        self._wait.stop()
        self._pace.stop()
        if self._step:
            self._step = 0
            self.opacity_changed.emit(1.0)

    @Slot()
    def _fade(self) -> None:
        self._step = _STEPS if self._is_at_once() else self._step + 1
        self.opacity_changed.emit(self.opacity)
        if self._step < _STEPS:
            self._pace.start()
        else:
            self._pace.stop()

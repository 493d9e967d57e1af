"""PacedProgress: what an import tells, handed on at the screen's pace and not at the files'."""

import time
from collections.abc import Callable

from app.domain.import_outcome import ImportOutcome
from app.ui.history.ports import ImportProgress

PACE_S = 0.1  # known files come by in their thousands a second


class PacedProgress:
    """Keeps back what comes too soon; nothing is dropped. For one thread."""

    def __init__(
        self, hand_on: Callable[[ImportProgress], None], now_s: Callable[[], float] = time.monotonic
    ) -> None:
        self._hand_on = hand_on
        self._now_s = now_s
        self._handed_on_s = float("-inf")
        self._outcomes: list[ImportOutcome] = []
        self._last: ImportProgress | None = None

    def tell(self, progress: ImportProgress) -> None:
        """One file more."""
        self._outcomes += progress.outcomes
        self._last = progress
        if self._now_s() - self._handed_on_s >= PACE_S:
            self.flush()

    def flush(self) -> None:
        """Hands on what was kept back."""
        if self._last is None:
            return
        whole = ImportProgress(self._last.done, self._last.of, tuple(self._outcomes))
        self._outcomes, self._last = [], None
        self._handed_on_s = self._now_s()
        self._hand_on(whole)

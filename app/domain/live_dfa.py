"""DFA α1 as a session goes: of the last 120 s of beats, every 20 s, artefacts mended as after the session.

The live rule of domain.md, which knows only what was before a beat, turns away beats of healthy hearts near
90 bpm; a window is known whole, and so can be judged as the finished recording is.
"""

from collections import deque
from collections.abc import Sequence
from itertools import pairwise

from app.domain.dfa import EVERY_S, LARGEST_FRACTION, WARNING_FRACTION, WINDOW_S, dfa_alpha1
from app.domain.frozen import frozen
from app.domain.hrv import LONGEST_SILENCE_S, TICKS_PER_S
from app.domain.rr_cleaning import artefacts_of, mended

_NEVER_S = float("-inf")


@frozen
class LiveExponent:
    """α1, and whether so many artefacts were mended that it is rough. None: not known now."""

    value: float | None = None
    is_rough: bool = False


UNKNOWN = LiveExponent()


class LiveDfa:
    """What comes in is only kept; reckoned is what is asked for, once for each window.

    Windows end at whole multiples of 20 s: the value depends on the beats alone, not on who asks when.
    """

    __slots__ = ("_exponent", "_reckoned_s", "_window")

    def __init__(self) -> None:
        self._window: deque[tuple[float, Sequence[int]]] = deque()  # no intervals: beats are missing
        self._reckoned_s = _NEVER_S  # the end of the window that the exponent is of
        self._exponent = UNKNOWN

    def add(self, elapsed_s: float, rr_ticks: Sequence[int]) -> None:
        """The intervals (1/1024 s, oldest first) of one notification; notifications in order."""
        window = self._window
        window.append((elapsed_s, rr_ticks))
        while window[0][0] <= elapsed_s - WINDOW_S - EVERY_S:
            window.popleft()
        if elapsed_s <= self._reckoned_s:  # a reading that was held as suspect
            self._reckoned_s = _NEVER_S

    def part(self, elapsed_s: float) -> None:
        """Another sensor speaks, beats are missing, a pause begins or ends: no window holds this moment."""
        self.add(elapsed_s, ())

    def exponent(self, elapsed_s: float) -> LiveExponent:
        """Of the last whole window; unknown where beats are missing in it or for 5 s since."""
        if not self._window or elapsed_s - self._window[-1][0] > LONGEST_SILENCE_S:
            return UNKNOWN
        end_s = elapsed_s // EVERY_S * EVERY_S
        if end_s != self._reckoned_s:
            self._reckoned_s, self._exponent = end_s, self._reckoned(end_s)
        return self._exponent

    def _reckoned(self, end_s: float) -> LiveExponent:
        start_s = end_s - WINDOW_S
        heard = [each for each in self._window if start_s < each[0] <= end_s]
        times = (start_s, *(at_s for at_s, _rr_ticks in heard), end_s)
        if any(later - earlier > LONGEST_SILENCE_S for earlier, later in pairwise(times)):
            return UNKNOWN
        if not all(rr_ticks for _at_s, rr_ticks in heard):
            return UNKNOWN
        rr_ms = [ticks * 1000.0 / TICKS_PER_S for _at_s, rr_ticks in heard for ticks in rr_ticks]
        if min(rr_ms) <= 0.0:
            return UNKNOWN
        artefacts = artefacts_of(rr_ms)
        fraction = 1.0 - artefacts.count(None) / len(artefacts)
        if fraction >= LARGEST_FRACTION:
            return UNKNOWN
        value = dfa_alpha1([interval.nn_ms for interval in mended(rr_ms, artefacts)])
        return LiveExponent(value, is_rough=value is not None and fraction >= WARNING_FRACTION)

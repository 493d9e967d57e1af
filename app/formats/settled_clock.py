"""A recorder's clock made to go only forward: strays are dropped; and its timer where it can be true."""

from collections import Counter
from collections.abc import Sequence

from app.domain.frozen import frozen

LONGEST_SILENCE_S = 24 * 3600  # further on than this, the clock was set; nobody rested for a day
MOST_STRAY_RECORDS = 5  # so many records in a row with odd times are strays; more, and the clock was set


@frozen
class Timeline:
    """A file's records on one clock that only goes forward, whatever the recorder's clock did.

    `times` has None for a record whose time cannot be; `shifts` what was added to each.
    """

    times: tuple[int | None, ...]
    shifts: tuple[int, ...]

    def at(self, place: int, time: int) -> int:
        """A time said after `place` records."""
        if not self.shifts:
            return time
        return time + self.shifts[min(max(place - 1, 0), len(self.shifts) - 1)]

    @property
    def was_set(self) -> bool:
        """Whether the clock was set during the activity."""
        return any(self.shifts)


def settle_clock(
    times: Sequence[int], *, second: int = 1, longest_silence: int = LONGEST_SILENCE_S
) -> Timeline:
    """Strays are dropped; a clock that was set goes on a second later; most records keep their own.

    `times` are in any unit, of which `second` make one; `longest_silence` is in it too.
    """

    def follows(last: int, time: int) -> bool:
        return 0 < time - last <= longest_silence

    settled: list[int | None] = []
    shifts: list[int] = []
    shift, last = 0, None
    for index, time in enumerate(times):
        at: int | None = time + shift
        if last is not None and not follows(last, time + shift):
            later = times[index + 1 : index + 1 + MOST_STRAY_RECORDS]
            is_last = not later
            if is_last or time + shift == last or any(follows(last, other + shift) for other in later):
                at = None
            else:
                shift = last + second - time
                at = last + second
        settled.append(at)
        shifts.append(shift)
        last = last if at is None else at
    usual = Counter(shifts).most_common(1)[0][0] if shifts else 0
    return Timeline(
        tuple(None if at is None else at - usual for at in settled), tuple(each - usual for each in shifts)
    )


def believable_timer_s(reported_timer_s: float | None, elapsed_s: float) -> float | None:
    """What a file says that its timer ran, None where it says nothing or what cannot be.

    The points may end early, so that the timer ran longer than they tell; but not by days.
    """
    if reported_timer_s is None or not 0.0 < reported_timer_s <= elapsed_s + LONGEST_SILENCE_S:
        return None
    return reported_timer_s

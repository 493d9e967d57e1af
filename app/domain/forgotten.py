"""Forgotten buttons: what the kept readings say of a start, a resume or a stop that nobody pressed.

Pure detectors over samples in time order, on any one clock (seconds). Working is a heart rate of at least
resting + 30 bpm (domain.md, "Forgotten buttons"; the same margin as the alerts).
"""

from collections.abc import Iterable, Sequence

from app.domain.averages import mean, median
from app.domain.frozen import frozen
from app.domain.readings import reading_of
from app.domain.samples import HeartRateSample

WORKING_MARGIN_BPM = 30.0
WORKING_FROM_S = 176.0  # of readings within three minutes; less is a flight of stairs
LONGEST_BREAK_S = 120.0  # a rest between sets, or a short loss of the sensor, within one spell of work
RECOVERED_BPM = 15.0  # a heart that came down so far in a pause had rested
OFFER_END_AFTER_S = 600.0  # without contact
LONGEST_DECLINE_S = 120.0  # from the end of an effort until the heart no longer works, or the strap is off
RECOVERY_WINDOW_S = 2.0  # either side of the minute: the median of 58–62 s
END_WINDOW_S = 4.0


@frozen
class Spell:
    """A spell of work, from and to, and its mean heart rate."""

    start_s: float
    end_s: float
    mean_bpm: float


@frozen
class HeartRateRecovery:
    """By how many bpm the heart came down 60 and 120 s after the end; None where there were no readings."""

    end_bpm: float
    after_60_s_bpm: float | None
    after_120_s_bpm: float | None


def working_since(samples: Sequence[HeartRateSample], now_s: float, *, resting_bpm: float) -> Spell | None:
    """The spell of work that is going on, at least 3 min old («You have been working since 18:04»)."""
    start_s: float | None = None
    work: list[tuple[float, float]] = []
    last_s = now_s
    for elapsed_s, bpm in reversed(_readings(samples, until_s=now_s)):
        if last_s - elapsed_s > LONGEST_BREAK_S:
            break
        if bpm >= resting_bpm + WORKING_MARGIN_BPM:
            start_s = last_s = elapsed_s
            work.append((elapsed_s, bpm))
    if start_s is None or work[0][0] - start_s < WORKING_FROM_S:
        return None
    return Spell(start_s, work[0][0], mean([bpm for _, bpm in work]))


def working_while_paused(
    samples: Sequence[HeartRateSample], paused_at_s: float, now_s: float, *, resting_bpm: float
) -> Spell | None:
    """The work done in a pause that is still on («Paused 3 min at 138 bpm. Resume from 18:42?»).

    A heart that came down and rose again rested first: the work begins at its lowest point. One that only
    comes down is resting still.
    """
    in_pause = [sample for sample in samples if sample.elapsed_s >= paused_at_s]
    readings = _readings(in_pause, until_s=now_s)
    if not readings:
        return None
    lowest_s, lowest_bpm = min(reversed(readings), key=lambda reading: reading[1])
    rested = readings[0][1] - lowest_bpm >= RECOVERED_BPM
    begin_s = lowest_s if rested else paused_at_s
    at_work = [sample for sample in in_pause if sample.elapsed_s >= begin_s]
    return working_since(at_work, now_s, resting_bpm=resting_bpm)


def end_of_last_effort(
    samples: Sequence[HeartRateSample], now_s: float, *, resting_bpm: float
) -> float | None:
    """Where a session that nobody stopped ended; None within 10 min of the last reading, or without work.

    The heart comes down only after the effort is over, so its end is the last peak before that.
    """
    readings = _readings(samples, until_s=now_s)
    if not readings or now_s - readings[-1][0] < OFFER_END_AFTER_S:
        return None
    last_work_s = max(
        (at_s for at_s, bpm in readings if bpm >= resting_bpm + WORKING_MARGIN_BPM), default=None
    )
    if last_work_s is None:
        return None
    decline = [
        reading for reading in readings if last_work_s - LONGEST_DECLINE_S <= reading[0] <= last_work_s
    ]
    return max(decline, key=lambda reading: (reading[1], reading[0]))[0]


def heart_rate_recovery(samples: Sequence[HeartRateSample], end_s: float) -> HeartRateRecovery | None:
    """End minus the median of 58 to 62 s later, and of 118 to 122 s; None without a reading at the end.

    The end is the median of its last 4 s.
    """
    end_bpm = _median_between(samples, end_s - END_WINDOW_S, end_s)
    if end_bpm is None:
        return None

    def fallen_bpm(after_s: float) -> float | None:
        middle_s = end_s + after_s
        later_bpm = _median_between(samples, middle_s - RECOVERY_WINDOW_S, middle_s + RECOVERY_WINDOW_S)
        return None if later_bpm is None else end_bpm - later_bpm

    return HeartRateRecovery(end_bpm, fallen_bpm(60.0), fallen_bpm(120.0))


def _readings(samples: Iterable[HeartRateSample], *, until_s: float) -> list[tuple[float, float]]:
    told = ((sample.elapsed_s, reading_of(sample)) for sample in samples if sample.elapsed_s <= until_s)
    return [(elapsed_s, bpm) for elapsed_s, bpm in told if bpm is not None]


def _median_between(samples: Iterable[HeartRateSample], from_s: float, to_s: float) -> float | None:
    within = [bpm for at_s, bpm in _readings(samples, until_s=to_s) if at_s >= from_s]
    return median(within) if within else None

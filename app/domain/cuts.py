"""Cuts: stretches that the athlete took out of an activity afterwards. The records stay; nothing is lost.

A cut is kept as an event of the session (`amended`), laid over the recording: each such event holds all cuts
as they were from then on, so that any of them can be put back. Within one the heart rate counts as absent: up
to 15 s are bridged for the load as any other silence is, more is a gap (domain.md, "What a measurement is
worth").
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from app.domain.frozen import frozen
from app.domain.recording import EventKind, RecordedEvent
from app.domain.samples import HeartRateSample
from app.domain.stored import LARGEST_NUMBER

SHORTEST_CUT_S = 1.0  # shorter than the time between two readings takes nothing out
_KEY = "cuts"


class CutError(ValueError):
    """A stretch that cannot be cut out: it lies outside of the activity, or is shorter than a second."""


@frozen
class Cut:
    """From and to, in session seconds; the end is not part of it."""

    start_s: float
    end_s: float

    def holds(self, elapsed_s: float) -> bool:
        """Whether this moment was cut out."""
        return self.start_s <= elapsed_s < self.end_s


def cuts_of(events: Iterable[RecordedEvent]) -> tuple[Cut, ...]:
    """The cuts that hold now, in order: those of the newest event that tells of any. Nonsense is left out."""
    told = [event for event in events if event.kind is EventKind.AMENDED and _KEY in event.detail]
    if not told:
        return ()
    stored = max(told, key=lambda event: event.at_us).detail[_KEY]
    cuts = (_read(each) for each in stored) if isinstance(stored, list) else ()
    return tuple(cut for cut in cuts if cut is not None)


def cuts_detail(cuts: Iterable[Cut]) -> dict[str, Any]:
    """The event's detail that `cuts_of` reads back."""
    return {_KEY: [[cut.start_s, cut.end_s] for cut in cuts]}


def with_cut(cuts: Iterable[Cut], start_s: float, end_s: float, elapsed_s: float) -> tuple[Cut, ...]:
    """One cut more in an activity of `elapsed_s`; those that it touches become one with it. CutError."""
    joined, apart = Cut(max(0.0, start_s), min(end_s, elapsed_s)), []
    is_real = start_s < end_s  # never so for NaN
    if not is_real or joined.end_s - joined.start_s < SHORTEST_CUT_S:
        raise CutError(f"{start_s} to {end_s} s of {elapsed_s} s cannot be cut out")
    for cut in cuts:
        if cut.end_s < joined.start_s or cut.start_s > joined.end_s:
            apart.append(cut)
        else:
            joined = Cut(min(cut.start_s, joined.start_s), max(cut.end_s, joined.end_s))
    return tuple(sorted((*apart, joined), key=lambda cut: cut.start_s))


def without_cut(cuts: Iterable[Cut], gone: Cut) -> tuple[Cut, ...]:
    """All but this one, which is put back."""
    return tuple(cut for cut in cuts if cut != gone)


def cut_out(sample: HeartRateSample, cuts: Iterable[Cut]) -> HeartRateSample:
    """The sample, or where its moment was cut out one without a reading."""
    if any(cut.holds(sample.elapsed_s) for cut in cuts):
        return replace(sample, bpm=None, rr_ticks=())
    return sample


def _read(stored: object) -> Cut | None:
    """[start, end]; a salvaged store may hold anything."""
    if not isinstance(stored, list) or len(stored) != 2:
        return None
    start_s, end_s = stored
    if not all(isinstance(edge, int | float) and not isinstance(edge, bool) for edge in stored):
        return None
    return Cut(float(start_s), float(end_s)) if 0 <= start_s < end_s <= LARGEST_NUMBER else None

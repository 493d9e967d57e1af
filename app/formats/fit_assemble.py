"""FitContents → FileActivity: clocks mended, sessions told apart, pauses and laps on session time."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from itertools import pairwise

from fitdecode.profile import FIELD_TYPES

from app.domain.activity import Pause
from app.domain.file_activity import FileActivity, FileLap
from app.domain.frozen import frozen
from app.domain.samples import HeartRateSample
from app.formats.errors import FormatError
from app.formats.fit_contents import FitContents, SessionMessage
from app.formats.fit_profile import ACTIVITY_FILE, FIT_EPOCH
from app.formats.pause_fitting import explaining, fitted
from app.formats.settled_clock import LONGEST_SILENCE_S, Timeline, believable_timer_s, settle_clock

LARGEST_OFFSET_S = 14 * 3600  # UTC+14 is the largest there is
OFFSET_STEP_S = 15 * 60  # all of the world's offsets are multiples of it
OFFSET_SLACK_S = 60  # some recorders write both times a few seconds apart
SHORTEST_UNTOLD_PAUSE_S = 10  # watches that save room write a record every few seconds
FILE_SOURCE = "file"  # the source of samples that no sensor told us of
GARMIN_MAKERS = (1, 13, 15)  # garmin, dynastream_oem, dynastream: their product numbers have names

_NOTHING_SAID = SessionMessage(None, None, None, None, None, None, None)


def assemble_activities(contents: FitContents, *, broken_by: FormatError | None) -> Iterator[FileActivity]:
    """One activity for each session of the file; one all the same where the file ends before its session."""
    if contents.file_type not in {None, ACTIVITY_FILE} or contents.is_empty():
        return
    timeline = settle_clock([time for time, _bpm in contents.records])
    sessions = _sessions(contents)
    starts = [session.start or 0 for session in sessions]
    for number, session in enumerate(sessions):
        part = _Part(
            contents=contents,
            timeline=timeline,
            session=session,
            not_before=starts[number] if number else 0,
            not_after=starts[number + 1] if number + 1 < len(starts) else None,
            broken_by=broken_by,
        )
        activity = part.activity()
        if activity is not None:
            yield activity


def _sessions(contents: FitContents) -> list[SessionMessage]:
    """The sessions in order of start, each start once; a nameless one where there is none."""
    by_start = {session.start: session for session in contents.sessions if session.start is not None}
    if len(by_start) > 1:
        return [by_start[start] for start in sorted(by_start)]
    return contents.sessions[-1:] or [_NOTHING_SAID]


@frozen
class _Part:
    """One session's part of a file: records from `not_before` up to `not_after` (FIT seconds)."""

    contents: FitContents
    timeline: Timeline
    session: SessionMessage
    not_before: int
    not_after: int | None
    broken_by: FormatError | None

    def activity(self) -> FileActivity | None:
        """The part on session time; None where nothing says when it was."""
        records = [
            (at, bpm)
            for at, (_time, bpm) in zip(self.timeline.times, self.contents.records, strict=True)
            if at is not None and self._holds(at)
        ]
        start = self._start(records)
        if start is None:
            return None
        elapsed_s = self._elapsed_s(start, records)
        timer_s = believable_timer_s(self.session.timer_s, elapsed_s)
        offset_s = _offset_s(self.contents, start)
        sport = _first(self.session.sport, self.contents.sport, 0)
        sub_sport = _first(self.session.sub_sport, self.contents.sub_sport, 0)
        beats = self._beats(start)
        return FileActivity(
            sport=_name("sport", sport),
            sub_sport=_name("sub_sport", sub_sport),
            fit_sport=sport,
            fit_sub_sport=sub_sport,
            started_at=_moment(start, offset_s or 0),
            has_local_offset=offset_s is not None,
            elapsed_s=elapsed_s,
            reported_timer_s=timer_s,
            samples=tuple(HeartRateSample(float(at - start), bpm, FILE_SOURCE) for at, bpm in records),
            pauses=fitted(self._pauses_or_gaps(start, elapsed_s, timer_s, records), elapsed_s, timer_s),
            laps=tuple(self._laps(start, elapsed_s)),
            rr_ms=tuple(float(ms) for _at, ms in beats),
            rr_at_s=tuple(at for at, _ms in beats),
            identity=self.session.identity,
            sensor=self.contents.sensor,
            recorder=self.contents.recorder or _product(self.contents),
            manufacturer=_name("manufacturer", self.contents.manufacturer),
            warnings=tuple(self._warnings()),
        )

    def _holds(self, at: int) -> bool:
        return self.not_before <= at and (self.not_after is None or at < self.not_after)

    def _start(self, records: list[tuple[int, int | None]]) -> int | None:
        """The session's own start where it can be true, else the first record."""
        said = self.session.start
        if not records:
            return said
        first = records[0][0]
        return said if said is not None and 0 <= first - said <= LONGEST_SILENCE_S else first

    def _elapsed_s(self, start: int, records: list[tuple[int, int | None]]) -> float:
        """Up to the last record; further where timer and session agree on it (some save much later)."""
        reported_s = self.session.elapsed_s
        if not records:
            return min(reported_s or 0.0, float(LONGEST_SILENCE_S))
        last = records[-1][0]
        stops = [
            float(at - start)
            for at, is_start in self._timer()
            if not is_start and 0 < at - last <= LONGEST_SILENCE_S
        ]
        ends = [max(stops)] if stops else []
        if reported_s is not None and reported_s <= last - start + LONGEST_SILENCE_S:
            ends.append(reported_s)
        return max(float(last - start), min(ends, default=0.0))

    def _timer(self) -> Iterator[tuple[int, bool]]:
        for event in self.contents.timer:
            at = self.timeline.at(event.place, event.time)
            if self._holds(at):
                yield at, event.is_start

    def _pauses_or_gaps(
        self, start: int, elapsed_s: float, timer_s: float | None, records: list[tuple[int, int | None]]
    ) -> tuple[Pause, ...]:
        """Told by the timer's events; where it has none, the silences that the session's timer leaves out."""
        told = tuple(self._pauses(start, elapsed_s))
        if told or timer_s is None:
            return told
        gaps = [
            Pause(float(before - start), float(after - start))
            for (before, _), (after, _) in pairwise(records)
            if after - before >= SHORTEST_UNTOLD_PAUSE_S
        ]
        return explaining(gaps, elapsed_s - timer_s)

    def _pauses(self, start: int, elapsed_s: float) -> Iterator[Pause]:
        """From each stop to the next start; the last stop is the end and no pause."""
        paused_at: float | None = None
        resumed_at = 0.0
        for at, is_start in self._timer():
            second = min(max(float(at - start), resumed_at), elapsed_s)
            if not is_start:
                paused_at = second if paused_at is None else paused_at
            elif paused_at is not None:
                if second > paused_at:
                    yield Pause(paused_at, second)
                    resumed_at = second
                paused_at = None

    def _laps(self, start: int, elapsed_s: float) -> Iterator[FileLap]:
        previous_end = 0.0
        for lap in self.contents.laps:
            end = self.timeline.at(lap.place, lap.end)
            said = end if lap.start is None else self.timeline.at(lap.place, lap.start)
            if not self._holds(min(said, end - 1)):
                continue
            begin_s = previous_end if lap.start is None else float(said - start)
            begin_s = min(max(begin_s, previous_end), elapsed_s)
            end_s = min(float(end - start), elapsed_s)
            if end_s > begin_s:
                yield FileLap(begin_s, end_s)
                previous_end = end_s

    def _beats(self, start: int) -> list[tuple[float, int]]:
        """(session second of the record they followed, ms); a beat before any record is at the start."""
        beats = []
        last, next_place = start, 0
        times = self.timeline.times
        for place, ms in self.contents.beats:
            for at in times[next_place:place]:
                last = last if at is None else at
            next_place = max(place, next_place)
            if self._holds(last) and last >= start:
                beats.append((float(last - start), ms))
        return beats

    def _warnings(self) -> Iterator[str]:
        if self.broken_by is not None:
            yield self.broken_by.reason.value
        if self.contents.has_tail:
            yield "trailing_bytes"
        if self.timeline.was_set:
            yield "clock_was_set"
        if None in self.timeline.times:
            yield "records_out_of_order"


def _offset_s(contents: FitContents, start: int) -> int | None:
    """The local offset that activity.local_timestamp implies, None where it cannot be one.

    Some recorders write the local time of the start beside the time of the end.
    """
    if contents.local_time is None:
        return None
    times = (start if contents.activity_time is None else contents.activity_time, start)
    differences_s = [contents.local_time - time for time in times]
    rounded = [(OFFSET_STEP_S * round(each / OFFSET_STEP_S), each) for each in differences_s]
    offset_s, difference_s = min(rounded, key=lambda pair: abs(pair[0] - pair[1]))
    is_offset = abs(difference_s - offset_s) <= OFFSET_SLACK_S and abs(offset_s) <= LARGEST_OFFSET_S
    return offset_s if is_offset else None


def _moment(fit_second: int, offset_s: int) -> datetime:
    zone = timezone(timedelta(seconds=offset_s))
    return (FIT_EPOCH + timedelta(seconds=fit_second)).astimezone(zone)


def _name(kind: str, number: int | None) -> str | None:
    name = FIELD_TYPES[kind].enum.get(number)
    return name if isinstance(name, str) else None


def _product(contents: FitContents) -> str | None:
    return _name("garmin_product", contents.product) if contents.manufacturer in GARMIN_MAKERS else None


def _first(*numbers: int | None) -> int:
    return next((number for number in numbers if number is not None), 0)

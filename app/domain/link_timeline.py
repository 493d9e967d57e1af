"""The story of the links, from what the store holds: states, reasons, attempts, packets."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Final, NamedTuple

from app.domain.averages import median
from app.domain.event_details import number_in, text_in, whole_in
from app.domain.frozen import frozen
from app.domain.recording import EventKind, RecordedEvent
from app.domain.sensors import IDLE


class Arrival(NamedTuple):
    """A notification, without what it said."""

    at_us: int
    sensor: str


class RunStart(NamedTuple):
    """Where a run of the program began: nothing of the one before goes on."""

    at_us: int
    utc_us: int
    program_version: str


@frozen
class LinkRecords:
    """What the store holds of the last links (events of LINK_EVENTS), each in the timeline's order."""

    events: tuple[RecordedEvent, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    runs: tuple[RunStart, ...] = ()


class LinkMoment(StrEnum):
    """What a row tells."""

    STATE = "state"
    SENSOR = "sensor"  # what it said of itself
    BATTERY = "battery"
    CLOCK = "clock"
    RUN = "run"  # the program began


_MOMENTS: Final = MappingProxyType(
    {
        EventKind.CONNECTION: LinkMoment.STATE,
        EventKind.SENSOR: LinkMoment.SENSOR,
        EventKind.BATTERY: LinkMoment.BATTERY,
        EventKind.CLOCK: LinkMoment.CLOCK,
    }
)
LINK_EVENTS: Final = tuple(_MOMENTS)


@frozen
class Packets:
    """The packets of one stretch. Gaps reach to the stretch's end; the median is None below two packets."""

    count: int
    median_interval_s: float | None
    longest_gap_s: float


@frozen
class LinkRow:
    """One line of the story; None where the row tells nothing of it.

    `lasted_s` is a state's length, up to the last record where the program was killed. `packets` is None too
    where the store no longer keeps them. `state` and `reason` are values of ble.connection.State and
    ble.transport.LinkFailure.
    """

    at_us: int
    utc_us: int
    moment: LinkMoment
    sensor: str = ""
    state: str | None = None
    attempt: int = 0
    retry_in_s: float | None = None
    reason: str | None = None
    rssi_dbm: int | None = None
    lasted_s: float | None = None
    packets: Packets | None = None
    name: str | None = None
    model: str | None = None
    firmware: str | None = None
    battery_percent: int | None = None
    jumped_s: float | None = None
    suspended_s: float | None = None
    program_version: str | None = None


def link_timeline(records: LinkRecords) -> tuple[LinkRow, ...]:
    """The rows, oldest first; what a session's beginning stated once more is told once."""
    story = _Story(records)
    moments: tuple[RunStart | RecordedEvent, ...] = (*records.runs, *records.events)
    for moment in sorted(moments, key=lambda moment: moment.at_us):
        if isinstance(moment, RunStart):
            story.run(moment)
        elif moment.kind in LINK_EVENTS:
            story.event(moment)
    return story.end()


class _Story:
    """The rows so far, and of each sensor the place of the row whose state goes on."""

    def __init__(self, records: LinkRecords) -> None:
        self._arrivals = _by_sensor(records.arrivals)
        self._rows: list[LinkRow] = []
        self._told: dict[tuple[LinkMoment, str], LinkRow] = {}
        self._open: dict[str, int] = {}

    def run(self, start: RunStart) -> None:
        """Whatever state the run before was in ended with its last record."""
        self._close_all(start.at_us, was_cut_off=True)
        self._rows.append(
            LinkRow(start.at_us, start.utc_us, LinkMoment.RUN, program_version=start.program_version or None)
        )

    def event(self, event: RecordedEvent) -> None:
        """A row, if it says anything new; a state ends the sensor's state before."""
        row = _row(event)
        before = self._told.get((row.moment, row.sensor))
        if before is not None and replace(before, at_us=row.at_us, utc_us=row.utc_us) == row:
            return
        if row.state == IDLE:
            self._close_all(row.at_us)
        elif row.state is not None:
            for sensor in (text_in(event.detail, "instead_of"), row.sensor):
                self._close(sensor or "", row.at_us)
            self._open[row.sensor] = len(self._rows)
        self._told[row.moment, row.sensor] = row
        self._rows.append(row)

    def end(self) -> tuple[LinkRow, ...]:
        """All rows; what still goes on is told up to the last record."""
        newest = max((times[-1] for times in self._arrivals.values()), default=0)
        last_us = max(newest, self._rows[-1].at_us if self._rows else 0)
        self._close_all(last_us + 1, was_cut_off=True)
        return tuple(self._rows)

    def _close_all(self, at_us: int, *, was_cut_off: bool = False) -> None:
        for sensor in tuple(self._open):
            self._close(sensor, at_us, was_cut_off=was_cut_off)
        for told in [told for told in self._told if told[0] is LinkMoment.STATE]:
            del self._told[told]

    def _close(self, sensor: str, at_us: int, *, was_cut_off: bool = False) -> None:
        place = self._open.pop(sensor, None)
        if place is None:
            return
        row = self._rows[place]
        times = _between(self._arrivals.get(sensor, ()), row.at_us, at_us)
        if was_cut_off:  # the last record tells how long the program still ran
            at_us = max(self._rows[-1].at_us, times[-1] if times else 0)
        lasted_s = (at_us - row.at_us) / 1e6
        self._rows[place] = replace(row, lasted_s=lasted_s, packets=_packets(times, at_us))


def _by_sensor(arrivals: Iterable[Arrival]) -> dict[str, list[int]]:
    times: dict[str, list[int]] = {}
    for arrival in arrivals:
        times.setdefault(arrival.sensor, []).append(arrival.at_us)
    return times


def _between(times: Sequence[int], since_us: int, until_us: int) -> Sequence[int]:
    return times[bisect_left(times, since_us) : bisect_left(times, until_us)]


def _packets(times: Sequence[int], until_us: int) -> Packets | None:
    if not times:
        return None
    intervals_s = [(later - earlier) / 1e6 for earlier, later in pairwise(times)]
    return Packets(
        count=len(times),
        median_interval_s=median(intervals_s) if intervals_s else None,
        longest_gap_s=max((*intervals_s, (until_us - times[-1]) / 1e6)),
    )


def _row(event: RecordedEvent) -> LinkRow:
    detail = event.detail
    return LinkRow(
        event.at_us,
        event.utc_us,
        _MOMENTS[event.kind],
        sensor=text_in(detail, "sensor") or "",
        state=text_in(detail, "state"),
        attempt=whole_in(detail, "attempt") or 0,
        retry_in_s=number_in(detail, "retry_in_s"),
        reason=text_in(detail, "reason"),
        rssi_dbm=whole_in(detail, "rssi_dbm"),
        name=text_in(detail, "name"),
        model=text_in(detail, "model"),
        firmware=text_in(detail, "firmware"),
        battery_percent=whole_in(detail, "percent"),
        jumped_s=number_in(detail, "jumped_s"),
        suspended_s=number_in(detail, "suspended_s"),
    )

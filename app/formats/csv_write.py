"""A finished activity as CSV (RFC 4180, UTF-8): one row for each second of timer time, empty where absent."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta

from app.domain.activity import Activity
from app.domain.snapshot import ZoneTime
from app.formats.seconds import Second, SecondBySecond, running_seconds

COLUMNS = ("time", "elapsed_s", "timer_s", "bpm", "zone", "rr_ms", "source")


def encode_csv(activity: Activity) -> bytes:
    """Rows of COLUMNS under a heading. `time` is ISO 8601 with offset, `rr_ms` intervals parted by spaces."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(_rows(activity))
    return text.getvalue().encode("utf-8")


def _rows(activity: Activity) -> Iterator[tuple[object, ...]]:
    seconds = SecondBySecond(activity.samples, activity.cuts)
    zones = activity.summary.time_in_zone
    start = activity.started_at.replace(microsecond=0)  # as in the FIT file
    timer_s = 0
    for span in running_seconds(activity):
        for elapsed_s in span:
            second = seconds.take(elapsed_s)
            time = (start + timedelta(seconds=elapsed_s)).isoformat()
            yield time, elapsed_s, timer_s, *_reading(second, zones)
            timer_s += 1


def _reading(second: Second, zones: tuple[ZoneTime, ...]) -> tuple[object, ...]:
    rr_ms = " ".join(map(str, second.rr_ms))
    if second.bpm is None:
        return None, None, rr_ms, None
    below = [zone.number for zone in zones if zone.lower_bpm <= second.bpm]
    return second.bpm, (below[-1] if below else None), rr_ms, second.source

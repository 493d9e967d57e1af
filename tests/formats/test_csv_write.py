"""CSV: a row a second, empty where nothing was read."""

import csv
import io
from datetime import datetime, timedelta, timezone

from hypothesis import given

from app.domain.activity import Activity, Pause
from app.formats.csv_write import COLUMNS, encode_csv
from app.formats.seconds import running_seconds
from tests.formats.activities import STRAP, activities, make_activity, reading


def rows(octets: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(octets.decode("utf-8"), newline="")))


def test_a_row_says_when_how_fast_in_which_zone_and_from_whom() -> None:
    activity = make_activity([reading(0.5, 129.5, (1024, 512)), reading(1.5, 160)], elapsed_s=2.0)
    assert encode_csv(activity).decode() == (
        "time,elapsed_s,timer_s,bpm,zone,rr_ms,source\r\n"
        f"2026-11-22T18:03:04+01:00,0,0,130,2,1000 500,{STRAP}\r\n"
        f"2026-11-22T18:03:05+01:00,1,1,160,3,,{STRAP}\r\n"
    )


def test_seconds_without_a_reading_are_empty_and_pauses_have_no_rows() -> None:
    activity = make_activity([reading(0.5, 120)], elapsed_s=8.0, pauses=(Pause(4.0, 6.0),))
    assert [
        (row["elapsed_s"], row["timer_s"], row["bpm"], row["zone"], row["source"])
        for row in rows(encode_csv(activity))
    ] == [
        ("0", "0", "120", "1", STRAP),
        ("1", "1", "", "", ""),
        ("2", "2", "", "", ""),
        ("3", "3", "", "", ""),
        ("6", "4", "", "", ""),
        ("7", "5", "", "", ""),
    ]


def test_times_pass_midnight_with_a_half_hour_offset() -> None:
    started_at = datetime(2026, 12, 31, 23, 59, 59, 900_000, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    times = [row["time"] for row in rows(encode_csv(make_activity(elapsed_s=2.0, started_at=started_at)))]
    assert times == ["2026-12-31T23:59:59+05:30", "2027-01-01T00:00:00+05:30"]


@given(activities())
def test_any_activity_has_as_many_rows_as_running_seconds(activity: Activity) -> None:
    found = rows(encode_csv(activity))
    assert [int(row["elapsed_s"]) for row in found] == [s for span in running_seconds(activity) for s in span]
    assert all(tuple(row) == COLUMNS for row in found)
    assert all(row["bpm"] != "0" for row in found)

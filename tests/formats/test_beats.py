"""RR intervals as text, Polar HRM, and sessions typed in by hand."""

from datetime import UTC, datetime

import pytest

from app.formats.beats import samples_of_beats
from app.formats.errors import FormatError, FormatProblem
from app.formats.hrm_read import decode_hrm
from app.formats.read import decode_file
from app.formats.rr_read import decode_rr_text
from app.formats.typed import decode_typed, encode_typed

NOW = datetime(2026, 11, 22, 17, 3, 4, tzinfo=UTC)
RR_MS = [800, 810, 790, 805, 795] * 8
HRM = """[Params]
Version=106
Date=20080208
StartTime=08:50:31.0
Interval={interval}

[HRData]
{data}
"""


def test_beats_become_one_heart_rate_a_second() -> None:
    samples, ends = samples_of_beats([1000.0, 1000.0, 500.0, 500.0])
    assert ends == (1.0, 2.0, 2.5, 3.0)
    assert [(sample.elapsed_s, sample.bpm) for sample in samples] == [(1.0, 60.0), (2.0, 80.0), (3.0, 120.0)]


def test_an_artefact_takes_its_time_but_gives_no_heart_rate() -> None:
    samples, ends = samples_of_beats([1000.0, 3000.0, 1000.0])
    assert ends[-1] == 5.0
    assert [sample.elapsed_s for sample in samples] == [1.0, 5.0]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(str(interval) for interval in RR_MS),
        "\r\n".join(f"{interval / 1000:.3f}" for interval in RR_MS),
        "rr_ms\n" + "\n".join(str(interval) for interval in RR_MS),
        "time;RR-interval [ms];x\n" + "\n".join(f"{place};{each};0" for place, each in enumerate(RR_MS)),
        "\n".join(f"{place * 800}\t{interval}" for place, interval in enumerate(RR_MS)),
    ],
    ids=["milliseconds", "seconds", "heading", "table", "time first"],
)
def test_rr_text_is_read_in_every_common_shape(text: str) -> None:
    (activity,) = decode_rr_text(text.encode(), NOW)
    assert activity.rr_ms == pytest.approx([float(interval) for interval in RR_MS])
    assert activity.started_at == NOW
    assert activity.elapsed_s == pytest.approx(sum(RR_MS) / 1000)


@pytest.mark.parametrize(
    "text", ["", "hello\nworld\n" * 20, "1\n2\n3", "[tool]\nx = 1\n" * 10, "\x00\x01" * 50]
)
def test_a_text_that_is_no_list_of_intervals_is_refused(text: str) -> None:
    with pytest.raises(FormatError):
        decode_file(text.encode(), NOW)


@pytest.mark.parametrize(
    "heads", ["secs,cad,watts", "time;cadence;power [W]", "elapsed_s\tcadence\tbpm", "Name,Count,Price"]
)
def test_a_table_that_names_other_columns_only_is_not_taken_for_beats(heads: str) -> None:
    parted = next(each for each in "\t;," if each in heads)
    text = (
        heads + "\n" + "\n".join(parted.join((str(place), "90", str(rr))) for place, rr in enumerate(RR_MS))
    )
    with pytest.raises(FormatError) as caught:
        decode_file(text.encode(), NOW)
    assert caught.value.reason is FormatProblem.NOT_THIS_FORMAT


def test_a_table_of_two_whole_numbers_is_not_one_column_of_decimal_commas() -> None:
    text = "secs,bpm\n" + "\n".join(f"{second},{120 + second}" for second in range(1, 30))
    with pytest.raises(FormatError):
        decode_file(text.encode(), NOW)


def test_numbers_that_cannot_be_intervals_are_refused() -> None:
    with pytest.raises(FormatError) as caught:
        decode_rr_text("\n".join(["800"] * 20 + ["900000"]).encode(), NOW)
    assert caught.value.reason is FormatProblem.OUT_OF_RANGE


def test_a_polar_file_of_beats() -> None:
    octets = HRM.format(interval=238, data="\n".join(str(interval) for interval in RR_MS)).encode()
    (activity,) = decode_hrm(octets)
    assert activity.rr_ms == tuple(float(interval) for interval in RR_MS)
    assert activity.started_at == datetime(2008, 2, 8, 8, 50, 31, tzinfo=UTC)
    assert decode_file(octets, NOW) == [activity]


def test_a_polar_file_of_heart_rates_every_five_seconds() -> None:
    octets = HRM.format(interval=5, data="120\t30\n121\t30\n0\t30\n123\t30").encode()
    (activity,) = decode_hrm(octets)
    assert [(sample.elapsed_s, sample.bpm) for sample in activity.samples] == [
        (0.0, 120.0),
        (5.0, 121.0),
        (10.0, None),
        (15.0, 123.0),
    ]


@pytest.mark.parametrize("interval", ["7", "x", "-1"])
def test_a_polar_file_with_an_absurd_interval_is_refused(interval: str) -> None:
    with pytest.raises(FormatError):
        decode_hrm(HRM.format(interval=interval, data="120\n121").encode())


def test_a_session_typed_in_comes_back_as_it_was_told() -> None:
    octets = encode_typed(started_at=NOW, minutes=45, rpe=6, fit_sport=10, fit_sub_sport=20)
    (activity,) = decode_file(octets, NOW)
    assert (activity.elapsed_s, activity.rpe, activity.fit_sport, activity.fit_sub_sport) == (
        2700.0,
        6,
        10,
        20,
    )
    assert activity.started_at == NOW
    assert activity.samples == ()


@pytest.mark.parametrize(("minutes", "rpe"), [(0, 5), (-1, 5), (45, 0), (45, 11), (1e9, 5)])
def test_a_session_that_cannot_be_is_not_taken(minutes: float, rpe: int) -> None:
    octets = encode_typed(started_at=NOW, minutes=minutes, rpe=rpe, fit_sport=10, fit_sub_sport=20)
    with pytest.raises(FormatError):
        decode_typed(octets)


@pytest.mark.parametrize(
    "heads", ["arrival,error,RR", "Error;arrhythmia;rr-interval [ms]", "a,b,corrected_rr"]
)
def test_a_heading_that_only_holds_two_rs_is_not_taken_for_rr(heads: str) -> None:
    parted = ";" if ";" in heads else ","
    text = heads + "\n" + "\n".join(parted.join(("0", "1", str(each))) for each in RR_MS)
    (activity,) = decode_file(text.encode(), NOW)
    assert activity.rr_ms == tuple(map(float, RR_MS))


@pytest.mark.parametrize(("offset", "is_wall_clock"), [("", True), ("+01:00", False), ("Z", False)])
def test_a_time_without_an_offset_is_the_clock_on_the_wall(offset: str, is_wall_clock: bool) -> None:
    rows = "\n".join(f"2026-11-22T18:04:05.123{offset};{each}" for each in RR_MS)
    (activity,) = decode_file(f"Phone timestamp;RR-interval [ms]\n{rows}".encode(), NOW)
    assert activity.is_wall_clock is is_wall_clock
    if is_wall_clock:
        assert activity.started_at == datetime(2026, 11, 22, 18, 4, 5, 123_000, tzinfo=UTC)


@pytest.mark.parametrize("date", ["00010101", "99991231"])
def test_a_file_of_a_year_that_cannot_be_is_refused(date: str) -> None:
    octets = HRM.format(interval=5, data="120\n121").replace("20080208", date).encode()
    with pytest.raises(FormatError) as caught:
        decode_file(octets, NOW)
    assert caught.value.reason is FormatProblem.OUT_OF_RANGE


def test_a_file_that_goes_on_for_months_is_refused() -> None:
    octets = HRM.format(interval=60, data="120\n" * 200_000).encode()
    with pytest.raises(FormatError) as caught:
        decode_file(octets, NOW)
    assert caught.value.reason is FormatProblem.OUT_OF_RANGE

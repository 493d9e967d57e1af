"""FIT files of other makers: what they say, on session time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from app.domain.activity import Activity, Pause
from app.domain.file_activity import FileActivity, FileLap
from app.formats.errors import FormatError, FormatProblem
from app.formats.fit_profile import FIT_EPOCH
from app.formats.fit_read import decode_activity
from app.formats.fit_write import encode_activity
from app.formats.seconds import running_seconds
from tests.formats import wild_fit as wild
from tests.formats.activities import IDENTITY, activities, make_activity, make_lap, reading, steady


def only(octets: bytes, *, tolerant: bool = False) -> FileActivity:
    (activity,) = decode_activity(octets, tolerant=tolerant)
    return activity


def bpms(activity: FileActivity) -> dict[float, float | None]:
    return {sample.elapsed_s: sample.bpm for sample in activity.samples}


def test_a_simple_ride_is_read() -> None:
    activity = only(wild.simple(10))
    assert activity.started_at == FIT_EPOCH + timedelta(seconds=wild.START)
    assert activity.started_at.utcoffset() == timedelta(hours=1)
    assert (activity.elapsed_s, activity.reported_timer_s) == (10.0, 10.0)
    assert (activity.sport, activity.sub_sport) == ("cycling", "indoor_cycling")
    assert (activity.fit_sport, activity.fit_sub_sport) == (2, 6)
    assert (activity.manufacturer, activity.recorder) == ("coros", "PACE 2")
    assert activity.laps == (FileLap(0.0, 10.0),)
    assert bpms(activity) == dict.fromkeys(map(float, range(10)), 140)
    assert activity.warnings == ()


@pytest.mark.parametrize("absent", [0, 0xFF])
def test_heart_rate_0_and_the_invalid_value_are_no_reading(absent: int) -> None:
    octets = wild.fit_file(wild.RECORD, wild.record(0, 120), wild.record(1, absent), wild.record(2, 121))
    assert bpms(only(octets)) == {0.0: 120, 1.0: None, 2.0: 121}


def test_records_without_a_heart_rate_field_have_no_reading() -> None:
    shape = wild.definition(0, 20, [(253, 4, wild.UINT32)])
    octets = wild.fit_file(shape, *(wild.data(0, "<I", wild.START + second) for second in range(3)))
    assert bpms(only(octets)) == {0.0: None, 1.0: None, 2.0: None}


def test_big_endian_files_are_read() -> None:
    shape = wild.definition(0, 20, [(253, 4, wild.UINT32), (3, 1, wild.UINT8)], big_endian=True)
    octets = wild.fit_file(
        shape, wild.data(0, ">IB", wild.START, 99), wild.data(0, ">IB", wild.START + 1, 100)
    )
    assert bpms(only(octets)) == {0.0: 99, 1.0: 100}


def test_compressed_time_stamps_are_read() -> None:
    short = wild.definition(1, 20, [(3, 1, wild.UINT8)])
    compressed = [bytes([0x80 | 1 << 5 | (wild.START + second) & 0x1F, 150]) for second in (1, 2, 40)]
    octets = wild.fit_file(wild.RECORD, wild.record(0, 140), short, *compressed)
    assert bpms(only(octets)) == {0.0: 140, 1.0: 150, 2.0: 150, 8.0: 150}  # 40 & 31: the low five bits


def test_timer_stops_and_starts_are_pauses_and_the_last_stop_is_the_end() -> None:
    octets = wild.fit_file(
        *(wild.EVENT, wild.timer(0, wild.START_EVENT), wild.RECORD, wild.records(range(10))),
        *(wild.timer(10, wild.STOP), wild.timer(12, wild.STOP_ALL), wild.timer(30, wild.START_EVENT)),
        *(wild.timer(31, wild.START_EVENT), wild.records(range(30, 40)), wild.timer(40, wild.STOP_ALL)),
    )
    activity = only(octets)
    assert activity.pauses == (Pause(10.0, 30.0),)
    assert activity.elapsed_s == 40.0


@pytest.mark.parametrize(("timer_s", "pauses"), [(60, [(30.0, 90.0)]), (120, []), (119, [])])
def test_without_the_timers_events_a_silence_is_a_pause_if_the_timer_leaves_it_out(
    timer_s: int, pauses: list[tuple[float, float]]
) -> None:
    octets = wild.fit_file(
        *(wild.RECORD, wild.records([*range(31), *range(90, 121)]), wild.SESSION),
        wild.data(2, "<IIIIBB", wild.START + 120, wild.START, 120_000, timer_s * 1000, 2, 6),
    )
    (activity,) = decode_activity(octets)
    assert activity.elapsed_s == 120.0
    assert [(pause.start_s, pause.end_s) for pause in activity.pauses] == pauses


@pytest.mark.parametrize(("timer_ms", "told_s"), [(0, None), (119_000, 119.0), (0xFFFFFFFE, None)])
def test_a_timer_that_ran_for_weeks_in_minutes_is_none(timer_ms: int, told_s: float | None) -> None:
    octets = wild.fit_file(
        *(wild.RECORD, wild.records(range(121)), wild.SESSION),
        wild.data(2, "<IIIIBB", wild.START + 120, wild.START, 120_000, timer_ms, 2, 6),
    )
    (activity,) = decode_activity(octets)
    assert activity.reported_timer_s == told_s


def test_the_end_is_not_the_moment_of_saving() -> None:
    octets = wild.fit_file(
        *(wild.RECORD, wild.records(range(10)), wild.EVENT, wild.timer(300, wild.STOP_ALL)),
        *(wild.SESSION, wild.session(0, 300, elapsed_ms=9_500)),
    )
    assert only(octets).elapsed_s == 9.5


def test_laps_lie_within_the_session() -> None:
    octets = wild.fit_file(
        *(
            wild.RECORD,
            wild.records(range(20)),
            wild.LAP,
            wild.lap(-5, 8),
            wild.lap(8, 12),
            wild.lap(12, 900),
        ),
        *(wild.lap(12, 12), wild.SESSION, wild.session(0, 20)),
    )
    assert only(octets).laps == (FileLap(0.0, 8.0), FileLap(8.0, 12.0), FileLap(12.0, 20.0))


def test_each_session_of_a_multi_sport_file_is_an_activity() -> None:
    octets = wild.fit_file(
        *(wild.EVENT, wild.timer(0, wild.START_EVENT), wild.RECORD, wild.records(range(10), 130)),
        *(wild.timer(4, wild.STOP), wild.timer(6, wild.START_EVENT), wild.records(range(20, 30), 150)),
        *(wild.timer(30, wild.STOP_ALL), wild.LAP, wild.lap(0, 10), wild.lap(20, 30)),
        *(
            wild.SESSION,
            wild.session(0, 10, sport=5, sub_sport=17),
            wild.session(20, 30, sport=1, sub_sport=0),
        ),
    )
    swim, run = decode_activity(octets)
    assert (swim.sport, run.sport) == ("swimming", "running")
    assert run.started_at - swim.started_at == timedelta(seconds=20)
    assert set(bpms(swim).values()) == {130}
    assert bpms(run) == dict.fromkeys(map(float, range(10)), 150)
    assert (swim.pauses, run.pauses) == ((Pause(4.0, 6.0),), ())
    assert (swim.laps, run.laps) == ((FileLap(0.0, 10.0),), (FileLap(0.0, 10.0),))


def test_chained_files_are_all_read_and_the_same_one_only_once() -> None:
    other = wild.fit_file(wild.RECORD, wild.records(range(5000, 5005)))
    assert len(decode_activity(wild.simple() + other)) == 2
    assert len(decode_activity(wild.simple() + wild.simple())) == 1


def test_a_file_that_ends_before_its_session_message_is_read_from_its_records() -> None:
    activity = only(wild.fit_file(wild.RECORD, wild.records(range(5))))
    assert (activity.elapsed_s, activity.fit_sport, activity.reported_timer_s) == (4.0, 0, None)
    assert not activity.has_local_offset


def test_unknown_messages_fields_and_undeclared_developer_fields_are_passed_over() -> None:
    unknown = wild.definition(7, 0xFF00, [(1, 3, wild.BYTE), (200, 2, wild.UINT16)])
    odd = wild.definition(
        0, 20, [(253, 4, wild.UINT32), (3, 1, wild.UINT8), (210, 3, wild.UINT16)], developer=[(9, 5, 3)]
    )
    octets = wild.fit_file(
        *(unknown, wild.data(7, "<3sH", b"abc", 7), odd),
        *(wild.data(0, "<IB3s5s", wild.START + second, 140, b"\1\2\3", b"12345") for second in range(3)),
    )
    assert bpms(only(octets)) == {0.0: 140, 1.0: 140, 2.0: 140}


def test_developer_fields_never_pass_for_heart_rate_or_time() -> None:
    shape = wild.definition(0, 20, [(253, 4, wild.UINT32)], developer=[(3, 1, 0), (253, 4, 0)])
    octets = wild.fit_file(shape, wild.data(0, "<IBI", wild.START, 200, 5))
    assert bpms(only(octets)) == {0.0: None}


def test_beats_are_read_from_lists_and_from_single_values() -> None:
    single = wild.definition(7, 78, [(0, 2, wild.UINT16)])
    octets = wild.fit_file(
        *(wild.HRV, wild.RECORD, wild.data(6, "<5H", 900, *[0xFFFF] * 4), wild.record(0), wild.record(1)),
        *(wild.data(6, "<5H", 801, 802, 0, 0xFFFF, 0xFFFF), single, wild.data(7, "<H", 803)),
    )
    activity = only(octets)
    assert activity.rr_ms == (900.0, 801.0, 802.0, 803.0)
    assert activity.rr_at_s == (0.0, 1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("end_s", "difference_s", "offset"),
    [
        (10, 20_700, timedelta(hours=5, minutes=45)),
        (10, -34_200 + 3, timedelta(hours=-9, minutes=-30)),  # written three seconds later
        (1_000, 2_600, timedelta(hours=1)),  # local time of the start beside the time of the end
        (10, 777, None),
        (10, 200_000, None),
    ],
)
def test_the_local_offset_comes_from_the_activity_message(
    end_s: int, difference_s: int, offset: timedelta | None
) -> None:
    octets = wild.fit_file(
        *(wild.RECORD, wild.records(range(10)), wild.SESSION, wild.session(0, end_s)),
        *(wild.ACTIVITY, wild.activity(end_s, difference_s)),
    )
    activity = only(octets)
    assert activity.has_local_offset is (offset is not None)
    assert activity.started_at.utcoffset() == (offset or timedelta(0))
    assert activity.started_at == FIT_EPOCH + timedelta(seconds=wild.START)


def test_what_measured_is_told_from_what_recorded() -> None:
    device = wild.definition(
        7, 23, [(0, 1, wild.UINT8), (1, 1, wild.UINT8), (25, 1, wild.ENUM), (27, 8, wild.STRING)]
    )
    octets = wild.fit_file(
        *(wild.FILE_ID, wild.file_id(4, 32, b""), device, wild.data(7, "<BBB8s", 0, 0xFF, 5, b"ELEMNT")),
        *(wild.data(7, "<BBB8s", 1, 11, 1, b"Power"), wild.data(7, "<BBB8s", 2, 120, 1, b"TICKR")),
        *(wild.RECORD, wild.records(range(3))),
    )
    activity = only(octets)
    assert (activity.recorder, activity.sensor, activity.manufacturer) == ("ELEMNT", "TICKR", "wahoo_fitness")


@pytest.mark.parametrize(
    "octets",
    [
        wild.fit_file(wild.FILE_ID, wild.file_id(6), wild.RECORD, wild.records(range(3))),  # a course
        wild.fit_file(wild.FILE_ID, wild.file_id()),
        wild.fit_file(wild.RECORD, wild.data(0, "<IB", 1000, 140)),  # counts from power-on: no date
    ],
)
def test_a_file_without_an_activity_is_refused(octets: bytes) -> None:
    with pytest.raises(FormatError) as refused:
        decode_activity(octets)
    assert refused.value.reason is FormatProblem.NO_ACTIVITY


def test_a_file_written_by_sidebeat_comes_back_as_it_was() -> None:
    activity = make_activity(
        [*steady(20, 150), reading(41.5, 141, (1000,))],
        elapsed_s=60.5,
        pauses=(Pause(20.0, 40.0),),
        laps=(make_lap(1, 0.0, 10.0), make_lap(2, 10.0, 60.5)),
    )
    back = only(encode_activity(activity))
    assert back.identity == IDENTITY
    assert back.started_at == activity.started_at.replace(microsecond=0)
    assert back.started_at.utcoffset() == activity.started_at.utcoffset()
    assert (back.elapsed_s, back.reported_timer_s) == (60.5, 40.5)
    assert back.pauses == activity.pauses
    assert back.laps == (FileLap(0.0, 10.0), FileLap(10.0, 60.5))
    assert (back.sensor, back.recorder, back.manufacturer) == (
        "Polar H10 12345678",
        "Sidebeat",
        "development",
    )
    assert (back.rr_ms, back.rr_at_s) == ((977.0,), (41.0,))
    assert {at: bpm for at, bpm in bpms(back).items() if bpm} == {
        **dict.fromkeys(map(float, range(20)), 150),
        41.0: 141,
    }


@given(activities())
def test_every_session_with_records_comes_back_whole(activity: Activity) -> None:
    back = only(encode_activity(activity))
    assert back.identity == activity.identity
    assert back.started_at.astimezone(UTC) == activity.started_at.replace(microsecond=0).astimezone(UTC)
    assert back.started_at.utcoffset() == activity.started_at.utcoffset()
    assert back.elapsed_s == pytest.approx(activity.summary.elapsed_s, abs=1.0)
    seconds = [second for span in running_seconds(activity) for second in span]
    assert [sample.elapsed_s for sample in back.samples] == seconds
    assert sum(p.end_s - p.start_s for p in back.pauses) == pytest.approx(
        activity.summary.elapsed_s - activity.summary.timer_s, abs=len(activity.pauses) + 1.0
    )


def test_dates_are_those_of_the_fit_epoch() -> None:
    assert only(wild.simple()).started_at == datetime(2024, 11, 8, 11, 33, 20, tzinfo=UTC)

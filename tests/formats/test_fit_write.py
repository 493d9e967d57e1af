"""The FIT file that a session becomes, field by field, through two independent decoders with checksums on."""

import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from math import inf
from typing import Any

import pytest
from hypothesis import given, settings

from app.domain.activity import Activity, Pause
from app.formats.errors import FormatError, FormatProblem
from app.formats.fit_profile import FIT_EPOCH
from app.formats.fit_write import encode_activity
from app.formats.seconds import JITTER_S, running_seconds, wire_bpm
from tests.formats.activities import IDENTITY, activities, make_activity, make_lap, reading, steady
from tests.formats.fit_readers import Messages, read_by_fitdecode, read_by_fitparse

# 2026-11-22 17:03:04 UTC, the start of tests.formats.activities.make_activity
START = (datetime(2026, 11, 22, 17, 3, 4, tzinfo=UTC) - FIT_EPOCH) // timedelta(seconds=1)

both_readers = pytest.mark.parametrize("read", [read_by_fitdecode, read_by_fitparse])
Read = Callable[[bytes], Messages]


def heart_rates(messages: Messages) -> dict[int, int | None]:
    """Second of the session → what its record says."""
    return {record["timestamp"] - START: record["heart_rate"] for record in messages.get("record", [])}


def without(message: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in message.items() if name not in names}


@both_readers
def test_a_minute_on_the_bike_says_what_it_was(read: Read) -> None:
    messages = read(encode_activity(make_activity(steady(60, 139.5), energy_kcal=9.6)))
    session = messages["session"][0]
    assert session["timestamp"] == START + 60
    assert session["start_time"] == START
    assert (session["total_elapsed_time"], session["total_timer_time"]) == (60_000, 60_000)  # ms
    assert (session["sport"], session["sub_sport"]) == (2, 6)  # cycling, indoor_cycling
    assert (session["avg_heart_rate"], session["max_heart_rate"], session["min_heart_rate"]) == (
        140,
        140,
        140,
    )
    assert session["total_calories"] == 10
    assert session["time_in_hr_zone"] == (12_500, 40_000, 0)  # ms
    assert (session["first_lap_index"], session["num_laps"], session["message_index"]) == (0, 1, 0)
    assert (session["event"], session["event_type"], session["trigger"]) == (8, 1, 0)  # session, stop, end
    assert heart_rates(messages) == dict.fromkeys(range(60), 140)


@both_readers
def test_the_file_says_who_wrote_it_and_what_measured(read: Read) -> None:
    messages = read(encode_activity(make_activity(steady(3), elapsed_s=3.0)))
    file_id = messages["file_id"][0]
    assert (file_id["type"], file_id["manufacturer"], file_id["time_created"]) == (4, 255, START)
    assert file_id["serial_number"]
    assert file_id["product_name"] == "Sidebeat"
    assert "software_version" in messages["file_creator"][0]
    creator, sensor = messages["device_info"]
    assert (creator["device_index"], creator["manufacturer"], creator["product_name"]) == (0, 255, "Sidebeat")
    assert (sensor["device_index"], sensor["source_type"]) == (1, 3)  # bluetooth_low_energy
    assert (sensor["product_name"], sensor["descriptor"]) == ("Polar H10 12345678", "Polar Electro Oy")


@both_readers
def test_the_session_carries_identity_and_load_in_declared_developer_fields(read: Read) -> None:
    messages = read(encode_activity(make_activity(steady(3), elapsed_s=3.0)))
    assert len(messages["developer_data_id"][0]["application_id"]) == 16
    names = [field["field_name"] for field in messages["field_description"]]
    assert names == ["sidebeat_identity", "sidebeat_training_load"]
    assert messages["session"][0]["sidebeat_identity"] == IDENTITY
    assert messages["session"][0]["sidebeat_training_load"] == 12.25


@both_readers
def test_messages_come_in_the_order_of_activity_files(read: Read) -> None:
    activity = make_activity([reading(0.5, 120, (800,))], elapsed_s=1.0)
    assert list(read(encode_activity(activity))) == [
        *("file_id", "file_creator", "developer_data_id", "field_description", "device_info", "event"),
        *("record", "hrv", "lap", "session", "activity"),
    ]


@both_readers
def test_no_heart_rate_at_all_is_a_valid_file_that_says_nothing_of_heart_rate(read: Read) -> None:
    messages = read(encode_activity(make_activity(sensor=None, manufacturer=None)))
    assert heart_rates(messages) == dict.fromkeys(range(60), None)
    for message in (messages["session"][0], messages["lap"][0]):
        assert [name for name in message if "heart_rate" in name] == []
    assert "sidebeat_training_load" not in messages["session"][0]
    assert len(messages["device_info"]) == 1


@both_readers
def test_a_session_of_no_length_is_still_a_file(read: Read) -> None:
    messages = read(encode_activity(make_activity(elapsed_s=0.0)))
    assert "record" not in messages
    assert [event["event_type"] for event in messages["event"]] == [0, 4]
    assert messages["session"][0]["total_elapsed_time"] == 0


@both_readers
def test_nothing_is_held_into_a_silence(read: Read) -> None:
    samples = [reading(0.2, 120), reading(1.2, 121), reading(9.9, 130), reading(10.9, 131)]
    found = heart_rates(read(encode_activity(make_activity(samples, elapsed_s=12.0))))
    assert found == {0: 120, 1: 121, **dict.fromkeys(range(2, 9)), 9: 130, 10: 131, 11: None}


@both_readers
def test_jitter_of_a_good_signal_leaves_no_hole(read: Read) -> None:
    samples = [reading(0.95, 120), reading(2.05, 121), reading(2.98, 122), reading(4.1, 123)]
    found = heart_rates(read(encode_activity(make_activity(samples, elapsed_s=5.0))))
    assert found == {0: 120, 1: 120, 2: 122, 3: 122, 4: 123}


@both_readers
def test_a_pause_stops_the_timer_and_has_no_records(read: Read) -> None:
    samples = [*steady(20, 150), reading(30.5, 99), reading(41.5, 140)]
    activity = make_activity(samples, elapsed_s=45.0, pauses=(Pause(19.2, 40.7),))
    messages = read(encode_activity(activity))
    events = [
        (event["timestamp"] - START, event["event"], event["event_type"]) for event in messages["event"]
    ]
    assert events == [(0, 0, 0), (20, 0, 1), (41, 0, 0), (45, 0, 4)]  # timer: start, stop, start, stop_all
    assert heart_rates(messages) == {**dict.fromkeys(range(20), 150), 41: 140, **dict.fromkeys(range(42, 45))}
    session = messages["session"][0]
    assert (session["total_elapsed_time"], session["total_timer_time"]) == (45_000, 23_500)
    assert messages["activity"][0]["total_timer_time"] == 23_500


@both_readers
def test_a_session_stopped_while_paused_ends_where_it_was_stopped(read: Read) -> None:
    activity = make_activity(steady(5), elapsed_s=30.0, pauses=(Pause(5.0, 30.0),))
    messages = read(encode_activity(activity))
    assert len(messages["record"]) == 5
    assert messages["event"][-1]["timestamp"] == messages["session"][0]["timestamp"] == START + 30


@both_readers
def test_beats_stand_behind_the_record_of_their_second_five_to_a_message(read: Read) -> None:
    samples = [
        reading(0.5, 60, (1024,)),
        reading(1.5, 140, (512, 0, 256, 1000, 1001, 1002, 1003)),
        reading(2.5, 60),
    ]
    messages = read(encode_activity(make_activity(samples, elapsed_s=3.0)))
    none = None
    assert [message["time"] for message in messages["hrv"]] == [
        (1000, none, none, none, none),
        (500, 250, 977, 978, 979),  # 1000 ticks of 1/1024 s are 976.6 ms
        (979, none, none, none, none),
    ]


@both_readers
def test_laps_have_their_own_times_and_rates_and_the_last_ends_with_the_session(read: Read) -> None:
    laps = (make_lap(1, 0.0, 30.25, 139.6), make_lap(2, 30.25, 60.0))
    messages = read(encode_activity(make_activity(steady(60), laps=laps)))
    first, second = messages["lap"]
    assert (first["start_time"], first["timestamp"]) == (START, START + 31)
    assert (second["start_time"], second["timestamp"]) == (START + 31, START + 60)
    assert (first["total_elapsed_time"], second["total_elapsed_time"]) == (30_250, 29_750)
    assert (first["avg_heart_rate"], first["max_heart_rate"]) == (140, 140)
    assert "avg_heart_rate" not in second
    assert (first["lap_trigger"], second["lap_trigger"]) == (0, 7)  # manual, session_end
    assert (first["sport"], first["sub_sport"], first["message_index"], second["message_index"]) == (
        2,
        6,
        0,
        1,
    )
    assert messages["session"][0]["num_laps"] == 2


@both_readers
def test_without_a_lap_one_lap_covers_the_session(read: Read) -> None:
    messages = read(encode_activity(make_activity(steady(60))))
    lap, session = messages["lap"][0], messages["session"][0]
    assert len(messages["lap"]) == 1
    for name in ("start_time", "timestamp", "total_elapsed_time", "total_timer_time", "avg_heart_rate"):
        assert lap[name] == session[name]


@both_readers
@pytest.mark.parametrize(
    "offset",
    [
        timedelta(0),
        timedelta(hours=5, minutes=45),  # Nepal
        timedelta(hours=-9, minutes=-30),  # the Marquesas
        timedelta(hours=14),  # Kiribati
    ],
)
def test_the_start_is_utc_and_the_local_time_stands_beside_it(read: Read, offset: timedelta) -> None:
    started_at = datetime(2026, 11, 22, 17, 3, 4, tzinfo=UTC).astimezone(timezone(offset))
    messages = read(encode_activity(make_activity(steady(60), started_at=started_at)))
    whole = messages["activity"][0]
    assert messages["session"][0]["start_time"] == START
    assert whole["timestamp"] == START + 60
    assert whole["local_timestamp"] - whole["timestamp"] == offset.total_seconds()
    assert (whole["num_sessions"], whole["type"], whole["event"], whole["event_type"]) == (1, 0, 26, 1)


@both_readers
def test_midnight_passes_without_a_jump(read: Read) -> None:
    started_at = datetime(2026, 12, 31, 23, 59, 58, tzinfo=timezone(timedelta(hours=1)))
    records = read(encode_activity(make_activity(steady(5), elapsed_s=5.0, started_at=started_at)))["record"]
    times = [FIT_EPOCH + timedelta(seconds=record["timestamp"]) for record in records]
    assert times == [started_at + timedelta(seconds=second) for second in range(5)]


@both_readers
def test_names_of_any_script_come_through(read: Read) -> None:
    activity = make_activity(steady(1), elapsed_s=1.0, activity_type="Ergométre 室内 🚲", sensor="Ремень №7")
    messages = read(encode_activity(activity))
    profile_names = [messages["session"][0].get(name) for name in ("sport_profile_name", "unknown_110")]
    assert "Ergométre 室内 🚲" in profile_names
    assert messages["device_info"][1]["product_name"] == "Ремень №7"


@pytest.mark.parametrize(
    "activity",
    [
        make_activity(started_at=datetime(1990, 1, 1, tzinfo=UTC)),
        make_activity(started_at=datetime(2127, 1, 1, tzinfo=UTC)),
        make_activity(elapsed_s=51 * 24 * 3600.0),
        make_activity(fit_sport=256),
    ],
)
def test_numbers_that_fit_cannot_say_are_refused(activity: Activity) -> None:
    with pytest.raises(FormatError) as refused:
        encode_activity(activity)
    assert refused.value.reason is FormatProblem.OUT_OF_RANGE


@settings(max_examples=40)
@given(activities())
def test_any_activity_is_read_alike_by_both_decoders(activity: Activity) -> None:
    octets = encode_activity(activity)
    by_fitdecode, by_fitparse = read_by_fitdecode(octets), read_by_fitparse(octets)
    for name in ("record", "hrv", "event", "lap", "activity", "file_id"):
        assert by_fitdecode.get(name) == by_fitparse.get(name)
    unlike = ("sport_profile_name", "unknown_110")  # fitparse's profile is older
    assert without(by_fitdecode["session"][0], *unlike) == without(by_fitparse["session"][0], *unlike)


@given(activities())
def test_heart_rates_are_where_they_were_and_absent_where_they_were_absent(activity: Activity) -> None:
    messages = read_by_fitdecode(encode_activity(activity))
    start = (activity.started_at - FIT_EPOCH) // timedelta(seconds=1)
    records = [(record["timestamp"] - start, record["heart_rate"]) for record in messages.get("record", [])]
    assert [second for second, _bpm in records] == [s for span in running_seconds(activity) for s in span]
    for second, bpm in records:
        held = [sample for sample in activity.samples if sample.elapsed_s < second + 1][-1:]
        if held and held[0].elapsed_s < second:  # only where the next reading is as near as jitter makes it
            later = (sample.elapsed_s for sample in activity.samples if sample.elapsed_s >= second + 1)
            held = held if next(later, inf) - held[0].elapsed_s <= JITTER_S else []
        assert bpm == (wire_bpm(held[0].bpm) if held else None)


def test_twelve_hours_with_beats_cost_little_memory() -> None:
    samples = [reading(second + 0.5, 140.0, (430, 431)) for second in range(12 * 3600)]
    activity = make_activity(samples, elapsed_s=12 * 3600.0)
    tracemalloc.start()
    octets = encode_activity(activity)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(octets) == pytest.approx(12 * 3600 * 17, rel=0.01)  # 6 bytes of record, 11 of hrv a second
    assert most < 10_000_000

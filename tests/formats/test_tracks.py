"""TCX and GPX, ours and others'."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.file_activity import FileActivity
from app.formats.errors import FormatError, FormatProblem
from app.formats.gpx_read import decode_gpx
from app.formats.read import decode_file
from app.formats.tcx_read import decode_tcx
from app.formats.tcx_write import check_tcx, encode_tcx
from tests.formats.activities import make_activity, make_lap, steady

START = datetime(2026, 11, 22, 17, 3, 4, tzinfo=UTC)
BOMB = b"""<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
<gpx><trk><name>&b;</name></trk></gpx>"""


def point(second: int, bpm: int | None) -> str:
    rate = "" if bpm is None else f"<HeartRateBpm><Value>{bpm}</Value></HeartRateBpm>"
    time = (START + timedelta(seconds=second)).isoformat().replace("+00:00", "Z")
    return f"<Trackpoint><Time>{time}</Time>{rate}</Trackpoint>"


def tcx(*laps: str, sport: str = "Running") -> bytes:
    inner = "".join(laps)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">'
        f'<Activities><Activity Sport="{sport}"><Id>{START.isoformat()}</Id>{inner}'
        "<Creator><Name>A watch</Name></Creator></Activity></Activities></TrainingCenterDatabase>"
    ).encode()


def lap(first: int, last: int, *, timer_s: float, bpm: int | None = 140) -> str:
    start = (START + timedelta(seconds=first)).isoformat()
    points = "".join(point(second, bpm) for second in range(first, last + 1))
    return (
        f'<Lap StartTime="{start}"><TotalTimeSeconds>{timer_s}</TotalTimeSeconds>'
        f"<Track>{points}</Track></Lap>"
    )


def only(activities: list[FileActivity]) -> FileActivity:
    (activity,) = activities
    return activity


def test_a_tcx_tells_sport_start_laps_and_every_heart_rate() -> None:
    activity = only(decode_tcx(tcx(lap(0, 59, timer_s=60), lap(60, 120, timer_s=60, bpm=150))))
    assert (activity.sport, activity.fit_sport) == ("running", 1)
    assert activity.started_at == START
    assert activity.elapsed_s == 120.0
    assert [sample.bpm for sample in activity.samples[:2]] == [140, 140]
    assert activity.samples[-1].bpm == 150
    assert [(each.start_s, each.end_s) for each in activity.laps] == [(0.0, 60.0), (60.0, 120.0)]
    assert activity.recorder == "A watch"
    assert not activity.has_local_offset


def test_a_hole_between_tracks_is_a_pause_when_the_timer_says_so() -> None:
    paused = only(decode_tcx(tcx(lap(0, 59, timer_s=60), lap(180, 240, timer_s=60))))
    assert [(each.start_s, each.end_s) for each in paused.pauses] == [
        (60.0, 180.0)
    ]  # the timer says a minute
    running = only(decode_tcx(tcx(lap(0, 59, timer_s=180), lap(180, 240, timer_s=60))))
    assert running.pauses == ()


def test_a_point_without_heart_rate_and_a_heart_rate_of_zero_are_no_reading() -> None:
    activity = only(decode_tcx(tcx(lap(0, 30, timer_s=30, bpm=None), lap(31, 60, timer_s=30, bpm=0))))
    assert {sample.bpm for sample in activity.samples} == {None}


def test_points_that_go_back_in_time_are_left_out_and_said() -> None:
    points = "".join(point(second, 140) for second in (0, 1, 2, 1, 3))
    body = f'<Lap StartTime="{START.isoformat()}"><Track>{points}</Track></Lap>'
    activity = only(decode_tcx(tcx(body)))
    assert [sample.elapsed_s for sample in activity.samples] == [0.0, 1.0, 2.0, 3.0]


def test_what_sidebeat_writes_as_tcx_reads_back_as_it_was() -> None:
    activity = make_activity(
        steady(60, 141), elapsed_s=60.0, laps=(make_lap(1, 0.0, 30.0, 141), make_lap(2, 30.0, 60.0, 141))
    )
    octets = encode_tcx(activity)
    check_tcx(octets, activity)
    read = only(decode_file(octets, START))
    assert read.identity == activity.identity
    assert abs((read.started_at - activity.started_at).total_seconds()) < 0.001
    assert [sample.bpm for sample in read.samples[:-1]] == [141] * 60
    assert read.elapsed_s == 60.0
    assert (read.sport, read.fit_sport) == ("cycling", 2)


def test_a_tcx_that_is_another_activity_is_not_accepted_as_ours() -> None:
    activity = make_activity(steady(60), elapsed_s=60.0, laps=(make_lap(1, 0.0, 60.0, 140),))
    with pytest.raises(FormatError) as caught:
        check_tcx(tcx(lap(0, 60, timer_s=60)), activity)
    assert caught.value.reason is FormatProblem.DIFFERS


def gpx(extension: str) -> bytes:
    points = "".join(
        f'<trkpt lat="1" lon="2"><time>{(START + timedelta(seconds=second)).isoformat()}</time>'
        f"<extensions>{extension}</extensions></trkpt>"
        for second in range(5)
    )
    return (
        '<?xml version="1.0"?><gpx version="1.1" creator="Some app" '
        'xmlns="http://www.topografix.com/GPX/1/1" xmlns:tpx="urn:tpx">'
        f"<trk><type>cycling</type><trkseg>{points}</trkseg></trk></gpx>"
    ).encode()


@pytest.mark.parametrize(
    "extension",
    [
        "<tpx:TrackPointExtension><tpx:hr>133</tpx:hr></tpx:TrackPointExtension>",
        "<tpx:hr>133</tpx:hr>",
        "<heartrate>133</heartrate>",
    ],
)
def test_a_gpx_has_its_heart_rate_in_one_extension_or_another(extension: str) -> None:
    activity = only(decode_gpx(gpx(extension)))
    assert [sample.bpm for sample in activity.samples] == [133] * 5
    assert (activity.sport, activity.recorder) == ("cycling", "Some app")


def test_a_gpx_is_known_by_any_prefix_that_its_writer_gave_the_namespace() -> None:
    plain = gpx("<heartrate>133</heartrate>").decode()
    prefixed = re.sub(r"<(/?)(?=[a-z])", r"<\1ns0:", plain).replace("xmlns=", "xmlns:ns0=")
    assert decode_file(prefixed.encode(), START) == decode_file(plain.encode(), START)


def test_entities_are_refused_before_they_grow() -> None:
    with pytest.raises(FormatError, match="entities"):
        decode_gpx(BOMB)


@pytest.mark.parametrize("length", [100, 400, 900])
def test_xml_cut_off_anywhere_is_a_format_error(length: int) -> None:
    with pytest.raises(FormatError):
        decode_file(tcx(lap(0, 30, timer_s=30))[:length], START)


def test_xml_without_an_activity_says_so() -> None:
    with pytest.raises(FormatError) as caught:
        decode_tcx(b"<TrainingCenterDatabase><Activities/></TrainingCenterDatabase>")
    assert caught.value.reason is FormatProblem.NO_ACTIVITY


def points_at(*moments: datetime) -> bytes:
    points = "".join(
        f"<Trackpoint><Time>{moment.isoformat()}</Time>"
        "<HeartRateBpm><Value>140</Value></HeartRateBpm></Trackpoint>"
        for moment in moments
    )
    return tcx(f'<Lap StartTime="{moments[0].isoformat()}"><Track>{points}</Track></Lap>')


def seconds_from(start: datetime, count: int) -> list[datetime]:
    return [start + timedelta(seconds=second) for second in range(count)]


@pytest.mark.parametrize("first", [START - timedelta(days=9_000), START + timedelta(hours=5)])
def test_a_first_point_with_a_wrong_date_costs_no_other(first: datetime) -> None:
    activity = only(decode_tcx(points_at(first, *seconds_from(START, 100))))
    assert activity.started_at == START - timedelta(seconds=1)
    assert (activity.elapsed_s, len(activity.samples)) == (100.0, 101)
    assert activity.warnings == ("clock_was_set",)


def test_a_clock_set_back_on_the_way_loses_no_point() -> None:
    before, after = seconds_from(START, 50), seconds_from(START - timedelta(hours=1), 100)
    activity = only(decode_tcx(points_at(*before, *after)))
    assert (activity.elapsed_s, len(activity.samples)) == (149.0, 150)
    assert activity.started_at == START - timedelta(hours=1, seconds=50)
    assert activity.warnings == ("clock_was_set",)


def test_a_lap_behind_a_clock_set_back_begins_where_its_points_do() -> None:
    laps = lap(0, 49, timer_s=50), lap(-3600, -3501, timer_s=100)
    activity = only(decode_tcx(tcx(*laps)))
    assert [(each.start_s, each.end_s) for each in activity.laps] == [(0.0, 50.0), (50.0, 149.0)]


@pytest.mark.parametrize("year", [1, 1970, 9999])
def test_a_point_of_a_year_that_no_watch_lived_in_has_no_time(year: int) -> None:
    nonsense = datetime(year, 12, 31, 23, 59, 59, tzinfo=UTC)
    activity = only(decode_tcx(points_at(nonsense, *seconds_from(START, 10), nonsense)))
    assert (activity.started_at, activity.elapsed_s, activity.warnings) == (START, 9.0, ())
    with pytest.raises(FormatError) as caught:
        decode_tcx(points_at(nonsense, nonsense))
    assert caught.value.reason is FormatProblem.NO_ACTIVITY


@pytest.mark.parametrize("timer_s", [-60.0, 0.0, 1e9, 1e308])
def test_a_timer_that_ran_backwards_or_for_years_is_none(timer_s: float) -> None:
    laps = lap(0, 59, timer_s=timer_s, bpm=None), lap(60, 120, timer_s=timer_s, bpm=None)
    assert only(decode_tcx(tcx(*laps))).reported_timer_s is None

"""Files as the common apps and watches export them: what they say, each in its own way."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.activity import Pause
from app.domain.file_activity import FileActivity
from app.formats import unpacked
from app.formats.errors import FormatError, FormatProblem
from app.formats.read import decode_file
from tests.formats import wild_fit as wild

NOW = datetime(2026, 11, 22, 17, 3, 4, tzinfo=UTC)
START = datetime(2024, 5, 4, 16, 0, 0, tzinfo=UTC)
RR_MS = [812, 820, 798, 805, 831, 790, 802, 815, 809, 797, 803, 811]


def only(octets: bytes) -> FileActivity:
    (activity,) = decode_file(octets, NOW)
    return activity


def moment(second: int) -> str:
    return (START + timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def garmin_connect_tcx() -> bytes:
    """Two laps of a treadmill run with Garmin's extensions, a pause between two tracks of the second."""

    def points(seconds: range) -> str:
        return "".join(
            f"<Trackpoint><Time>{moment(second)}</Time><DistanceMeters>{second * 2.7}</DistanceMeters>"
            f"<HeartRateBpm><Value>{130 + second % 5}</Value></HeartRateBpm><Extensions><ns3:TPX>"
            "<ns3:Speed>2.7</ns3:Speed><ns3:RunCadence>84</ns3:RunCadence></ns3:TPX></Extensions></Trackpoint>"
            for second in seconds
        )

    def lap(begin: int, timer_s: float, *tracks: range) -> str:
        inner = "".join(f"<Track>{points(track)}</Track>" for track in tracks)
        return (
            f'<Lap StartTime="{moment(begin)}"><TotalTimeSeconds>{timer_s}</TotalTimeSeconds>'
            "<DistanceMeters>160.0</DistanceMeters><Calories>9</Calories><AverageHeartRateBpm><Value>132"
            "</Value></AverageHeartRateBpm><Intensity>Active</Intensity><TriggerMethod>Manual</TriggerMethod>"
            f"{inner}<Extensions><ns3:LX><ns3:AvgSpeed>2.7</ns3:AvgSpeed></ns3:LX></Extensions></Lap>"
        )

    laps = lap(0, 60.0, range(60)) + lap(60, 60.0, range(60, 90), range(210, 241))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TrainingCenterDatabase\n'
        '  xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2"\n'
        '  xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"\n'
        '  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n<Activities>'
        f'<Activity Sport="Running"><Id>{moment(0)}</Id>{laps}<Notes>Intervals in the rain</Notes>'
        '<Creator xsi:type="Device_t"><Name>Forerunner 255</Name><UnitId>34</UnitId>'
        "</Creator></Activity></Activities>"
        '<Author xsi:type="Application_t"><Name>Connect Api</Name></Author></TrainingCenterDatabase>'
    ).encode()


def test_garmin_connect_tcx() -> None:
    run = only(garmin_connect_tcx())
    assert (run.sport, run.recorder, run.started_at) == ("running", "Forerunner 255", START)
    assert run.pauses == (Pause(90.0, 210.0),)  # the laps say a minute each
    assert [lap.start_s for lap in run.laps] == [0.0, 60.0]
    assert {sample.bpm for sample in run.samples} == {130, 131, 132, 133, 134}
    assert run.identity is None  # the notes are the athlete's, not Sidebeat's identity


def test_polar_flow_and_strava_tcx_begin_with_blanks_and_have_no_extensions() -> None:
    octets = b"          " + garmin_connect_tcx().replace(b'Sport="Running"', b'Sport="Other"').replace(
        b"Forerunner 255", b"Polar Vantage V2"
    )
    assert (only(octets).sport, only(octets).recorder) == ("generic", "Polar Vantage V2")


def gpx(creator: str, kind: str, heart_rate: str) -> bytes:
    points = "".join(
        f'<trkpt lat="48.1" lon="11.5"><ele>519.2</ele><time>{moment(second)}</time><extensions>'
        f"{heart_rate.format(bpm=140 + second)}</extensions></trkpt>"
        for second in range(12)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<gpx creator="{creator}" version="1.1" '
        'xmlns="http://www.topografix.com/GPX/1/1" '
        'xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1" '
        'xmlns:gpxdata="http://www.cluetrust.com/XML/GPXDATA/1/0" '
        'xmlns:ns3="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">'
        f"<metadata><time>{moment(0)}</time></metadata><trk><name>Evening</name><type>{kind}</type>"
        f"<trkseg>{points}</trkseg></trk></gpx>"
    ).encode()


STRAVA = (
    "<power>180</power><gpxtpx:TrackPointExtension><gpxtpx:atemp>21</gpxtpx:atemp>"
    "<gpxtpx:hr>{bpm}</gpxtpx:hr><gpxtpx:cad>80</gpxtpx:cad></gpxtpx:TrackPointExtension>"
)


@pytest.mark.parametrize(
    ("creator", "kind", "heart_rate", "sport", "sub_sport"),
    [
        (
            "StravaGPX",
            "cycling",
            STRAVA,
            "cycling",
            "generic",
        ),
        (
            "StravaGPX Android",
            "9",
            "<gpxtpx:TrackPointExtension><gpxtpx:hr>{bpm}</gpxtpx:hr></gpxtpx:TrackPointExtension>",
            "running",
            "generic",
        ),
        (
            "Garmin Connect",
            "treadmill_running",
            "<ns3:TrackPointExtension><ns3:hr>{bpm}</ns3:hr></ns3:TrackPointExtension>",
            "running",
            "treadmill",
        ),
        (
            "Suunto app",
            "Trail running",
            "<gpxdata:hr>{bpm}</gpxdata:hr><gpxdata:speed>2.9</gpxdata:speed>",
            "running",
            "trail",
        ),
        (
            "Sigma Data Center",
            "",
            "<gpxtpx:TrackPointExtension><gpxtpx:hr>{bpm}</gpxtpx:hr></gpxtpx:TrackPointExtension>",
            "generic",
            "generic",
        ),
    ],
    ids=["Strava", "Strava before 2023", "Garmin Connect", "Suunto", "Sigma"],
)
def test_gpx_of_the_common_apps(creator: str, kind: str, heart_rate: str, sport: str, sub_sport: str) -> None:
    found = only(gpx(creator, kind, heart_rate))
    assert [sample.bpm for sample in found.samples] == [140 + second for second in range(12)]
    assert (found.sport, found.sub_sport, found.recorder) == (sport, sub_sport, creator)
    assert found.started_at == START


POLAR_FLOW_CSV = """Name,Sport,Date,Start time,Duration,Total distance (km),Average heart rate (bpm),Notes
Ada L.,{sport},{date},18:21:33,00:00:{count},1.2,131,"Easy, with a friend"
Sample rate,Time,HR (bpm),Speed (km/h),Pace (min/km),Cadence,Altitude (m),Power (W)
{samples}
"""


@pytest.mark.parametrize("date", ["26-12-2023", "2023-12-26", "26.12.2023"])
def test_polar_flow_csv(date: str) -> None:
    lines = [f"{'1' if place == 0 else ''},00:00:{place:02d},{120 + place},,,,," for place in range(20)]
    lines[7] = ",00:00:07,,,,,,"
    text = POLAR_FLOW_CSV.format(sport="INDOOR_CYCLING", date=date, count=19, samples="\n".join(lines))
    for octets in (text.encode(), b"\xef\xbb\xbf" + text.encode()):
        ride = only(octets)
        assert ride.started_at == datetime(2023, 12, 26, 18, 21, 33, tzinfo=UTC)
        assert (ride.fit_sport, ride.fit_sub_sport, ride.recorder) == (2, 6, "Polar")
        assert (ride.elapsed_s, ride.reported_timer_s, len(ride.samples)) == (19.0, 19.0, 20)
        assert [sample.bpm for sample in ride.samples[6:9]] == [126, None, 128]


@pytest.mark.parametrize(
    ("date", "samples", "reason"),
    [
        ("yesterday", "1,00:00:00,120", FormatProblem.MALFORMED),
        ("2023-12-26", "1,no time,120", FormatProblem.NO_ACTIVITY),
        ("2023-12-26", "", FormatProblem.NO_ACTIVITY),
    ],
)
def test_a_polar_csv_that_makes_no_sense_is_refused(date: str, samples: str, reason: FormatProblem) -> None:
    with pytest.raises(FormatError) as caught:
        decode_file(POLAR_FLOW_CSV.format(sport="", date=date, count=19, samples=samples).encode(), NOW)
    assert caught.value.reason is reason


def rows(line: str) -> str:
    at_ms, lines = 0, []
    for interval in RR_MS:
        at_ms += interval
        date = (START + timedelta(milliseconds=at_ms)).strftime("%Y-%m-%d %H:%M:%S")
        unix = START.timestamp() + at_ms / 1000
        lines.append(line.format(ms=interval, s=interval / 1000, date=date, unix=unix, at=at_ms))
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (rows("{ms}"), None),
        (rows("{s:.3f}").replace(".", ","), None),
        ("date, rr, since_start\n" + rows("{date} +0000, {ms}, {at}"), START),
        ("timestamp,rr,since_start\n" + rows("{unix:.2f},{ms},{at}"), START),
        ("Phone timestamp;RR-interval [ms]\n" + rows("{date};{ms}"), START),
        ("duration,offline\n" + rows("{s:.3f},0"), None),
        ("# RR intervals in ms\n# exported for Kubios\n" + rows("{ms}"), None),
        ("Time (s)\tRR (ms)\n" + rows("{at}\t{ms}"), None),
        ("Zeit;Dauer;RR [s]\n" + rows("{at};0;{s:.3f}").replace(".", ","), None),
    ],
    ids=["Elite HRV", "comma", "HRV Logger iOS", "HRV Logger Android", "Polar Sensor Logger", "Polar Flow RR",
         "comments", "Kubios table", "German table"],
)  # fmt: skip
def test_rr_text_of_the_common_apps(text: str, start: datetime | None) -> None:
    found = only(text.encode())
    assert found.rr_ms == pytest.approx([float(interval) for interval in RR_MS], abs=0.6)
    begins = NOW if start is None else start
    assert abs(found.started_at - begins) < timedelta(seconds=1)


def test_a_zwift_ride_without_a_strap_has_no_heart_rate() -> None:
    shape = wild.definition(0, 20, [(253, 4, wild.UINT32), (3, 1, wild.UINT8), (7, 2, wild.UINT16)])
    octets = wild.fit_file(
        *(wild.FILE_ID, wild.file_id(4, 260, b"Zwift"), shape),
        *(wild.data(0, "<IBH", wild.START + second, 0, 200) for second in range(30)),
        *(wild.SESSION, wild.session(0, 30, sub_sport=58)),
    )
    ride = only(octets)
    assert {sample.bpm for sample in ride.samples} == {None}
    assert (ride.recorder, ride.sub_sport, ride.elapsed_s) == ("Zwift", "virtual_activity", 30.0)


def test_a_wahoo_or_hammerhead_ride_names_head_unit_and_strap() -> None:
    device = wild.definition(
        7, 23, [(0, 1, wild.UINT8), (1, 1, wild.UINT8), (25, 1, wild.ENUM), (27, 16, wild.STRING)]
    )
    octets = wild.fit_file(
        *(wild.FILE_ID, wild.file_id(4, 289, b"Karoo 2"), device),
        *(wild.data(7, "<BBB16s", 1, 120, 1, b"TICKR 8C4C"), wild.RECORD, wild.records(range(20), 151)),
        *(wild.SESSION, wild.session(0, 20, sub_sport=7), wild.ACTIVITY, wild.activity(20, -7 * 3600)),
    )
    ride = only(octets)
    assert (ride.recorder, ride.sensor, ride.manufacturer) == ("Karoo 2", "TICKR 8C4C", "hammerhead")
    assert ride.started_at.utcoffset() == timedelta(hours=-7)


def test_what_gzip_packed_is_unpacked_first() -> None:
    ride = wild.simple(10)
    assert decode_file(gzip.compress(ride, mtime=0), NOW) == decode_file(ride, NOW)
    assert only(gzip.compress(garmin_connect_tcx())).recorder == "Forerunner 255"


@pytest.mark.parametrize(
    ("octets", "reason"),
    [
        (gzip.compress(wild.simple(10))[:-9], FormatProblem.CUT_OFF),
        (b"\x1f\x8bnot gzip at all", FormatProblem.MALFORMED),
        (gzip.compress(b"", mtime=0), FormatProblem.NO_ACTIVITY),
    ],
)
def test_damaged_gzip_is_refused(octets: bytes, reason: FormatProblem) -> None:
    with pytest.raises(FormatError) as caught:
        decode_file(octets, NOW)
    assert caught.value.reason is reason


def test_a_gzip_bomb_is_refused_before_it_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacked, "LARGEST_UNPACKED", 1_000_000)
    with pytest.raises(FormatError) as caught:
        decode_file(gzip.compress(bytes(2_000_000)), NOW)
    assert caught.value.reason is FormatProblem.TOO_LARGE

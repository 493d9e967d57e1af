"""Targets for the files that are imported. What decodes must make sense, and be computed to the end."""

from collections.abc import Callable
from datetime import UTC, datetime
from math import isfinite
from zlib import crc32

from app.domain.activity import Pause
from app.domain.analysis import activity_of_file
from app.domain.file_activity import FileActivity
from app.domain.profile import AthleteProfile
from app.domain.session_setups import session_setup
from app.formats.csv_read import decode_csv
from app.formats.csv_write import encode_csv
from app.formats.errors import FormatError
from app.formats.gpx_read import decode_gpx
from app.formats.hrm_read import decode_hrm
from app.formats.polar_csv_read import decode_polar_csv
from app.formats.rr_read import decode_rr_text
from app.formats.tcx_read import decode_tcx
from app.formats.tcx_write import encode_tcx
from app.formats.typed import decode_typed, encode_typed
from tests.formats.activities import make_activity, make_lap, reading

SHORT_S = 60.0  # computing takes as long as a session lasts: longer ones only now and then
LONG_ONES_EVERY = 50
NOW = datetime(2026, 11, 22, 17, 3, 4, tzinfo=UTC)
SETUP = session_setup(AthleteProfile())


def tcx_seeds() -> tuple[bytes, ...]:
    """Sidebeat's own, of two laps."""
    own = make_activity(
        [reading(at + 0.5, 140) for at in range(8)],
        elapsed_s=8.0,
        laps=(make_lap(1, 0.0, 4.0, 140), make_lap(2, 4.0, 8.0, 140)),
    )
    return (encode_tcx(own),)


def gpx_seeds() -> tuple[bytes, ...]:
    """A track as the common apps export it."""
    points = "".join(
        f'<trkpt lat="1" lon="2"><time>2026-11-22T17:03:{second:02d}Z</time><extensions>'
        f"<tpx:hr>{130 + second}</tpx:hr></extensions></trkpt>"
        for second in range(8)
    )
    track = f"<trk><type>cycling</type><trkseg>{points}</trkseg></trk>"
    return (f'<?xml version="1.0"?><gpx creator="An app" xmlns:tpx="urn:tpx">{track}</gpx>'.encode(),)


def hrm_seeds() -> tuple[bytes, ...]:
    """Heart rate every five seconds, and beat by beat."""
    head = "[Params]\nVersion=106\nDate=20260222\nStartTime=08:50:31.0\nInterval={interval}\n\n[HRData]\n"
    rates = head.format(interval=5) + "120\n121\n0\n124\n130\n"
    beats = head.format(interval=238) + "800\n810\n790\n805\n795\n800\n810\n790\n805\n795\n800\n"
    return rates.encode(), beats.encode()


def rr_seeds() -> tuple[bytes, ...]:
    """Milliseconds, seconds, and a table with a time."""
    beats = [800, 810, 790, 805, 795] * 4
    table = "".join(f"2026-11-22T17:03:04Z;{place};{beat}\n" for place, beat in enumerate(beats))
    return (
        "".join(f"{beat}\n" for beat in beats).encode(),
        "".join(f"{beat / 1000}\n" for beat in beats).encode(),
        f"time;number;RR-interval [ms]\n{table}".encode(),
    )


def csv_seeds() -> tuple[bytes, ...]:
    """Sidebeat's own, with a pause."""
    own = make_activity(
        [reading(at + 0.5, 140, (800,)) for at in range(12)], elapsed_s=12.0, pauses=(Pause(4.0, 8.0),)
    )
    return (encode_csv(own),)


def polar_csv_seeds() -> tuple[bytes, ...]:
    """A session of Polar Flow's."""
    samples = "".join(
        f"{1 if second == 0 else ''},00:00:{second:02d},{120 + second},\n" for second in range(12)
    )
    head = "Name,Sport,Date,Start time,Duration\nAda,RUNNING,26-12-2023,18:21:33,00:00:11\n"
    return (f"{head}Sample rate,Time,HR (bpm),Cadence\n{samples}".encode(),)


def typed_seeds() -> tuple[bytes, ...]:
    """«strength, 45 min, RPE 6»."""
    return (encode_typed(started_at=NOW, minutes=45, rpe=6, fit_sport=10, fit_sub_sport=20),)


def tcx_target(octets: bytes) -> None:
    """TCX."""
    _check(decode_tcx, octets)


def gpx_target(octets: bytes) -> None:
    """GPX."""
    _check(decode_gpx, octets)


def hrm_target(octets: bytes) -> None:
    """Polar's HRM."""
    _check(decode_hrm, octets)


def rr_target(octets: bytes) -> None:
    """RR intervals as text."""
    _check(lambda text: decode_rr_text(text, NOW), octets)


def csv_target(octets: bytes) -> None:
    """Sidebeat's CSV."""
    _check(decode_csv, octets)


def polar_csv_target(octets: bytes) -> None:
    """Polar Flow's CSV."""
    _check(decode_polar_csv, octets)


def typed_target(octets: bytes) -> None:
    """Sessions typed in by hand."""
    _check(decode_typed, octets)


def _check(decode: Callable[[bytes], list[FileActivity]], octets: bytes) -> None:
    try:
        activities = decode(octets)
    except FormatError:
        return
    assert activities
    for found in activities:
        assert found.started_at.tzinfo is not None
        assert isfinite(found.elapsed_s)
        times = [sample.elapsed_s for sample in found.samples]
        assert times == sorted(set(times))
        assert all(0.0 <= pause.start_s < pause.end_s <= found.elapsed_s for pause in found.pauses)
        assert all(sample.bpm is None or sample.bpm > 0 for sample in found.samples)
        if found.elapsed_s <= SHORT_S or crc32(octets) % LONG_ONES_EVERY == 0:
            summary = activity_of_file(found, SETUP, "").summary
            assert 0.0 <= summary.timer_s <= summary.elapsed_s
            assert summary.training_load >= 0.0

"""What an import makes of one file's bytes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.domain.activity_types import BUILT_IN_ACTIVITY_TYPES
from app.domain.analysis import analyse
from app.domain.profile import AthleteProfile
from app.domain.setup import SessionSetup
from app.formats.read import decode_file
from app.storage.folders import Folders
from app.storage.history import History
from app.wiring.computing import compute
from app.wiring.file_reading import FileToRead, ReadingRecipe, on_local_clock, read_file
from tests.formats import wild_fit as wild
from tests.formats.test_common_apps import START, garmin_connect_tcx, gpx
from tests.wiring.terminal import sidebeat

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 22, 17, 3, 4, tzinfo=UTC)
HRM = b"[Params]\nVersion=106\nDate=20260704\nStartTime=23:50:31.0\nInterval=1\n\n[HRData]\n" + b"120\n" * 40
RECIPE = ReadingRecipe(AthleteProfile(), BUILT_IN_ACTIVITY_TYPES)


def test_a_file_that_knows_only_utc_is_put_on_the_athlete_s_clock() -> None:
    (found,) = decode_file(garmin_connect_tcx(), NOW)
    local = on_local_clock(found, BERLIN).started_at
    assert (local, local.utcoffset()) == (START, timedelta(hours=2))  # in May
    assert on_local_clock(found).started_at == START


def test_a_file_that_knows_only_the_clock_on_the_wall_keeps_its_hour() -> None:
    (found,) = decode_file(HRM, NOW)
    local = on_local_clock(found, BERLIN).started_at
    assert local.isoformat() == "2026-07-04T23:50:31+02:00"
    assert on_local_clock(found).started_at.isoformat().startswith("2026-07-04T23:50:31")


def test_a_file_that_knows_its_offset_keeps_it() -> None:
    (found,) = decode_file(wild.simple(), NOW)
    assert on_local_clock(found, ZoneInfo("Asia/Tokyo")) == found
    unsaid = replace(found, has_local_offset=False)
    assert on_local_clock(unsaid, ZoneInfo("Asia/Tokyo")).started_at.utcoffset() == timedelta(hours=9)


def test_what_is_read_travels_without_its_samples_and_with_its_rates() -> None:
    read = read_file(RECIPE, FileToRead("/rides/a.fit", "a.fit", wild.simple(90), "sha", NOW))
    (only,) = read.activities
    assert only.activity.samples == ()
    assert only.activity.summary.elapsed_s == 90.0
    assert only.rates is not None
    assert len(only.rates.rates) == 91
    assert (read.problem, only.is_ours) == (None, False)


def test_what_cannot_be_read_is_a_reason_and_no_exception() -> None:
    read = read_file(RECIPE, FileToRead("/rides/a.fit", "a.fit", wild.simple()[:-4], "sha", NOW))
    assert (read.activities, read.problem) == ((), "the file ends too early")


@pytest.mark.parametrize("name", ["evening.gpx", "evening.hrm"])
def test_an_imported_activity_is_computed_again_at_the_time_it_was_imported_under(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(
        HRM if name.endswith("hrm") else gpx("Garmin Connect", "running", "<ns3:hr>{bpm}</ns3:hr>")
    )
    sidebeat("import", tmp_path / name, "--home", tmp_path / "home")
    history = History(Folders.locate(tmp_path / "home"))
    (row,) = history.activities()
    again = compute(history.recording(row.activity_id))
    assert (again.started_at, again.started_at.utcoffset()) == (row.started_at, row.started_at.utcoffset())


@pytest.mark.parametrize(
    "octets",
    [
        wild.simple(600),
        garmin_connect_tcx(),
        gpx("Suunto app", "running", "<gpxdata:hr>{bpm}</gpxdata:hr>"),
        HRM,
        "\n".join(["812", "795", "803", "821"] * 40).encode(),
    ],
    ids=["FIT", "TCX", "GPX", "HRM", "RR"],
)
def test_an_import_computes_what_analyse_computes(octets: bytes) -> None:
    (only,) = read_file(RECIPE, FileToRead("/rides/a", "a", octets, "sha", NOW)).activities
    setup = SessionSetup.from_json(only.setup)
    analysis = analyse(decode_file(octets, NOW)[0], setup.constants, setup.zone_model)
    summary = only.activity.summary
    assert (analysis.elapsed_s, analysis.timer_s, analysis.counted_s, analysis.average_bpm) == (
        summary.elapsed_s,
        summary.timer_s,
        summary.counted_s,
        summary.average_bpm,
    )
    assert analysis.training_load == summary.training_load
    assert analysis.time_in_zone == summary.time_in_zone

"""`sidebeat load`: days whose files may still have to be brought in are told as such."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from app.domain.activity_types import INDOOR_CYCLING
from app.storage.folders import Folders
from app.storage.import_statements import ImportedActivity, Provenance
from app.storage.recorder import SqliteRecorder
from app.storage.timeline import system_clocks
from benchmarks.ten_years import EASY, template
from tests.wiring.terminal import sidebeat

SILENT_DAYS = 5


def test_days_after_the_last_import_are_not_imported(home: Path) -> None:
    now = datetime.now().astimezone()
    ago = timedelta(days=SILENT_DAYS)
    clocks = system_clocks()
    then = replace(clocks, utc_us=lambda: clocks.utc_us() - round(ago.total_seconds() * 1e6))
    ride = template(Random(1), INDOOR_CYCLING, 20, EASY)
    recorder = SqliteRecorder.open(Folders.locate(home), then)
    for back in range(10):
        activity = replace(
            ride.activity, identity=f"ride {back}", started_at=now - ago - timedelta(days=back)
        )
        imported = ImportedActivity(activity, ride.setup.to_json(), Provenance(None, 0, "COROS PACE 3"))
        recorder.import_activities((imported,))
    recorder.close()
    days = sidebeat("--home", home, "load", "--json").objects
    assert [day["imported"] for day in days] == [True] * 10 + [False] * SILENT_DAYS
    assert [day["training_load"] for day in days[10:]] == [0.0] * SILENT_DAYS

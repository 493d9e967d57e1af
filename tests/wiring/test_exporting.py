"""One FIT file of an activity is the newest; what it was before lies apart."""

from dataclasses import replace
from pathlib import Path

from app.storage.export_folder import EARLIER
from app.wiring.exporting import FitExporter
from tests.formats.activities import make_activity, steady


def test_a_session_that_went_on_has_one_file(tmp_path: Path) -> None:
    exporter = FitExporter(tmp_path)
    (half,) = exporter.export(make_activity(steady(30), elapsed_s=30.0))
    (whole,) = exporter.export(make_activity(steady(90), elapsed_s=90.0))
    assert whole == half
    assert [path.name for path in tmp_path.glob("*.fit")] == [whole.name]
    assert [path.name for path in (tmp_path / EARLIER).iterdir()] == [half.name]


def test_another_activity_type_gets_another_name_and_the_old_file_lies_apart(tmp_path: Path) -> None:
    exporter = FitExporter(tmp_path)
    activity = make_activity(steady(30), elapsed_s=30.0)
    exporter.export(activity)
    (rowing,) = exporter.export(replace(activity, activity_type="rowing", fit_sport=15, fit_sub_sport=14))
    assert "rowing" in rowing.name
    assert list(tmp_path.glob("*.fit")) == [rowing]


def test_the_same_again_is_the_same_file(tmp_path: Path) -> None:
    exporter = FitExporter(tmp_path)
    activity = make_activity(steady(30), elapsed_s=30.0)
    assert exporter.export(activity) == exporter.export(activity)
    assert not (tmp_path / EARLIER).exists()

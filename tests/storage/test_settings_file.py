"""The settings on disk: whole or the old ones; damage costs what is damaged."""

import json
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.profile import AthleteProfile
from app.domain.settings import RememberedSensor, Settings, Theme
from app.storage.errors import StorageError, StorageFailure
from app.storage.settings_file import SettingsDamage, StoredSettings, load_settings, save_settings

CHOSEN = Settings(
    athletes=(AthleteProfile(name="Ada", age=40, resting_bpm=50), AthleteProfile(name="Ben")),
    remembered_sensors=(RememberedSensor("A0:9E:1A:00:00:01", "Polar H10", "1234", "the black one"),),
    last_activity_type="rowing",
    volume=0.2,
    theme=Theme.DARK,
    first_used_on="2026-11-22",
    first_run_done=True,
)


def test_what_is_saved_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    save_settings(path, CHOSEN)
    assert load_settings(path) == StoredSettings(CHOSEN)
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_without_a_file_there_are_defaults_and_no_complaint(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.json") == StoredSettings(Settings())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b"null", b"\xff\xfe\x00", b"[" * 100_000, b'{"volume": 0.5']
)
def test_a_broken_file_means_defaults_and_a_copy_of_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    stored = load_settings(path)
    assert stored.settings == Settings()
    assert stored.damage is SettingsDamage.UNREADABLE
    assert stored.backup == tmp_path / "settings-damaged.json"
    assert stored.backup.read_bytes() == content
    save_settings(path, CHOSEN)
    assert stored.backup.read_bytes() == content


def test_the_same_damage_is_copied_once_and_other_damage_again(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    for content in (b"one", b"one", b"two"):
        path.write_bytes(content)
        load_settings(path)
    names = sorted(file.name for file in tmp_path.iterdir())
    assert names == ["settings-damaged (2).json", "settings-damaged.json", "settings.json"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("volume", "loud"),
        ("theme", "plaid"),
        ("athletes", [{"age": "old"}]),
        ("remembered_sensors", 3),
        ("last_activity_type", None),
        ("first_run_done", "yes"),
    ],
)
def test_a_bad_field_costs_itself_alone(tmp_path: Path, field: str, value: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({**CHOSEN.to_json(), field: value}))
    stored = load_settings(path)
    assert stored.damage is SettingsDamage.FIELDS
    assert stored.problems == (field,)
    expected: dict[str, Any] = {**CHOSEN.to_json(), field: Settings().to_json()[field]}
    assert stored.settings.to_json() == expected
    assert stored.backup is not None


def test_fields_of_a_newer_version_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({**CHOSEN.to_json(), "from_the_future": 1}))
    assert load_settings(path) == StoredSettings(CHOSEN)


def test_a_field_of_an_older_version_does_no_harm_and_is_gone_once_saved(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({**CHOSEN.to_json(), "language": "de-AT"}))
    assert load_settings(path) == StoredSettings(CHOSEN)
    save_settings(path, load_settings(path).settings)
    assert "language" not in json.loads(path.read_text())


def test_a_failed_save_leaves_the_old_settings(tmp_path: Path) -> None:
    folder = tmp_path / "config"
    folder.write_bytes(b"a file in the folder's place")
    with pytest.raises(StorageError) as refusal:
        save_settings(folder / "settings.json", CHOSEN)
    assert refusal.value.reason is StorageFailure.CANNOT_WRITE
    with pytest.raises(StorageError):
        load_settings(folder / "settings.json")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda children: (
        st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=5), children, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(Settings().to_json())), json_values))
def test_whatever_stands_in_the_file_settings_come_out(stored: dict[str, Any]) -> None:
    read = Settings.from_json(json.loads(json.dumps(stored)))
    assert set(read.problems) <= set(stored)
    assert Settings.from_json(read.settings.to_json()).settings == read.settings


def test_the_first_athlete_is_in_use_unless_another_is_named() -> None:
    assert CHOSEN.athlete().name == "Ada"
    assert CHOSEN.athlete("ben").name == "Ben"
    assert CHOSEN.athlete("Cleo") == AthleteProfile(name="Cleo")
    older = CHOSEN.with_athlete(AthleteProfile(name="Ben", age=50))
    assert [(each.name, each.age) for each in older.athletes] == [("Ben", 50), ("Ada", 40)]


def test_a_sensor_chosen_last_comes_first_and_only_once() -> None:
    other = CHOSEN.with_sensor(RememberedSensor("other"))
    again = other.with_sensor(RememberedSensor("A0:9E:1A:00:00:01", "H10"))
    assert [sensor.address for sensor in again.remembered_sensors] == ["A0:9E:1A:00:00:01", "other"]


def test_half_a_letter_in_a_name_is_saved_as_a_question_mark(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    save_settings(path, Settings(athletes=(AthleteProfile(name="A\ud800da"),)))
    assert load_settings(path).settings.athletes[0].name == "A?da"

"""What one run works with: the activity type that is meant; settings that several threads change."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli.failure import CannotError
from app.domain.activity_types import BUILT_IN_ACTIVITY_TYPES, find_activity_type
from app.domain.sensors import SensorDescribed
from app.domain.settings import RememberedSensor, Settings
from app.storage.errors import StorageError
from app.storage.folders import Folders
from app.storage.settings_file import StoredSettings, load_settings
from app.wiring.house import House, SettingsKeeper

STRAP = RememberedSensor("A0:9E:1A:00:00:01", name="Polar H10", serial_number="S1")


def test_what_the_disk_refused_is_written_when_it_is_chosen_again(tmp_path: Path) -> None:
    (tmp_path / "home").write_bytes(b"a file where the folder should be")
    file = tmp_path / "home" / "settings.json"
    keeper = SettingsKeeper(file, Settings())
    chosen = replace(keeper.settings, volume=0.1)
    with pytest.raises(StorageError):
        keeper.choose(chosen)
    assert keeper.settings == chosen
    (tmp_path / "home").unlink()
    keeper.choose(chosen)
    assert load_settings(file).settings == chosen


def test_what_is_written_already_is_not_written_again(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    keeper = SettingsKeeper(file, Settings())
    keeper.choose(Settings())
    assert not file.exists()


def test_a_choice_in_the_window_forgets_no_sensor_that_the_engine_has_met_meanwhile(tmp_path: Path) -> None:
    keeper = SettingsKeeper(tmp_path / "settings.json", Settings())
    before = keeper.settings
    keeper.remember(SensorDescribed(STRAP.address, name=STRAP.name, serial_number=STRAP.serial_number))
    keeper.choose(replace(before, volume=0.1))
    assert keeper.settings.remembered_sensors == (STRAP,)
    keeper.remember(SensorDescribed(STRAP.address))
    assert keeper.settings.remembered_sensors == (STRAP,)


def test_a_sensor_that_took_another_address_stays_the_one_that_is_remembered(tmp_path: Path) -> None:
    labelled = replace(STRAP, label="mine")
    watch = RememberedSensor("A0:9E:1A:00:00:02", name="Watch", is_fallback=True)
    keeper = SettingsKeeper(tmp_path / "settings.json", Settings(remembered_sensors=(labelled, watch)))
    told = SensorDescribed(
        "A0:9E:1A:00:00:77",
        name=STRAP.name,
        serial_number=STRAP.serial_number,
        instead_of=STRAP.address,
    )
    keeper.remember(told)
    assert keeper.settings.remembered_sensors == (replace(labelled, address="A0:9E:1A:00:00:77"), watch)
    keeper.remember(told)
    assert len(keeper.settings.remembered_sensors) == 2


@pytest.mark.parametrize(
    ("name", "serial_number", "is_the_same"),
    [
        ("Polar H10 8C4CA721", "8C4CA721", True),
        ("Polar H10 8C4CA721", "5D11B0E2", False),
        ("Polar H10 5D11B0E2", "8C4CA721", False),
        ("Polar H10 8C4CA721", None, False),
        (None, "8C4CA721", False),
    ],
)
def test_a_sensor_chosen_anew_under_another_address_is_told_by_name_and_serial_number(
    tmp_path: Path, name: str | None, serial_number: str | None, is_the_same: bool
) -> None:
    mine = RememberedSensor("A0:9E:1A:00:00:01", "Polar H10 8C4CA721", "8C4CA721", "mine")
    keeper = SettingsKeeper(tmp_path / "settings.json", Settings(remembered_sensors=(mine,)))
    keeper.remember(SensorDescribed("A0:9E:1A:00:00:77", name=name, serial_number=serial_number))
    first, *others = keeper.settings.remembered_sensors
    assert first.address == "A0:9E:1A:00:00:77"
    assert others == ([] if is_the_same else [mine])
    assert first.label == ("mine" if is_the_same else "")


def test_straps_whose_maker_gives_all_of_them_one_number_stay_two(tmp_path: Path) -> None:
    cheap = RememberedSensor("A0:9E:1A:00:00:01", "HRM", "0000")
    keeper = SettingsKeeper(tmp_path / "settings.json", Settings(remembered_sensors=(cheap,)))
    keeper.remember(SensorDescribed("A0:9E:1A:00:00:77", name="HRM", serial_number="0000"))
    assert len(keeper.settings.remembered_sensors) == 2


@pytest.mark.parametrize(("known", "told"), [(None, None), ("S1", None), (None, "S1")])
def test_a_namesake_without_a_proof_is_remembered_beside_the_sensor_whose_place_it_took(
    tmp_path: Path, known: str | None, told: str | None
) -> None:
    mine = replace(STRAP, serial_number=known, label="mine")
    keeper = SettingsKeeper(tmp_path / "settings.json", Settings(remembered_sensors=(mine,)))
    namesake = SensorDescribed("A0:9E:1A:00:00:77", STRAP.name, serial_number=told, instead_of=STRAP.address)
    keeper.remember(namesake)
    assert [each.address for each in keeper.settings.remembered_sensors] == [namesake.sensor, mine.address]
    assert keeper.settings.remembered_sensors[1] == mine


def test_changes_from_several_threads_all_count(tmp_path: Path) -> None:
    keeper = SettingsKeeper(tmp_path / "settings.json", Settings())

    def meet(first: int) -> None:
        for number in range(first, first + 10):
            keeper.remember(SensorDescribed(f"A0:9E:1A:00:00:{number:02}"))

    threads = [threading.Thread(target=meet, args=(first,)) for first in (0, 10, 20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(load_settings(tmp_path / "settings.json").settings.remembered_sensors) == 30


def house_with(settings: Settings) -> House:
    folders = Folders.locate(Path("nowhere"))
    return House(folders, StoredSettings(settings), athlete_name="", is_demo=False, named=None)


def test_without_a_word_the_type_in_use_is_meant_as_in_the_window() -> None:
    archived = replace(find_activity_type(BUILT_IN_ACTIVITY_TYPES, "rowing"), archived=True)
    settings = Settings(own_activity_types=(archived,), last_activity_type="rowing")
    assert house_with(settings).activity_type(None) == settings.activity_in_use()
    assert house_with(settings).activity_type("Rowing") == archived


def test_a_word_that_no_type_bears_is_answered_with_those_there_are() -> None:
    with pytest.raises(CannotError, match=r"«quidditch». Name one of these: .*indoor_cycling"):
        house_with(Settings()).activity_type("quidditch")

"""Every failure that can happen has words of its own, in the terminal and in the window."""

from pathlib import Path

import pytest

from app.cli import sentences as terminal
from app.storage.errors import StorageFailure
from app.storage.settings_file import SettingsDamage
from app.ui import sensor_sentences, store_sentences
from ble.connection import State
from ble.transport import LinkFailure

HOME = Path("/home/ada")
UNKNOWN = "of_a_later_version"


@pytest.mark.parametrize("failure", StorageFailure)
def test_of_the_store(failure: StorageFailure) -> None:
    sentence = terminal.storage_failure(failure, HOME)
    assert str(HOME) in sentence
    assert not sentence.startswith("Sidebeat cannot use")
    window = store_sentences.trouble(failure)
    assert window != store_sentences.trouble(UNKNOWN).replace(UNKNOWN, failure)
    assert failure.value not in f"{sentence} {window}" or "_" not in failure.value


def test_of_a_store_in_trouble_while_a_session_runs() -> None:
    told = {terminal.trouble(reason) for reason in (None, "disk_full", "memory_full", "corrupt_database")}
    assert len(told) == 4
    assert {terminal.trouble(failure) for failure in StorageFailure} & told == told - {terminal.trouble(None)}


@pytest.mark.parametrize("failure", LinkFailure)
def test_of_the_link(failure: LinkFailure) -> None:
    assert terminal.link_failure(failure) != failure.replace("_", " ")
    assert sensor_sentences.failure(failure) is not None


@pytest.mark.parametrize("state", State)
def test_of_the_link_s_states(state: State) -> None:
    words = terminal.link_state(state, 0, None, None)
    assert words
    assert state is State.CONNECTING or words != state.value


@pytest.mark.parametrize("damage", SettingsDamage)
def test_of_the_settings(damage: SettingsDamage) -> None:
    copy = HOME / "settings-damaged.json"
    for sentence in (
        terminal.settings_damage(damage, ("volume",), copy),
        store_sentences.settings_damage(damage, ("volume",), str(copy)),
    ):
        assert str(copy) in sentence
        assert ("volume" in sentence) is (damage is SettingsDamage.FIELDS)
    assert terminal.settings_damage(damage, (), None) != terminal.settings_damage(damage, (), copy)


@pytest.mark.parametrize("say", [terminal.homecoming, store_sentences.homecoming])
def test_of_rescued_records(say: object) -> None:
    assert callable(say)
    one, several, staying = say(1, ()), say(3, ()), say(0, ("/home/ada/rescued.db",))
    assert len({one, several, staying}) == 3
    assert "3" in several
    assert "/home/ada/rescued.db" in staying

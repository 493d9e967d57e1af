"""The sounds themselves: made by the script beside them, small, distinct, played only where they can be."""

import builtins
import runpy
import struct
import wave
from itertools import combinations
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices
from pytestqt.qtbot import QtBot

from app.domain.settings import Settings
from app.ui.alerts.alert_sounder import SOUNDS, HowToSound
from app.ui.alerts.ports import Sound
from app.ui.alerts.qt_sound import QtSoundPlayer, QtVoice
from app.ui.icons import assets_folder
from tests.ui.conftest import Stage

FOLDER = assets_folder() / "sounds"
LARGEST_BYTES = 100_000
_WINDOW = 2205  # samples: a twentieth of a second
_SOUNDS_FROM, _SAME_PITCH_HZ = 2500, 20


def read(path: Path) -> tuple[int, ...]:
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 44_100)
        octets = file.readframes(file.getnframes())
    return struct.unpack(f"<{len(octets) // 2}h", octets)


@pytest.mark.parametrize("sound", list(Sound))
def test_each_is_small_loud_enough_and_begins_and_ends_in_silence(sound: Sound) -> None:
    path = FOLDER / f"{sound.value}.wav"
    samples = read(path)
    assert path.stat().st_size < LARGEST_BYTES
    assert 0.35 * 32_767 < max(map(abs, samples)) <= 0.81 * 32_767
    assert abs(samples[0]) < 100
    assert abs(samples[-1]) < 100


def test_no_two_are_alike() -> None:
    heard = {sound: read(FOLDER / f"{sound.value}.wav") for sound in Sound}
    assert all(heard[one] != heard[other] for one, other in combinations(Sound, 2))
    assert set(SOUNDS.values()) == set(Sound)


def melody(sound: Sound) -> tuple[int, ...]:
    """The pitches in Hz, one after the other: the strongest of each twentieth of a second that sounds."""
    samples = np.array(read(FOLDER / f"{sound.value}.wav"), dtype=float)
    pitches: list[int] = []
    for start in range(0, len(samples) - _WINDOW, _WINDOW):
        window = samples[start : start + _WINDOW]
        if np.abs(window).max() < _SOUNDS_FROM:
            continue
        spectrum = np.abs(np.fft.rfft(window * np.hanning(_WINDOW), 8 * _WINDOW))
        pitch = int(np.argmax(spectrum)) * 44_100 // (8 * _WINDOW)
        if not pitches or abs(pitch - pitches[-1]) > _SAME_PITCH_HZ:
            pitches.append(pitch)
    return tuple(pitches)


def test_each_has_a_tune_of_its_own_and_is_over_in_a_second() -> None:
    tunes = {sound: melody(sound) for sound in Sound}
    assert len(set(tunes.values())) == len(Sound)
    assert all(0.3 <= len(read(FOLDER / f"{sound.value}.wav")) / 44_100 <= 1.0 for sound in Sound)


def test_too_high_falls_too_low_rises_and_lost_and_found_answer_each_other() -> None:
    high, low = melody(Sound.TOO_HIGH), melody(Sound.TOO_LOW)
    assert list(high) == sorted(high, reverse=True)
    assert list(low) == sorted(low)
    assert min(len(high), len(low)) >= 3
    assert melody(Sound.LOST)[0] > melody(Sound.LOST)[-1]
    assert melody(Sound.FOUND)[0] < melody(Sound.FOUND)[-1]


def test_none_is_clipped() -> None:
    for sound in Sound:
        samples = np.abs(np.array(read(FOLDER / f"{sound.value}.wav")))
        assert np.count_nonzero(samples >= samples.max()) < 20  # no flat tops


def test_the_committed_files_are_what_the_script_makes(tmp_path: Path) -> None:
    script = runpy.run_path(str(FOLDER / "make_sounds.py"))
    assert set(script["SOUNDS"]) == {sound.value for sound in Sound}
    script["write"](tmp_path / "found.wav", script["SOUNDS"]["found"])
    made, kept = read(tmp_path / "found.wav"), read(FOLDER / "found.wav")
    assert len(made) == len(kept)
    assert (
        max(abs(one - other) for one, other in zip(made, kept, strict=True)) <= 1
    )  # sin() differs by machine


def test_without_an_audio_device_nothing_sounds_and_nothing_breaks(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMediaDevices, "audioOutputs", list[QAudioDevice])
    player = QtSoundPlayer()
    assert not player.prepare()
    assert not player.play(Sound.LOST, 0.5)


def test_without_its_libraries_nothing_sounds_and_nothing_breaks(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = builtins.__import__

    def without_sound(name: str, *rest: object, **named: object) -> ModuleType:
        if name in {"PySide6.QtMultimedia", "PySide6.QtTextToSpeech"}:
            raise ImportError("libpulse.so.0: cannot open shared object file")
        return load(name, *rest, **named)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(builtins, "__import__", without_sound)
    assert not QtSoundPlayer().play(Sound.LOST, 0.5)
    assert not QtVoice().say("ease off", 0.5)


def test_with_a_device_every_sound_is_loaded_from_its_file(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMediaDevices, "audioOutputs", lambda: [QAudioDevice()])
    player = QtSoundPlayer()
    assert player.play(Sound.LOST, 0.5)
    assert {sound: Path(effect.source().toLocalFile()).name for sound, effect in player._effects.items()} == {
        sound: f"{sound.value}.wav" for sound in Sound
    }
    assert player._effects[Sound.LOST].volume() == 0.5


def test_the_settings_are_in_force_at_once(stage: Stage) -> None:
    flows = stage.window.flows
    flows.use_settings(Settings(volume=0.3, alerts_muted=True, alerts_spoken=True, keep_awake=False))
    assert flows.sounder.how == HowToSound(0.3, is_muted=True, speaks=True)


def test_the_mute_key_tells_what_is_to_be_kept(stage: Stage) -> None:
    told: list[bool] = []
    stage.window.flows.sounder.muted_changed.connect(told.append)
    stage.window.flows.sounder.toggle_mute()
    stage.window.flows.sounder.toggle_mute()
    assert told == [True, False]

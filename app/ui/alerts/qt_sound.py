"""Sounds and voice through Qt; its libraries are loaded on first use, and may be missing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl

from app.ui.alerts.ports import Sound
from app.ui.icons import assets_folder

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QSoundEffect
    from PySide6.QtTextToSpeech import QTextToSpeech

_SILENT_ENGINE = "mock"  # Qt's stand-in, which says nothing


class QtSoundPlayer(QObject):
    """Fills SoundPlayer. Silent, and says so, without libpulse (Linux) or an audio device."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._effects: dict[Sound, QSoundEffect] = {}

    def prepare(self) -> bool:
        """Loads QtMultimedia and the files; about 0.1 s once."""
        try:
            from PySide6.QtMultimedia import (  # noqa: PLC0415 - 0.1 s, and a library that may be missing
                QMediaDevices,
                QSoundEffect,
            )
        except ImportError:
            return False
        if not QMediaDevices.audioOutputs():
            return False  # asked each time: a headset may come later
        for sound in set(Sound).difference(self._effects):
            effect = QSoundEffect(self)
            effect.setSource(QUrl.fromLocalFile(str(assets_folder() / "sounds" / f"{sound.value}.wav")))
            self._effects[sound] = effect
        return True

    def play(self, sound: Sound, volume: float) -> bool:
        """Plays it from its beginning."""
        if not self.prepare():
            return False
        effect = self._effects[sound]
        effect.setVolume(volume)
        effect.play()
        return True


class QtVoice(QObject):
    """Fills Voice with the system's own speech; silent where there is none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech: QTextToSpeech | None = None

    def say(self, words: str, volume: float) -> bool:
        """Says it at once."""
        speech = self._speech or self._open()
        if speech is None or speech.state() is type(speech).State.Error:
            return False
        self._speech = speech
        speech.setVolume(volume)
        speech.say(words)
        return True

    def _open(self) -> "QTextToSpeech | None":
        try:
            from PySide6.QtTextToSpeech import (  # noqa: PLC0415 - loaded for those who want the voice only
                QTextToSpeech,
            )
        except ImportError:
            return None
        engines = [name for name in QTextToSpeech.availableEngines() if name != _SILENT_ENGINE]
        return QTextToSpeech(engines[0], self) if engines else None

"""AlertSounder: which alert makes which sound, whether it speaks, and the mute."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.frozen import frozen
from app.domain.snapshot import Alert, AlertKind, LiveSnapshot
from app.ui.alerts import alert_sentences
from app.ui.alerts.ports import Sound, SoundPlayer, Voice

SOUNDS = {  # `back` is only shown: nobody needs to hear that all is well
    AlertKind.ABOVE: Sound.TOO_HIGH,
    AlertKind.BELOW: Sound.TOO_LOW,
    AlertKind.CEILING: Sound.CEILING,
    AlertKind.SENSOR_LOST: Sound.LOST,
    AlertKind.SENSOR_BACK: Sound.FOUND,
    AlertKind.BATTERY_LOW: Sound.BATTERY,
    AlertKind.TARGET_REACHED: Sound.TARGET,
    AlertKind.PAUSED_BUT_WORKING: Sound.NOTICE,
    AlertKind.NOT_STARTED_BUT_WORKING: Sound.NOTICE,
}


@frozen
class HowToSound:
    """What the athlete chose: a volume of 0 to 1, silence, and whether alerts are spoken too."""

    volume: float = 0.7
    is_muted: bool = False
    speaks: bool = False


class AlertSounder(QObject):
    """When alerts are due is the domain's business, pause and silence of the sensor included.

    `muted_changed` tells of the mute key, to be kept with the settings. `said` carries quiet lines.
    """

    said = Signal(str)
    muted_changed = Signal(bool)

    def __init__(self, player: SoundPlayer, voice: Voice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._voice = voice
        self._how = HowToSound()
        self._told: set[str] = set()

    @property
    def how(self) -> HowToSound:
        """As it is now."""
        return self._how

    @Slot(HowToSound)
    def use(self, how: HowToSound) -> None:
        """From now on so."""
        self._how = how

    @Slot()
    def prepare(self) -> None:
        """Loads the sounds, so that the first alert is not late; tells once if none can be heard."""
        if not self._how.is_muted and not self._player.prepare():
            self._tell_once(alert_sentences.no_sound())

    def sound(self, alerts: Sequence[Alert], snapshot: LiveSnapshot) -> None:
        """Plays and speaks the most pressing of them; the others of the same second are seen."""
        alert = next((alert for alert in alerts if alert.kind in SOUNDS), None)
        if self._how.is_muted or self._how.volume <= 0:
            return
        if alert is not None:
            self._play(SOUNDS[alert.kind])
        elif alerts:
            alert = alerts[0]
        if alert is not None and self._how.speaks:
            self._say(alert_sentences.spoken(alert, snapshot))

    @Slot()
    def toggle_mute(self) -> None:
        """Silences all alerts, the ceiling's too, or lets them sound again."""
        self._how = HowToSound(self._how.volume, not self._how.is_muted, self._how.speaks)
        self.said.emit(alert_sentences.muted(is_muted=self._how.is_muted))
        self.muted_changed.emit(self._how.is_muted)

    @Slot()
    def try_out(self) -> None:
        """The settings' test button: sounds even while muted."""
        self._play(Sound.TOO_HIGH)
        if self._how.speaks:
            self._say(alert_sentences.test_words())

    def _play(self, sound: Sound) -> None:
        if not self._player.play(sound, self._how.volume):
            self._tell_once(alert_sentences.no_sound())

    def _say(self, words: str) -> None:
        if words and not self._voice.say(words, self._how.volume):
            self._tell_once(alert_sentences.no_voice())

    def _tell_once(self, words: str) -> None:
        if words not in self._told:
            self._told.add(words)
            self.said.emit(words)

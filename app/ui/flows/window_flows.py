"""WindowFlows: what happens in the window besides its pages: offers, alerts, quiet lines, staying awake."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.domain.frozen import frozen
from app.domain.settings import Settings
from app.domain.snapshot import LiveSnapshot, LiveStatus
from app.engine.events import ClockChanged
from app.ui.alerts.alert_desk import AlertDesk
from app.ui.alerts.alert_sounder import AlertSounder, HowToSound
from app.ui.alerts.edge_glow import EdgeGlow
from app.ui.alerts.ports import SoundPlayer, Voice
from app.ui.alerts.qt_sound import QtSoundPlayer, QtVoice
from app.ui.engine_bridge import EngineBridge
from app.ui.flows import flow_sentences
from app.ui.flows.offer_panel import OfferPanel
from app.ui.flows.offers import Offers
from app.ui.flows.quiet_line import QuietLine
from app.ui.keep_awake import Keep, KeepAwake, keep_presenting
from app.ui.live.alert_banner import AlertBanner
from app.ui.media_keys import MediaKeys
from app.ui.session_control import SessionControl
from app.ui.theme import Theme


@frozen
class Surroundings:
    """What the flows ask of the machine; None: Qt's own sounds and voice. Tests bring their own."""

    player: SoundPlayer | None = None
    voice: Voice | None = None
    keep: Keep = keep_presenting
    now: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone()


class WindowFlows(QObject):
    """`offers` belongs above the pages and `line` below them; the glow lies over the window by itself."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        banner: AlertBanner,
        control: SessionControl,
        surroundings: Surroundings | None = None,
    ) -> None:
        super().__init__(window)
        around = surroundings or Surroundings()
        self.panel = OfferPanel(theme)
        self.line = QuietLine(theme)
        self.glow = EdgeGlow(theme, window)
        self.offers = Offers(self.panel, control, around.now, self)
        self.sounder = AlertSounder(around.player or QtSoundPlayer(self), around.voice or QtVoice(self), self)
        self.desk = AlertDesk(banner, self.glow, self.sounder, self)
        self.awake = KeepAwake(around.keep, self)
        self.media_keys = MediaKeys(window, control)
        self._status = LiveStatus.IDLE
        self.sounder.said.connect(self.line.say)
        self.awake.refused.connect(self._tell_refused)

    def listen_to(self, bridge: EngineBridge) -> None:
        """Shows what this bridge brings."""
        bridge.interrupted_session_found.connect(self.offers.show_interrupted)
        bridge.forgotten_button_found.connect(self.offers.show_forgotten)
        bridge.clock_changed.connect(self.show_clock)

    @Slot(Settings)
    def use_settings(self, settings: Settings) -> None:
        """What the athlete chose, in force at once."""
        self.sounder.use(HowToSound(settings.volume, settings.alerts_muted, settings.alerts_spoken))
        self.awake.set_wanted(settings.keep_awake)
        self.media_keys.use(are_wanted=settings.media_keys)

    def show_snapshot(self, snapshot: LiveSnapshot) -> None:
        """To be called with every snapshot, seen or not."""
        self._status = snapshot.status
        self.offers.show_snapshot(snapshot)
        self.desk.show_snapshot(snapshot)
        self.awake.show_status(snapshot.status)
        self.media_keys.show_status(snapshot.status)

    @Slot(ClockChanged)
    def show_clock(self, change: ClockChanged) -> None:
        """Says what happened to the clock in the middle of a session."""
        if self._status.is_under_way:
            self.line.say(flow_sentences.clock_changed(change))

    def close(self) -> None:
        """Lets the machine sleep again."""
        self.awake.close()

    @Slot()
    def _tell_refused(self) -> None:
        self.line.say(flow_sentences.cannot_stay_awake())

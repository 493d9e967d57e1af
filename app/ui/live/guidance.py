"""Guidance: what the athlete is to do now, as a word with sign, shape and colour; and the zone's pill."""

from PySide6.QtWidgets import QWidget

from app.domain.snapshot import LiveSnapshot
from app.ui import sentences
from app.ui.colours import Colours
from app.ui.live.zones_shown import Guidance, LostSignal, guidance
from app.ui.theme import TextSize, Theme
from app.ui.widgets.pill import Pill
from app.ui.widgets.text import LEAST_SHARE, Ink

_LIFT_ZONE = 2  # its blue is what the window's edge is lit with when the heart rate is too low


class GuidancePill(Pill):
    """Hold is drawn as a line only, for nothing is to be done; ease, lift and paused are filled."""

    least_share = 0.45  # its step is large: even so it is larger than what stands around it

    def __init__(self, theme: Theme, size: TextSize, parent: QWidget | None = None) -> None:
        super().__init__(theme, size, parent=parent)
        self.setObjectName("guidance")
        self.setAccessibleName(sentences.translate("live", "Hold, ease or lift"))

    def show_snapshot(self, snapshot: LiveSnapshot) -> None:
        """Shows what there is to do."""
        now = guidance(snapshot)
        self.show_on(sentences.guidance(now), _GROUNDS.get(now), _outline)

    def widest_px(self) -> float:
        """How wide the longest of its words is, with its air, at its step's whole size."""
        metrics = self._whole_metrics()
        longest = max(metrics.horizontalAdvance(sentences.guidance(word)) for word in Guidance)
        return longest + metrics.height()


class ZonePill(Pill):
    """The zone by number, name and colour; in its place, how long no signal has come."""

    def __init__(self, theme: Theme, size: TextSize, lost: LostSignal, parent: QWidget | None = None) -> None:
        super().__init__(theme, size, elides=True, parent=parent)
        self.setObjectName("zone")
        self.setAccessibleName(sentences.translate("live", "Zone"))
        self._lost = lost
        self._zone: int | None = None
        self._room_px = 0.0
        self._named: object = None  # the zone, and the room, that its words were chosen for
        self._fitted: object = None  # the words, likewise

    def give_room(self, room_px: float) -> None:
        """It must not be wider than this."""
        self._room_px = room_px

    def show_snapshot(self, snapshot: LiveSnapshot) -> None:
        """The zone in as many words as there is room for."""
        silent_s = self._lost.silent_s(snapshot)
        named = (snapshot.zone, snapshot.zone_name, self._room_px, self._whole_px)
        if silent_s is None and snapshot.zone is not None and named == self._named:
            return
        self._named = None
        if silent_s is not None:
            self._fit((sentences.no_signal(silent_s), sentences.no_signal(None)), _lost_ground)
            return
        if snapshot.zone is None:
            self._fitted = None
            self.show_on(" ", None)  # the line keeps its height
            return
        self._zone, self._named = snapshot.zone, named
        whole = sentences.zone(snapshot.zone, snapshot.zone_name)
        short = sentences.zone(snapshot.zone, snapshot.zone_name, is_short=True)
        self._fit((whole, short, sentences.zone_number(snapshot.zone)), self._zone_ground)

    def _fit(self, wordings: tuple[str, ...], ground: Ink) -> None:
        """The first wording that fits at its whole size, else the first that does smaller; or the last."""
        shown = (wordings, self._room_px, self._whole_px, self._zone)
        if shown == self._fitted:
            return
        self._fitted = shown
        metrics, room_px = self._whole_metrics(), self._room_px - self._air_px()
        fitting = [
            words
            for share in (1.0, LEAST_SHARE)
            for words in wordings
            if metrics.horizontalAdvance(words) * share <= room_px
        ]
        self.show_on((*fitting, wordings[-1])[0], ground)
        self.shrink_to(self._room_px)

    def _zone_ground(self, colours: Colours) -> str:
        return colours.zone_fill(self._zone)


def _lost_ground(colours: Colours) -> str:
    return colours.warning_surface


def _outline(colours: Colours) -> str:
    return colours.good


def _ease_ground(colours: Colours) -> str:
    return colours.danger


def _lift_ground(colours: Colours) -> str:
    return colours.zone_fill(_LIFT_ZONE)


def _paused_ground(colours: Colours) -> str:
    return colours.warning_text


_GROUNDS: dict[Guidance, Ink] = {
    Guidance.EASE: _ease_ground,
    Guidance.LIFT: _lift_ground,
    Guidance.PAUSED: _paused_ground,
}

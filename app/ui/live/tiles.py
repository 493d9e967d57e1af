"""Tiles: small numbers under the figures, as many as the athlete chose for this activity; at first none."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.activity_types import Tile
from app.domain.snapshot import LiveSnapshot, LiveStatus
from app.ui import sentences, tile_sentences
from app.ui.theme import TextSize, Theme
from app.ui.widgets.card import Card
from app.ui.widgets.text import TextLabel, muted_ink

MOST_TILES = 6  # more could not be read at a glance
_NARROWEST_PX = 132  # of a tile, at the reference window


class TileCard(Card):
    """One number with its caption."""

    def __init__(self, theme: Theme, tile: Tile, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.tile = tile
        self.setObjectName(f"tile_{tile.value}")
        self.caption = TextLabel(theme, TextSize.BODY, ink=muted_ink, elides=True)
        self.caption.setText(tile_sentences.caption(tile))
        self.value = TextLabel(theme, TextSize.TITLE, bold=True, elides=True)
        self.value.setAccessibleName(self.caption.text())
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.caption)
        self._column.addWidget(self.value)
        theme.changed.connect(self._dress)
        self._dress()

    def show_snapshot(self, snapshot: LiveSnapshot) -> None:
        """Shows the number now; dashes where there is none."""
        self.value.setText(tile_text(self.tile, snapshot))

    def caption_px(self) -> int:
        """The width that the caption needs."""
        margins = self._column.contentsMargins()
        return self.caption.sizeHint().width() + margins.left() + margins.right()

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(14), px(6), px(14), px(6))
        self._column.setSpacing(0)


class TileRow(QWidget):
    """The chosen tiles in one row, hidden when there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tiles")
        self._theme = theme
        self._latest = LiveSnapshot()
        self.cards: list[TileCard] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    @property
    def shown(self) -> tuple[Tile, ...]:
        """The chosen tiles, in order."""
        return tuple(card.tile for card in self.cards)

    def show_tiles(self, tiles: tuple[Tile, ...]) -> None:
        """These tiles from now on, in this order."""
        tiles = tuple(tile for tile in tiles if tile in OFFERED_TILES)[:MOST_TILES]
        if tiles == self.shown:
            return
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [TileCard(self._theme, tile) for tile in tiles]
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, 0, place)
            self._grid.setColumnStretch(place, 1)
            card.show_snapshot(self._latest)
        for place in range(len(self.cards), MOST_TILES):
            self._grid.setColumnStretch(place, 0)
        self.setVisible(bool(self.cards))

    def show_snapshot(self, snapshot: LiveSnapshot) -> None:
        """Shows the session as it is now."""
        self._latest = snapshot
        for card in self.cards:
            card.show_snapshot(snapshot)

    def height_px(self) -> int:
        """The height that tiles take; 0 where none is chosen."""
        return self.cards[0].sizeHint().height() if self.cards else 0

    def fit(self, width_px: int, *, is_shown: bool) -> None:
        """Shows as many tiles as fit `width_px`, or none."""
        gap = self._grid.horizontalSpacing()
        widest = max((card.caption_px() for card in self.cards), default=0)
        most = (width_px + gap) // (max(widest, self._theme.px(_NARROWEST_PX)) + gap)
        for place, card in enumerate(self.cards):
            card.setVisible(is_shown and place < most)
            self._grid.setColumnStretch(place, int(is_shown and place < most))
        self.setVisible(is_shown and bool(self.cards) and most > 0)

    @Slot()
    def _dress(self) -> None:
        self._grid.setHorizontalSpacing(self._theme.px(12))


def tile_text(tile: Tile, snapshot: LiveSnapshot) -> str:
    """What a tile shows of a snapshot; dashes where nothing is known."""
    show = _TEXTS.get(tile)
    return sentences.NO_VALUE if show is None or snapshot.status is LiveStatus.IDLE else show(snapshot)


def _lap(snapshot: LiveSnapshot) -> str:
    return tile_sentences.lap(snapshot.lap_number, snapshot.lap_elapsed_s)


def _time_in_zone(snapshot: LiveSnapshot) -> str:
    """In the target's zone, else in the one where the heart is."""
    wanted = snapshot.target_zone if snapshot.target_zone is not None else snapshot.zone
    seconds = next((zone.seconds for zone in snapshot.time_in_zone if zone.number == wanted), None)
    return sentences.NO_VALUE if seconds is None else sentences.clock(seconds)


def _dfa_alpha1(snapshot: LiveSnapshot) -> str:
    if snapshot.dfa_alpha1 is None:
        return sentences.NO_VALUE
    return ("≈ " if snapshot.dfa_alpha1_is_rough else "") + f"{snapshot.dfa_alpha1:.2f}"


def _drift(snapshot: LiveSnapshot) -> str:
    return sentences.NO_VALUE if snapshot.drift_percent is None else f"{snapshot.drift_percent:+.1f}"


_TEXTS: dict[Tile, Callable[[LiveSnapshot], str]] = {
    Tile.AVERAGE: lambda snapshot: sentences.number(snapshot.average_bpm),
    Tile.MAXIMUM: lambda snapshot: sentences.number(snapshot.max_bpm),
    Tile.LAP: _lap,
    Tile.TIME_IN_ZONE: _time_in_zone,
    Tile.LOAD_PER_HOUR: lambda snapshot: sentences.number(snapshot.load_per_hour),
    Tile.ENERGY: lambda snapshot: sentences.number(snapshot.energy_kcal, estimated=True),
    Tile.RMSSD: lambda snapshot: sentences.number(snapshot.rmssd_ms),
    Tile.DFA_ALPHA1: _dfa_alpha1,
    Tile.DRIFT: _drift,
}

OFFERED_TILES = tuple(tile for tile in Tile if tile in _TEXTS)
"""Those with a source: a number that no sensor here can bring is neither offered nor shown."""

"""TileFlow: the tiles of the activity in use on the live page, and the athlete's choice kept with it."""

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from app.domain.activity_types import Tile
from app.ui.athlete_flow import AthleteFlow
from app.ui.live.live_page import LivePage


class TileFlow(QObject):
    """Each activity type has its own tiles."""

    def __init__(self, page: LivePage, athlete: AthleteFlow) -> None:
        super().__init__(athlete)
        self._page = page
        self._athlete = athlete
        page.tiles_chosen.connect(self._take)
        athlete.next.changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        self._page.show_tiles(self._athlete.next.settings.activity_in_use().tiles)

    @Slot(tuple)
    def _take(self, tiles: tuple[Tile, ...]) -> None:
        settings = self._athlete.next.settings
        self._athlete.take(settings.with_activity_type(replace(settings.activity_in_use(), tiles=tiles)))

"""An activity's icon on its colour; a name without a picture gets the heart."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.activity_types import ActivityType
from app.ui.colours import ink_on
from app.ui.icons import assets_folder, paint_icon
from app.ui.theme import Theme

ICONS = (
    *("bike", "ride", "run", "treadmill", "walk", "elliptical", "rower", "stairs"),
    *("dumbbell", "mobility", "yoga", "swim", "mountain", "flame", "star", "heart"),
)
_BADGE_PX = 40
_ICON_SHARE = 0.58  # of the badge


def drawable_icon(name: str) -> str:
    """The icon of that name, else the heart."""
    return name if name in ICONS and (assets_folder() / "icons" / f"{name}.svg").is_file() else "heart"


class ActivityBadge(QWidget):
    """A disc in the activity's colour with its icon."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon, self._colour = "heart", theme.colours.muted
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def show_activity(self, activity_type: ActivityType) -> None:
        """Shows this activity's icon and colour."""
        self._icon, self._colour = drawable_icon(activity_type.icon), activity_type.colour
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        side = self._theme.text_px(_BADGE_PX)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints disc and icon."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_badge(painter, QRectF(self.rect()), self._icon, self._colour)
        finally:
            painter.end()

    @Slot()
    def _dress(self) -> None:
        self.setFixedSize(self.sizeHint())


def paint_badge(painter: QPainter, area: QRectF, icon: str, colour: str) -> None:
    """A disc of this colour with this icon."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(area)
    inset = area.width() * (1 - _ICON_SHARE) / 2
    paint_icon(painter, icon, ink_on(colour), area.adjusted(inset, inset, -inset, -inset))

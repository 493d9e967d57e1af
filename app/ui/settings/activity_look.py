"""ActivityLook: choosing an activity's icon and colour."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen

from app.ui.sentences import translate
from app.ui.settings import setting_sentences as words
from app.ui.settings.activity_badge import ICONS, drawable_icon, paint_badge
from app.ui.settings.groups import ButtonRow, Column
from app.ui.theme import Theme
from app.ui.widgets.action_button import ActionButton
from app.ui.widgets.one_of import OneOf

_SIDE_PX = 42
_GAP = 0.07  # of the side, around the badge's own margin
COLOURS = {
    "#e5693c": "Orange",
    "#bd4a1d": "Rust",
    "#8a6d3b": "Brown",
    "#ddaa18": "Gold",
    "#5f9e57": "Green",
    "#26877b": "Teal",
    "#2f9bc1": "Sky",
    "#2b81ec": "Blue",
    "#2064b0": "Navy",
    "#7a5cc4": "Violet",
    "#9583d7": "Lilac",
    "#b0567c": "Rose",
    "#c93756": "Red",
    "#8a8f98": "Grey",
}


class BadgeButton(ActionButton):
    """A square button with a badge; on the accent once it is chosen."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, height_px=_SIDE_PX)
        self._look = ("heart", "#8a8f98")
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name)

    def show_look(self, icon: str, colour: str) -> None:
        """Shows this icon on this colour."""
        self._look = (icon, colour)
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        side = max(self._theme.text_px(_SIDE_PX), 28)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """The same square."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the badge, its frame and the focus."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colours = self._theme.colours
            area = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
            if self.isChecked():  # as chips are: on the accent
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.accent))
                painter.drawRoundedRect(area, 8, 8)
                painter.setBrush(QColor(colours.surface))  # between accent and badge, which may be alike
                gap = area.width() * _GAP
                painter.drawEllipse(area.adjusted(gap, gap, -gap, -gap))
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(colours.text), 2))
                painter.drawRoundedRect(area, 8, 8)
            inset = area.width() * 0.13
            paint_badge(painter, area.adjusted(inset, inset, -inset, -inset), *self._look)
        finally:
            painter.end()


class ActivityLook(Column):
    """A row of icons and a row of colours."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._icon, self._colour = "heart", "#8a8f98"
        self.icons = {name: BadgeButton(theme, words.icons()[name]) for name in ICONS}
        self.colours = {
            colour: BadgeButton(theme, translate("colours", name)) for colour, name in COLOURS.items()
        }
        for name, chosen in self.icons.items():
            chosen.setObjectName(f"icon_{name}")
            chosen.clicked.connect(partial(self._choose_icon, name))
        for colour, chosen in self.colours.items():
            chosen.setObjectName(f"colour_{colour[1:]}")
            chosen.clicked.connect(partial(self._choose_colour, colour))
        self._groups = OneOf(self, self.icons.values()), OneOf(self, self.colours.values())
        self.add(ButtonRow(theme, self.icons.values()))
        self.add(ButtonRow(theme, self.colours.values()))

    def look(self) -> tuple[str, str]:
        """The chosen icon and colour."""
        return self._icon, self._colour

    def show_look(self, icon: str, colour: str) -> None:
        """Shows these as chosen; a colour that is not among those offered stays until another is chosen."""
        self._icon, self._colour = icon, colour
        for name, offered in self.icons.items():
            offered.show_look(name, colour)
        for each, offered in self.colours.items():
            offered.show_look(drawable_icon(icon), each)
        of_icons, of_colours = self._groups
        of_icons.choose(self.icons[drawable_icon(icon)])
        of_colours.choose(self.colours.get(colour.lower()))

    def _choose_icon(self, name: str, _is_checked: bool = True) -> None:
        self.show_look(name, self._colour)
        self.changed.emit()

    def _choose_colour(self, colour: str, _is_checked: bool = True) -> None:
        self.show_look(self._icon, colour)
        self.changed.emit()

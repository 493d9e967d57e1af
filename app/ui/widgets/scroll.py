"""Scrolling in the window's look: a slim thumb on a bare gutter that keeps its room when nothing scrolls."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from app.ui.colours import mix
from app.ui.theme import Theme

_GUTTER_PX, _LEAST_GUTTER_PX = 12, 8
_AROUND_FOCUS_PX = 24  # so that a caption above it is seen too
_THUMB_SHARE = 0.5  # of the gutter
_RESTING = 0.35  # of the ground in the thumb while nobody touches it


class ScrollBar(QScrollBar):
    """Nothing but a thumb, and that only where there is something to scroll."""

    def __init__(self, theme: Theme, orientation: Qt.Orientation = Qt.Orientation.Vertical) -> None:
        super().__init__(orientation)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=False)
        theme.changed.connect(self._dress)

    def sizeHint(self) -> QSize:
        """As broad as the gutter."""
        broad = gutter_px(self._theme)
        hint = super().sizeHint()
        is_upright = self.orientation() is Qt.Orientation.Vertical
        return QSize(broad, hint.height()) if is_upright else QSize(hint.width(), broad)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the thumb in the middle of the gutter."""
        if self.maximum() <= self.minimum():
            return
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colours = self._theme.colours
            is_touched = self.isSliderDown() or self.underMouse()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mix(colours.muted, colours.window, 0.0 if is_touched else _RESTING)))
            thumb = self._thumb()
            radius = min(thumb.width(), thumb.height()) / 2
            painter.drawRoundedRect(thumb, radius, radius)
        finally:
            painter.end()

    def _thumb(self) -> QRectF:
        """Where the style lets the thumb be dragged, slimmer."""
        from PySide6.QtWidgets import (  # noqa: PLC0415 - the style's enums take as long as the window's paint
            QStyle,
            QStyleOptionSlider,
        )

        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_ScrollBar, QStyle.SubControl.SC_ScrollBarSlider
        area = QRectF(self.style().subControlRect(control, option, part, self))
        if self.orientation() is Qt.Orientation.Vertical:
            inset = area.width() * (1 - _THUMB_SHARE) / 2
            return area.adjusted(inset, 1, -inset, -1)
        inset = area.height() * (1 - _THUMB_SHARE) / 2
        return area.adjusted(1, inset, -1, -inset)

    @Slot()
    def _dress(self) -> None:
        self.updateGeometry()
        self.update()


class ScrollPage(QScrollArea):
    """A page that may be higher than its window. The keyboard goes to what it holds, never to itself."""

    def __init__(self, theme: Theme, held: QWidget, *, is_centred: bool = False) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if is_centred:
            self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        slim_bars(theme, self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else the page jumps sideways
        self.setWidget(held)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    @Slot(QWidget, QWidget)
    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Shows what the keyboard is on: Qt does so only for steps within the page, not into it."""
        held: QWidget | None = self.widget()
        if now is not None and held is not None and held.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, _AROUND_FOCUS_PX)


def slim_bars(theme: Theme, area: QAbstractScrollArea) -> None:
    """Gives a list, a table or a field of text these bars."""
    area.setVerticalScrollBar(ScrollBar(theme))
    area.setHorizontalScrollBar(ScrollBar(theme, Qt.Orientation.Horizontal))


def gutter_px(theme: Theme) -> int:
    """The room of a bar."""
    return max(theme.px(_GUTTER_PX), _LEAST_GUTTER_PX)

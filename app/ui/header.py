"""Header: the pages, whose heart it is, and the sensor's quiet line."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui import sentences
from app.ui.colours import Colours
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import ActionButton, Emphasis
from app.ui.widgets.one_of import OneOf
from app.ui.widgets.text import TextLabel, muted_ink

_DOT_PX = 10
_DEMO_SHOWN_PX = 12


class Dot(QWidget):
    """A small round light: filled when heart rate arrives, a ring when not."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.is_lit = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_lit(self, *, is_lit: bool) -> None:
        """Lights it, or not."""
        if is_lit != self.is_lit:
            self.is_lit = is_lit
            self.update()

    def sizeHint(self) -> QSize:
        """The dot and a little air."""
        return QSize(self._theme.px(_DOT_PX) + 4, self._theme.px(_DOT_PX) + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the disc or the ring."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colour = QColor(self._theme.colours.good if self.is_lit else self._theme.colours.muted)
            painter.setPen(colour)
            painter.setBrush(colour if self.is_lit else Qt.BrushStyle.NoBrush)
            radius = self._theme.px(_DOT_PX) / 2
            painter.drawEllipse(QPointF(self.width() / 2, self.height() / 2), radius, radius)
        finally:
            painter.end()


class OriginLabel(TextLabel):
    """Says that the heart is simulated, or beat like this before; hidden where it is the athlete's, now.

    On a filled ground, so that nobody takes it for what it is not.
    """

    def __init__(self, theme: Theme, origin: sentences.Origin, parent: QWidget | None = None) -> None:
        super().__init__(theme, TextSize.BODY, ink=_warning_ink, bold=True, parent=parent)
        self.setObjectName("originLabel")
        self.setText(sentences.origin(origin))
        self.setToolTip(sentences.origin_tip(origin))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMargin(theme.px(4))
        if not self.text():
            self.hide()

    def sizeHint(self) -> QSize:
        """The word and a little air."""
        hint = super().sizeHint()
        return QSize(hint.width() + 2 * self._theme.px(_DEMO_SHOWN_PX), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the ground, then the word."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.colours.warning_surface))
            painter.drawRoundedRect(self.rect(), self.height() / 2, self.height() / 2)
        finally:
            painter.end()
        super().paintEvent(event)


class Header(QWidget):
    """The pages on the left, the sensor on the right."""

    page_requested = Signal(str)
    keys_requested = Signal()

    def __init__(self, theme: Theme, origin: sentences.Origin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pages = OneOf(self)
        self._sensor_words = ""
        self._tabs: dict[str, ActionButton] = {}
        self.origin = OriginLabel(theme, origin)
        self.dot = Dot(theme)
        self.sensor = TextLabel(theme, TextSize.BODY, ink=muted_ink, elides=True)
        self.sensor.setObjectName("sensorState")
        self.sensor.setAccessibleName(sentences.translate("sensor", "Sensor"))
        self.keys = ActionButton(theme, emphasis=Emphasis.FLAT, height_px=36)
        self.keys.setObjectName("keys")
        self.keys.show_action("?")
        self.keys.setAccessibleName(sentences.translate("keys", "Keys"))
        self.keys.setToolTip(self.keys.accessibleName())
        self.keys.clicked.connect(self.keys_requested)
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        for widget in (self.origin, self.dot, self.sensor, self.keys):
            self._row.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def add_page(self, name: str, words: str) -> None:
        """A page that can be chosen, by its object name."""
        tab = ActionButton(self._theme, emphasis=Emphasis.FLAT, height_px=36)
        tab.setObjectName(f"{name}Tab")
        tab.setCheckable(True)
        tab.show_action(words)
        tab.clicked.connect(lambda: self.page_requested.emit(name))
        self._row.insertWidget(len(self._tabs), tab)
        self._pages.add(tab)
        self._tabs[name] = tab
        self._fit()

    def show_page(self, name: str) -> None:
        """Marks the page that is shown; none for a page without a tab."""
        self._pages.choose(self._tabs.get(name))

    @Slot(str, bool)
    def show_sensor(self, words: str, is_live: bool) -> None:
        """The sensor's line."""
        self._sensor_words = words
        self.sensor.setAccessibleDescription(words)
        self.sensor.setToolTip(words)
        self.dot.show_lit(is_lit=is_live)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits tabs and words to the new width."""
        super().resizeEvent(event)
        self._fit_now()

    def minimumSizeHint(self) -> QSize:
        """No width of its own: what there is no room for goes."""
        return QSize(0, super().minimumSizeHint().height())

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(16), px(10), px(16), px(4))
        self._row.setSpacing(px(8))
        self._fit()

    def _fit(self) -> None:
        if not self.testAttribute(Qt.WidgetAttribute.WA_PendingResizeEvent):  # which fits it anyway
            self._fit_now()

    def _fit_now(self) -> None:
        """The pages first, somewhat smaller where they must be; the sensor in words only where all fit."""
        margins, gap_px = self._row.contentsMargins(), self._row.spacing()
        fixed = [self.dot, self.keys, *([self.origin] if self.origin.text() else [])]
        fixed_px = sum(widget.sizeHint().width() + gap_px for widget in fixed)
        room_px = self.width() - margins.left() - margins.right() - fixed_px - gap_px
        tabs = self._tabs.values()
        room_px -= gap_px * len(tabs)
        wished_px = sum(tab.unshrunk_px() for tab in tabs)
        share = min(room_px / wished_px, 1.0) if wished_px > 0 else 1.0
        for tab in tabs:
            tab.shrink(share)
        left_px = room_px - sum(tab.sizeHint().width() for tab in tabs)
        self.sensor.setText(self._sensor_words)
        self.sensor.shrink_to(left_px)
        if self.sensor.fontMetrics().horizontalAdvance(self._sensor_words) > left_px:
            self.sensor.setText("")  # the dot says it, and where something is wrong the banner


def _warning_ink(colours: Colours) -> str:
    return colours.warning_text

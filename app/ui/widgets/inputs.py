"""Inputs in the window's own look: a line of text with its unit, a list to choose from, a switch."""

from collections.abc import Iterable
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QSizePolicy, QWidget

from app.ui.colours import mix
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import ENTER_KEYS

_HEIGHT_PX, _LEAST_HEIGHT_PX = 42, 26
_RADIUS_PX = 10
_PADDING_PX = 12
_LEAST_LINE = 13  # of the letters' height: narrower lines of words are hard to read


class TextBox(QLineEdit):
    """One line of text; the unit stands at its right end. `show_wrong` frames it."""

    def __init__(self, theme: Theme, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._unit = unit
        self._is_wrong = False
        self.setFrame(False)
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        self.setPalette(palette)
        theme.changed.connect(self._dress)
        self._dress()

    def show_wrong(self, *, is_wrong: bool) -> None:
        """Frames what cannot be kept."""
        if is_wrong != self._is_wrong:
            self._is_wrong = is_wrong
            self.update()

    def sizeHint(self) -> QSize:
        """Room for a number and its unit."""
        return QSize(self._theme.text_px(150), _height_px(self._theme))

    def minimumSizeHint(self) -> QSize:
        """Room for four digits and the unit."""
        return QSize(self.fontMetrics().horizontalAdvance("0000 ") + self._margins_px(), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the ground and the unit, then the text."""
        painter = QPainter(self)
        try:
            edge = self._theme.colours.danger if self._is_wrong else None
            paint_ground(painter, self._theme, self.rect().toRectF(), has_focus=self.hasFocus(), edge=edge)
            if self._unit:
                painter.setFont(self.font())
                painter.setPen(QColor(self._theme.colours.muted))
                area = self.rect().adjusted(0, 0, -self._theme.px(_PADDING_PX), 0)
                beside = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(area, beside, self._unit)
        finally:
            painter.end()
        super().paintEvent(event)

    def _margins_px(self) -> int:
        unit_px = self.fontMetrics().horizontalAdvance(self._unit) if self._unit else 0
        return unit_px + 2 * self._theme.px(_PADDING_PX)

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font(TextSize.LABEL))
        padding = self._theme.px(_PADDING_PX)
        self.setTextMargins(padding - 2, 0, self._margins_px() - padding, 0)
        self.setFixedHeight(_height_px(self._theme))
        self.updateGeometry()


class ChoiceBox(QComboBox):
    """One of several, by its name; the value comes with it. The wheel scrolls the page, not the choice."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self._dress)
        self._dress()

    def list_words(self, words: Iterable[str]) -> None:
        """Offers these in the place of what was offered before; Qt would keep the width of those."""
        self.clear()
        self.addItems(list(words))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the longest words."""
        words = [self.itemText(index) for index in range(self.count())]
        longest = max((self.fontMetrics().horizontalAdvance(text) for text in words), default=0)
        return QSize(longest + 4 * self._theme.px(_PADDING_PX), _height_px(self._theme))

    def minimumSizeHint(self) -> QSize:
        """Long words may be cut."""
        return QSize(self._theme.text_px(90), _height_px(self._theme))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Opens on Enter as on Space."""
        if event.key() in ENTER_KEYS:
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints ground, words and a small arrow."""
        painter = QPainter(self)
        try:
            theme, padding = self._theme, self._theme.px(_PADDING_PX)
            paint_ground(painter, theme, self.rect().toRectF(), has_focus=self.hasFocus())
            painter.setFont(self.font())
            painter.setPen(QColor(theme.colours.text))
            area = self.rect().adjusted(padding, 0, -3 * padding, 0)
            text = painter.fontMetrics().elidedText(
                self.currentText(), Qt.TextElideMode.ElideRight, area.width()
            )
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
            painter.setPen(QPen(QColor(theme.colours.muted), max(1.5, theme.unit * 1.8)))
            half, x, y = padding * 0.36, self.width() - 1.5 * padding, self.height() / 2
            arrow = [
                QPointF(x - half, y - half / 2),
                QPointF(x, y + half / 2),
                QPointF(x + half, y - half / 2),
            ]
            painter.drawPolyline(QPolygonF(arrow))
        finally:
            painter.end()

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font(TextSize.LABEL))
        self.view().setFont(self.font())
        self.setFixedHeight(_height_px(self._theme))
        self.updateGeometry()


class Switch(QAbstractButton):
    """On or off, with its words beside it, in as many lines as they need. Enter and Space turn it."""

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCheckable(True)
        self.setText(words)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        """Track and words."""
        words = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(self._words_left() + words + self._theme.px(6), _height_px(self._theme))

    def minimumSizeHint(self) -> QSize:
        """Track and words, or as much of these as a line should at least hold."""
        whole, line_px = self.sizeHint(), _LEAST_LINE * QFontMetrics(self.font()).height()
        return QSize(min(whole.width(), self._words_left() + line_px), whole.height())

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as the words need beside the track."""
        room = QRect(0, 0, max(1, width - self._words_left()), 1 << 20)
        words_px = (
            QFontMetrics(self.font()).boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height()
        )
        return max(_height_px(self._theme), words_px + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turns on Enter."""
        if event.key() in ENTER_KEYS:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the track, its knob, the words; a frame while it has the focus."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_track(painter)
            painter.setFont(self.font())
            painter.setPen(QColor(self._theme.colours.text))
            left = self._words_left()
            words = QRect(left, 0, self.width() - left, self.height())
            beside = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(words, beside, self.text())
        finally:
            painter.end()

    def _track(self) -> QRectF:
        height = QFontMetrics(self.font()).height() * 0.95
        return QRectF(3, (self.height() - height) / 2, height * 1.8, height)

    def _words_left(self) -> int:
        return ceil(self._track().right()) + self._theme.px(_PADDING_PX)

    def _paint_track(self, painter: QPainter) -> None:
        colours, track = self._theme.colours, self._track()
        radius = track.height() / 2
        is_on = self.isChecked()
        painter.setPen(QPen(QColor(colours.text), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent if is_on else mix(colours.raised, colours.text, 0.22)))
        painter.drawRoundedRect(track, radius, radius)
        x = track.right() - radius if is_on else track.left() + radius
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.on_accent if is_on else colours.surface))
        painter.drawEllipse(QPointF(x, track.center().y()), radius * 0.72, radius * 0.72)

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font(TextSize.LABEL))
        self.updateGeometry()
        self.update()


def paint_ground(
    painter: QPainter, theme: Theme, area: QRectF, *, has_focus: bool, edge: str | None = None
) -> None:
    """The rounded ground that inputs stand on; `edge` is the colour of what is wrong."""
    colours = theme.colours
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(colours.raised))
    line = QPen(
        QColor(edge or (colours.text if has_focus else colours.outline)), 2 if has_focus or edge else 1
    )
    painter.setPen(line)
    radius = theme.px(_RADIUS_PX)
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), radius, radius)


def paint_focus(painter: QPainter, theme: Theme, area: QRectF) -> None:
    """The frame of what has the focus and no ground of its own."""
    painter.save()
    painter.resetTransform()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.colours.text), 2))
    radius = theme.px(_RADIUS_PX)
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()


def _height_px(theme: Theme) -> int:
    return max(theme.text_px(_HEIGHT_PX), _LEAST_HEIGHT_PX)

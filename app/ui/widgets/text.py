"""TextLabel: a label whose size and colour come from the theme."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.colours import Colours
from app.ui.theme import FIGURE_SIZES, TextSize, Theme
from app.ui.told import Part, Told
from app.ui.told_sentences import heard, named
from app.ui.widgets.fill import fill_area

SEPARATOR = " · "  # between the parts of a note, the most important first
_FIGURE_LINE = 1.25  # of a capital's height
LEAST_SHARE = 0.7  # of a step's size: smaller, words and figures could not be read from the saddle
_SHARE_STEPS = 50  # per 1.0: sizes change in steps, not with every text
Ink = Callable[[Colours], str]


def plain_ink(colours: Colours) -> str:
    """The colour of ordinary text."""
    return colours.text


def muted_ink(colours: Colours) -> str:
    """The colour of captions and notes."""
    return colours.muted


def surface_ink(colours: Colours) -> str:
    """The colour of the cards that text stands on."""
    return colours.surface


def window_ink(colours: Colours) -> str:
    """The colour of the bare window."""
    return colours.window


class TextLabel(QLabel):
    """Plain text at one step of the type scale.

    `elides`: cut with dots where there is no room; `sheds`: before that, parts are left out from the end.
    `ground`: the colour that it stands on, which it then paints too: nothing below is painted with it.
    """

    least_share = LEAST_SHARE  # of its step's size

    def __init__(
        self,
        theme: Theme,
        size: TextSize = TextSize.BODY,
        *,
        ink: Ink = plain_ink,
        bold: bool = False,
        wraps: bool = False,
        elides: bool = False,
        sheds: bool = False,
        ground: Ink | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._ink = ink
        self._is_bold = bold
        self._elides = elides or sheds
        self._sheds = sheds
        self._ground = ground
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, ground is not None)
        self._share = 1.0  # of the step's size
        self._shrunk_for: tuple[str, int, float] | None = None
        self._whole_px = 1  # the font at the step's size
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if not wraps:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def told(self) -> Told:
        """Its text, after what that is where a caption stands elsewhere."""
        said = heard(self.text())
        return Told(Part.TEXT, named(self.accessibleName(), said), said)

    def set_size(self, size: TextSize) -> None:
        """Another step of the type scale from now on."""
        if size is not self._size:
            self._size = size
            self._dress()

    def shrink_to(self, room_px: float) -> None:
        """Makes the text smaller where it is wider than this, as far as it stays readable."""
        if (self.text(), self._whole_px, room_px) == self._shrunk_for:
            return
        self._shrunk_for = (self.text(), self._whole_px, room_px)
        wished_px = self.unshrunk_px()
        share = room_px / wished_px if wished_px > 0 else 1.0
        share = int(min(max(share, self.least_share), 1.0) * _SHARE_STEPS) / _SHARE_STEPS
        if share != self._share:
            self._share = share
            self._dress()

    def keep_room(self, width_px: int) -> None:
        """One line of this width, whatever the text: a new one then has Qt lay nothing out anew.

        To be called again when the theme has changed.
        """
        self.setFixedSize(width_px, ceil(self._whole_metrics().height()))

    def unshrunk_px(self) -> float:
        """How wide the text is at its step's whole size, in the font that the label really has."""
        return self._whole_metrics().horizontalAdvance(self.text())

    def set_ink(self, ink: Ink) -> None:
        """Another colour from now on."""
        self._ink = ink
        self._colour()

    def minimumSizeHint(self) -> QSize:
        """As the text; almost nothing where it may be cut."""
        hint = super().minimumSizeHint()
        return QSize(self.fontMetrics().averageCharWidth(), hint.height()) if self._elides else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the text; with dots at its end where it must be cut."""
        if not self._elides and self._ground is None:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        try:
            if self._ground is not None:
                area = event.rect().adjusted(-1, -1, 1, 1)  # at a broken ratio, pixels cut by the edge too
                fill_area(painter, area, self._ground(self._theme.colours))
            text = self.shown_text()
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(self.contentsRect(), self.alignment(), text)
        finally:
            painter.end()

    def foot_px(self) -> int:
        """How far above the label's lower edge its text stands."""
        metrics = self.fontMetrics()
        if self._size not in FIGURE_SIZES:
            return metrics.descent()
        return round((self.height() - metrics.ascent() + metrics.descent()) / 2)

    def shown_text(self) -> str:
        """What is painted."""
        metrics, text = self.fontMetrics(), self.text()
        if not self._elides:
            return text
        room_px = self.contentsRect().width()
        while self._sheds and SEPARATOR in text and metrics.horizontalAdvance(text) > room_px:
            text = text.rpartition(SEPARATOR)[0]
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room_px)

    @Slot()
    def _dress(self) -> None:
        font = self._theme.font(self._size, bold=self._is_bold)
        self._whole_px = font.pixelSize()
        font.setPixelSize(int(self._whole_px * self._share))
        self.setFont(font)
        if self._size in FIGURE_SIZES:  # digits hang below no line: the room for that is better used
            self.setFixedHeight(round(self._whole_metrics().capHeight() * _FIGURE_LINE))
        elif not self.wordWrap():  # a smaller text moves nothing above or below it
            self.setMinimumHeight(round(self._whole_metrics().height()) if self._share < 1.0 else 0)
        self._colour()

    def _whole_metrics(self) -> QFontMetricsF:
        font = QFont(self.font())
        font.setPixelSize(self._whole_px)
        return QFontMetricsF(font)

    def _colour(self) -> None:
        colour = QColor(self._ink(self._theme.colours))
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)


def fit_figure(figure: TextLabel, against: TextLabel, room_px: float) -> None:
    """Makes a figure smaller where it must be, then what it is measured against; both on one line."""
    figure.shrink_to(room_px - against.unshrunk_px())
    against.shrink_to(room_px - figure.fontMetrics().horizontalAdvance(figure.text()))
    below = figure.foot_px() - against.foot_px()
    against.setContentsMargins(0, 0, 0, max(below, 0))

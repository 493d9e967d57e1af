"""AlertBanner: the one thing that is wrong, at the top of the page, with the button that helps."""

from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.announce import announce
from app.ui.colours import Colours, ink_on
from app.ui.icons import paint_icon
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import ActionButton
from app.ui.widgets.text import Ink, TextLabel

ALERT_SHOWN_MS = 12_000  # long enough to be seen at the next glance
_ICON_OF_LINE = 1.1  # the sign is a little higher than a line of the words
_WARNING = "warning"
_LEAST_PX = 54  # at the reference window


class Cause(IntEnum):
    """What a notice is about; the smallest number is shown first."""

    ENGINE = 0
    STORAGE = 1
    SENSOR = 2
    ALERT = 3
    BATTERY = 4


LOST_SIGN = "lost"
_LOUDER = {TextSize.HEADING: TextSize.TITLE, TextSize.GLANCE_NOTE: TextSize.WORD}  # an alert is read at once
_GROUNDS: dict[str, Ink] = {  # as the window's edge: one colour for one thing
    "too_high": lambda colours: colours.danger,
    "too_low": lambda colours: colours.zone_fill(2),
}
_SIGNS = {Cause.SENSOR: LOST_SIGN, Cause.BATTERY: "battery"}


class Notice(NamedTuple):
    """A sentence, and what its button says and does, if it has one.

    `sign` is an icon; empty: the cause's own. `stays`: until taken away, else an alert leaves by itself.
    `subject`: a text that changes under the same subject, a heart rate in it say, is not announced again.
    """

    text: str
    button: str = ""
    action: Callable[[], None] | None = None
    sign: str = ""
    stays: bool = False
    subject: str = ""


class AlertBanner(QWidget):
    """Notices by cause, the gravest shown. `notice_shown` brings it, or None, to the other modes."""

    notice_shown = Signal(object)

    def __init__(
        self, theme: Theme, *, text_size: TextSize = TextSize.HEADING, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text_size = text_size
        self._notices: dict[Cause, Notice] = {}
        self._shown: Notice | None = None
        self._sign = _WARNING
        self.text = TextLabel(theme, text_size, ink=self._ink, bold=True, wraps=True, parent=self)
        self.text.setObjectName("alertText")
        self.button = ActionButton(theme, height_px=38, parent=self)
        self.button.setObjectName("alertAction")
        self.button.clicked.connect(self._act)
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(ALERT_SHOWN_MS)
        self._forget.timeout.connect(self._forget_alert)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.text, 1)
        self._row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def show_notice(self, cause: Cause, notice: Notice | None) -> None:
        """Puts up a notice, or takes it away; an alert leaves by itself."""
        if notice is not None and not notice.sign:
            notice = notice._replace(sign=_SIGNS.get(cause, _WARNING))
        if self._notices.get(cause) == notice:
            return
        if notice is None:
            del self._notices[cause]
        else:
            self._notices[cause] = notice
        if cause is Cause.ALERT:
            self._forget.stop()
            if notice is not None and not notice.stays:
                self._forget.start()
        self._show_gravest()

    def height_px(self, width_px: int) -> int:
        """As high as the sentence needs at this width."""
        return max(self._row.heightForWidth(width_px), self._theme.px(_LEAST_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as the sentence needs now."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit_height)  # not within: the layout would keep the old height

    def event(self, event: QEvent) -> bool:
        """As high as sentence and button need, whenever one of them changes."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit_height()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the surface and the sign."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._ground(self._theme.colours)))
            radius = self._theme.px(12)
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
            side = self._icon_px()
            area = QRectF(self._theme.px(16), (self.height() - side) / 2, side, side)
            paint_icon(painter, self._sign, self._ink(self._theme.colours), area)
        finally:
            painter.end()

    def _show_gravest(self) -> None:
        cause = min(self._notices, default=None)
        notice = None if cause is None else self._notices[cause]
        if notice is not None:
            is_loud = cause is Cause.ALERT
            self.text.set_size(_LOUDER[self._text_size] if is_loud else self._text_size)
            self._sign = notice.sign or _WARNING
            self.text.set_ink(self._ink)
            self._dress()
            self.text.setText(notice.text)
            self.button.show_action(notice.button)
            self.button.setVisible(notice.action is not None)
            self._fit_height()
            if self._shown is None or _topic(self._shown) != _topic(notice):
                announce(self.text, notice.text)
        self.setVisible(notice is not None)
        if notice != self._shown:
            self.update()
            self._shown = notice
            self.notice_shown.emit(notice)

    def _ground(self, colours: Colours) -> str:
        return _GROUNDS.get(self._sign, _warning_ground)(colours)

    def _ink(self, colours: Colours) -> str:
        ground = _GROUNDS.get(self._sign)
        return colours.warning_text if ground is None else ink_on(ground(colours))

    def _icon_px(self) -> int:
        return round(self.text.fontMetrics().height() * _ICON_OF_LINE)

    @Slot()
    def _act(self) -> None:
        if self._shown is not None and self._shown.action is not None:
            self._shown.action()

    @Slot()
    def _forget_alert(self) -> None:
        self.show_notice(Cause.ALERT, None)

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(16 + 12) + self._icon_px(), px(6), px(10), px(6))
        self._row.setSpacing(px(12))
        self._fit_height()
        self.update()

    @Slot()
    def _fit_height(self) -> None:
        """A height of its own: Qt would not let a fixed policy follow the words as they wrap."""
        self.setFixedHeight(self.height_px(self.width()))


def _topic(notice: Notice) -> str:
    return notice.subject or notice.text


def _warning_ground(colours: Colours) -> str:
    return colours.warning_surface

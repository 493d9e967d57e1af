"""MiniWindow: heart rate, zone, load and time on top of a film; fades while all is right."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QContextMenuEvent,
    QCursor,
    QEnterEvent,
    QGuiApplication,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.snapshot import LiveSnapshot, LiveStatus
from app.engine.events import SnapshotTaken
from app.ui import mode_sentences, sentences
from app.ui.colours import Colours
from app.ui.header import OriginLabel
from app.ui.live.alert_banner import LOST_SIGN, Notice
from app.ui.live.guidance import GuidancePill, ZonePill
from app.ui.live.session_times import shown_time
from app.ui.live.zone_strip import ZoneStrip
from app.ui.live.zones_shown import LostSignal, target_bounds
from app.ui.modes.mini_fade import MiniFade
from app.ui.theme import TextSize, Theme
from app.ui.widgets.big_number import BigNumber
from app.ui.widgets.digit_room import DigitRoom
from app.ui.widgets.text import TextLabel

FIRST_SIZE = QSize(400, 172)  # on a 14-inch laptop: digits of 14 mm, three times what two metres ask for
SMALLEST = QSize(240, 104)
_THEME_SIZE = QSize(1280, 800)  # what the theme takes for its reference; here that is FIRST_SIZE
_EDGE_PX = 8  # from here to the edge the pointer resizes instead of moving
_STRIP_BAR_PX, _RADIUS_PX, _MARGIN_PX = 18, 14, 14
_WORD_SHARE = 0.45  # of the width, at most, for what to do
_TOLD_MS = 9_000  # how long a sentence about the window itself stays


class MiniWindow(QWidget):
    """Frameless and on top. Drag it anywhere, pull an edge to resize; the menu (right click) has the rest."""

    back_requested = Signal()

    def __init__(
        self, theme: Theme, *, origin: sentences.Origin = sentences.OWN_HEART, lost: LostSignal | None = None
    ) -> None:
        flags = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, flags)
        self.setObjectName("miniWindow")
        self.setWindowTitle(mode_sentences.mini_title(origin))
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setMinimumSize(SMALLEST)
        self.setMouseTracking(True)
        self._window_theme = theme
        self._theme = Theme(theme.choice)
        self._latest = SnapshotTaken(LiveSnapshot())
        self._is_faded = False
        self._notice: Notice | None = None
        self._lets_clicks_through = False
        self._said: object = None  # what `_show_words` last showed
        self._lost = lost or LostSignal()
        self._make_labels(origin)
        self.fade = MiniFade(is_at_once=lambda: theme.moves_less, parent=self)
        self.fade.opacity_changed.connect(self._fade_to)
        self._told = QTimer(self)
        self._told.setSingleShot(True)
        self._told.setInterval(_TOLD_MS)
        self._told.timeout.connect(self._show_note)
        self._lay_out()
        theme.changed.connect(self._follow_window)
        self._theme.changed.connect(self._fit)
        self.resize(FIRST_SIZE * theme.text_scale)  # all in it grows with the window
        self._show_note()

    @property
    def lets_clicks_through(self) -> bool:
        """Whether the pointer reaches the film below."""
        return self._lets_clicks_through

    @Slot(SnapshotTaken)
    def show_snapshot(self, taken: SnapshotTaken) -> None:
        """Keeps the reading; draws it if the window can be seen."""
        self._latest = taken
        self._take_clicks_again()
        handle = self.windowHandle()
        if self.isVisible() and handle is not None and handle.isExposed():
            self._show_latest()

    @Slot(object)
    def show_notice(self, notice: Notice | None) -> None:
        """The one thing that is wrong: it comes before what the window says of itself."""
        self._notice = notice
        if notice is not None:
            self._told.stop()
        self._show_note()
        self._judge()

    @Slot(bool)
    def let_clicks_through(self, through: bool) -> None:
        """Clicks go to the film below; Ctrl held over the window, or M in the main one, ends it."""
        self._lets_clicks_through = through
        handle = self.windowHandle()
        if handle is not None:
            handle.setFlag(Qt.WindowType.WindowTransparentForInput, through)
        if through:
            self.tell(mode_sentences.clicks_go_through())
        else:
            self._told.stop()  # what it said of itself holds no longer
            self._show_note()

    def tell(self, sentence: str, more: str = "") -> None:
        """Says something about the window itself, for a while; `more` is the tool tip."""
        self._told.start()
        self._show_words(sentence)
        self.setToolTip(more or sentence)

    def menu(self) -> QMenu:
        """What the right button offers."""
        menu = QMenu(self)
        fades = menu.addAction(mode_sentences.fades())
        fades.setCheckable(True)
        fades.setChecked(self.fade.is_enabled)
        fades.toggled.connect(self.fade.enable)
        through = menu.addAction(mode_sentences.lets_clicks_through())
        through.setCheckable(True)
        through.setChecked(self._lets_clicks_through)
        through.toggled.connect(self.let_clicks_through)
        menu.addSeparator()
        menu.addAction(mode_sentences.back_to_window()).triggered.connect(self.back_requested)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def showEvent(self, event: QShowEvent) -> None:
        """Shows what came while it was away."""
        super().showEvent(event)
        self._show_latest()
        self._judge()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Type grows with the window."""
        super().resizeEvent(event)
        scale = (_THEME_SIZE.width() / FIRST_SIZE.width(), _THEME_SIZE.height() / FIRST_SIZE.height())
        self._theme.fit_window(round(self.width() * scale[0]), round(self.height() * scale[1]))
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by the system's own keys or menu: back to the window, or nothing would be seen any more."""
        event.ignore()
        self.back_requested.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Looked at: whole again."""
        super().enterEvent(event)
        self.fade.show_looked_at(is_looked_at=True)

    def leaveEvent(self, event: QEvent) -> None:
        """May fade again."""
        super().leaveEvent(event)
        self.fade.show_looked_at(is_looked_at=False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The system moves or resizes it, which works on Wayland too."""
        handle = self.windowHandle()
        if event.button() is not Qt.MouseButton.LeftButton or handle is None:
            return
        edges = self._edges_at(event.position())
        if edges:
            handle.startSystemResize(edges)
        else:
            handle.startSystemMove()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer says what pulling here does."""
        self.setCursor(_pointer_for(self._edges_at(event.position())))

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Back to the window."""
        self.back_requested.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Opens the menu."""
        self.menu().popup(event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the card; framed while something is wrong."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colours = self._theme.colours
            frame = colours.outline if self._notice is None else colours.warning_text
            painter.setPen(QPen(QColor(frame), 1 if self._notice is None else 3))
            painter.setBrush(QColor(colours.surface))
            area = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
            painter.drawRoundedRect(area, _RADIUS_PX, _RADIUS_PX)
        finally:
            painter.end()

    def _show_latest(self) -> None:
        snapshot = self._latest.snapshot
        is_paused = snapshot.status is LiveStatus.PAUSED
        self._show_number()
        self.word.show_snapshot(snapshot)
        self._fit_words()
        self._show_note()
        self.time.setText(shown_time(snapshot).figure)
        load = sentences.number(snapshot.training_load, estimated=snapshot.load_is_estimated)
        self.load.setText(mode_sentences.load(load, snapshot.target_load))
        self.strip.show_snapshot(replace(snapshot, zone=None, bpm=None) if is_paused else snapshot)

    def _show_number(self) -> None:
        snapshot, colours = self._latest.snapshot, self._theme.colours
        is_plain = self._is_faded or snapshot.status is LiveStatus.PAUSED
        ink = colours.number_ink(None if is_plain else snapshot.zone)
        self.heart_rate.show_number(
            sentences.number(snapshot.bpm), colours.muted if snapshot.bpm is None else ink
        )

    def _judge(self) -> None:
        """All is right: heart rate arrives, the session runs, nothing is said, the target is kept."""
        snapshot = self._latest.snapshot
        lower, upper = target_bounds(snapshot)
        bpm = snapshot.bpm
        self.fade.show_calm(
            is_calm=self._notice is None
            and not self._told.isActive()
            and snapshot.status is LiveStatus.RUNNING
            and bpm is not None
            and (lower is None or bpm >= lower)
            and (upper is None or bpm <= upper)
        )

    @Slot()
    def _show_note(self) -> None:
        if not self._told.isActive():
            self._show_words("" if self._notice is None or self._says_it_itself() else self._notice.text)
        self._judge()

    def _says_it_itself(self) -> bool:
        """A session without a signal: the zone's place tells for how long, which says more in less room."""
        snapshot = self._latest.snapshot
        is_lost = snapshot.bpm is None and snapshot.status.is_under_way
        return is_lost and self._notice is not None and self._notice.sign == LOST_SIGN

    def _show_words(self, sentence: str) -> None:
        """A sentence in the place of zone and strip; that the session is paused stays beside it."""
        is_paused = self._latest.snapshot.status is LiveStatus.PAUSED
        said = (sentence, is_paused, self._notice is None, self.word.text())
        if said == self._said:
            return
        self._said = said
        self.note.setText(sentence)
        self.setToolTip(sentence)
        for widget, is_shown in ((self.note, bool(sentence)), (self.zone, not sentence)):
            widget.setVisible(is_shown)
        self.strip.setVisible(not sentence)
        self.word.setVisible(not sentence or is_paused)
        self._fit_note()
        self.update()

    def _fit_note(self) -> None:
        """The sentence in lines that fit the place of zone and strip, in smaller type where they must."""
        room_px = self.zone.sizeHint().height() + self._column.spacing() + self.strip.height()
        width_px = self.width() - 2 * self._theme.px(_MARGIN_PX)
        if self.word.isVisibleTo(self):
            width_px -= self.word.sizeHint().width() + self._words.spacing()
        for size in (TextSize.HEADING, TextSize.LABEL, TextSize.SMALL):
            self.note.set_size(size)
            if self.note.heightForWidth(width_px) <= room_px:
                break
        self.note.setFixedHeight(room_px)

    def _take_clicks_again(self) -> None:
        """Looked at once a heartbeat: a window that takes no input hears of neither pointer nor key."""
        if self._lets_clicks_through and self.geometry().contains(QCursor.pos()):
            held = QGuiApplication.queryKeyboardModifiers()
            if held & Qt.KeyboardModifier.ControlModifier:
                self.let_clicks_through(False)
                self.fade.show_looked_at(is_looked_at=True)

    def _edges_at(self, place: QPointF) -> Qt.Edge:
        edges = Qt.Edge(0)
        for edge, is_near in (
            (Qt.Edge.LeftEdge, place.x() < _EDGE_PX),
            (Qt.Edge.RightEdge, place.x() >= self.width() - _EDGE_PX),
            (Qt.Edge.TopEdge, place.y() < _EDGE_PX),
            (Qt.Edge.BottomEdge, place.y() >= self.height() - _EDGE_PX),
        ):
            if is_near:
                edges |= edge
        return edges

    def _make_labels(self, origin: sentences.Origin) -> None:
        theme = self._theme
        self.heart_rate = BigNumber(theme)
        self.heart_rate.setObjectName("miniHeartRate")
        self.heart_rate.setAccessibleName(sentences.translate("live", "Heart rate"))
        self.origin = OriginLabel(theme, origin)
        self.zone = ZonePill(theme, TextSize.HEADING, self._lost)
        self.word = GuidancePill(theme, TextSize.HEADING)
        self.time = TextLabel(theme, TextSize.TITLE)
        self.time.setAccessibleName(sentences.translate("live", "Time"))
        self.load = TextLabel(theme, TextSize.HEADING)
        self.load.setAccessibleName(sentences.translate("live", "Training Load"))
        self.note = TextLabel(theme, TextSize.LABEL, ink=_warning_ink, bold=True, wraps=True)
        self.note.setObjectName("miniNote")
        self.strip = ZoneStrip(theme, bar_px=_STRIP_BAR_PX, shows_bounds=False)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.origin, 0, Qt.AlignmentFlag.AlignRight)
        right.addStretch(1)
        for label in (self.time, self.load):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            right.addWidget(label)
        right.addStretch(1)
        self._top = QHBoxLayout()
        self._digits = DigitRoom(self.heart_rate, is_centred=False)
        self._top.addWidget(self._digits, 3)
        self._top.addLayout(right, 2)
        words = self._words = QHBoxLayout()
        words.addWidget(self.zone, 1)
        words.addWidget(self.note, 1)
        words.addWidget(self.word)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._top, 1)
        self._column.addLayout(words)
        self._column.addWidget(self.strip)
        for child in self.findChildren(QWidget):
            child.setAttribute(
                Qt.WidgetAttribute.WA_TransparentForMouseEvents
            )  # the whole window is a handle

    @Slot(float)
    def _fade_to(self, opacity: float) -> None:
        """Lets the film through, as far as all can be read; the number then stands in the plainest ink."""
        self.setWindowOpacity(opacity)
        is_faded = opacity < 1.0
        if is_faded != self._is_faded:
            self._is_faded = is_faded
            self._show_number()

    def _fit_words(self) -> None:
        """The zone in as many words as the guidance leaves room for."""
        room_px = self.width() - 2 * self._theme.px(_MARGIN_PX)
        self.word.shrink_to(room_px * _WORD_SHARE)
        self.zone.give_room(room_px - self.word.sizeHint().width() - self._words.spacing())
        self.zone.show_snapshot(self._latest.snapshot)

    @Slot()
    def _fit(self) -> None:
        margin = self._theme.px(_MARGIN_PX)
        self._column.setContentsMargins(margin, round(margin * 0.7), margin, round(margin * 0.7))
        self._column.setSpacing(self._theme.px(3))
        self._fit_note()
        self._digits.fit()
        self._fit_words()

    @Slot()
    def _follow_window(self) -> None:
        self._theme.choose(self._window_theme.choice)
        self._show_latest()


def _pointer_for(edges: Qt.Edge) -> Qt.CursorShape:
    edge = Qt.Edge
    if edges in {edge.LeftEdge | edge.TopEdge, edge.RightEdge | edge.BottomEdge}:
        return Qt.CursorShape.SizeFDiagCursor
    if edges in {edge.RightEdge | edge.TopEdge, edge.LeftEdge | edge.BottomEdge}:
        return Qt.CursorShape.SizeBDiagCursor
    if edges & (edge.LeftEdge | edge.RightEdge):
        return Qt.CursorShape.SizeHorCursor
    return Qt.CursorShape.SizeVerCursor if edges else Qt.CursorShape.OpenHandCursor


def _warning_ink(colours: Colours) -> str:
    return colours.warning_text

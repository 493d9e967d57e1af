"""MeasurePage: the guided resting measurement and the guided threshold test, large enough for a bike."""

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.guided_test import GuidedTest, Measured
from app.engine.events import SnapshotTaken
from app.ui import sentences
from app.ui.sentences import translate
from app.ui.settings import measure_sentences as words
from app.ui.settings import setting_sentences
from app.ui.settings.groups import ButtonRow, Group, button
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import Emphasis
from app.ui.widgets.inputs import Switch
from app.ui.widgets.scroll import ScrollPage
from app.ui.widgets.text import TextLabel, muted_ink

_LONGEST_LINE_PX = 900
_LEAST_WIDTH_PX = 620
_BAR_PX = 14


class ProgressBar(QWidget):
    """How much of the test is done."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def show_share(self, share: float) -> None:
        """0 to 1."""
        self._share = min(max(share, 0.0), 1.0)
        text = translate("measure", "{percent} % done").format(percent=round(self._share * 100))
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints groove and bar."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            area = QRectF(self.rect())
            radius = area.height() / 2
            painter.setBrush(QColor(self._theme.colours.raised))
            painter.drawRoundedRect(area, radius, radius)
            if self._share > 0:
                area.setWidth(max(area.width() * self._share, area.height()))
                painter.setBrush(QColor(self._theme.colours.accent))
                painter.drawRoundedRect(area, radius, radius)
        finally:
            painter.end()

    @Slot()
    def _dress(self) -> None:
        self.setFixedHeight(self._theme.px(_BAR_PX))


class MeasurePage(QWidget):
    """Begins when asked, shows the way, offers a result. A hard test asks for a tick first."""

    begun = Signal(Measured)
    result_accepted = Signal(Measured, int)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("measurePage")
        self._theme = theme
        self._kind = Measured.RESTING
        self._test: GuidedTest | None = None
        self.title = TextLabel(theme, TextSize.TITLE, bold=True, wraps=True)
        self.bpm = TextLabel(theme, TextSize.FIGURE, bold=True)
        self.bpm.setObjectName("measuredBpm")
        self.bpm.setAccessibleName(translate("measure", "Heart rate"))
        self.unit = TextLabel(theme, TextSize.HEADING, ink=muted_ink)
        self.unit.setText(words.unit_now())
        self.state = TextLabel(theme, TextSize.HEADING, wraps=True)
        self.state.setObjectName("measureState")
        self.progress = ProgressBar(theme)
        self.guide = Group(theme, "")
        self.safety = Group(
            theme, translate("measure", "Before a hard test"), setting_sentences.hard_test_safety()
        )
        self.understood = Switch(theme, translate("measure", "That is so: I want to go on"))
        self.understood.setObjectName("understood")
        self.understood.toggled.connect(self._show_buttons)
        self.safety.add(self.understood)
        self.begin = button(theme, "beginMeasure", translate("measure", "Begin"), Emphasis.PRIMARY, "play")
        self.begin.clicked.connect(self._begin)
        self.use = button(theme, "useResult", "", Emphasis.PRIMARY, "check")
        self.use.clicked.connect(self._use)
        self.leave = button(theme, "leaveMeasure", translate("measure", "Back to the settings"))
        self.leave.clicked.connect(self._leave)
        self._first: QWidget = self.begin
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()

    def first_focus(self) -> QWidget:
        """What comes next."""
        return self._first

    def prepare(self, kind: Measured, waiting_days: int = 0) -> None:
        """Shows what will be done; `waiting_days` until a hard test is offered at all."""
        self._kind = kind
        self._test = None
        is_hard = kind is Measured.THRESHOLD
        self.title.setText(words.title(kind))
        self.setAccessibleName(words.title(kind))
        self.guide.heading.setText(translate("measure", "How it goes"))
        self.guide.show_note(words.guide(kind))
        self.safety.setVisible(is_hard and waiting_days <= 0)
        self.understood.setChecked(False)
        self._is_blocked = is_hard and waiting_days > 0
        self.state.setText(words.waiting(waiting_days) if self._is_blocked else words.ready())
        self.bpm.setText(sentences.NO_VALUE)
        for part in (self.bpm, self.unit, self.progress):
            part.setHidden(self._is_blocked)
        self.progress.show_share(0.0)
        self._show_buttons()
        first = self.leave if self._is_blocked else self.understood if is_hard else self.begin
        self._first = first

    @Slot(SnapshotTaken)
    def show_snapshot(self, taken: SnapshotTaken) -> None:
        """The heart rate now; a reading that arrived goes into the test."""
        snapshot = taken.snapshot
        self.bpm.setText(sentences.number(snapshot.bpm))
        test = self._test
        if test is None or test.is_over or taken.arrival_us is None:
            return
        test.add(taken.arrival_us / 1e6, None if snapshot.suspect else snapshot.bpm)
        self._show_progress(test)

    def show_problem(self, sentence: str) -> None:
        """Why the result cannot be used as it is."""
        self.state.setText(sentence)

    def _show_progress(self, test: GuidedTest) -> None:
        self.progress.show_share(test.elapsed_s / test.duration_s)
        result = test.result_bpm()
        self.state.setText(words.state(test, result))
        if result is not None:
            self.use.show_action(words.use(self._kind, result), "check")
        self._show_buttons()

    @Slot()
    def _begin(self) -> None:
        self._test = GuidedTest(self._kind)
        self.state.setText(words.state(self._test, None))
        self._show_buttons()
        self.leave.setFocus()
        self.begun.emit(self._kind)

    @Slot()
    def _use(self) -> None:
        result = None if self._test is None else self._test.result_bpm()
        if result is not None:
            self.result_accepted.emit(self._kind, result)

    @Slot()
    def _leave(self) -> None:
        self._test = None
        self.closed.emit()

    @Slot()
    def _show_buttons(self) -> None:
        is_hard = self._kind is Measured.THRESHOLD
        test = self._test
        self.begin.setVisible(test is None and not self._is_blocked)
        self.begin.setEnabled(self.understood.isChecked() or not is_hard)
        self.use.setVisible(test is not None and test.result_bpm() is not None)
        self.safety.setVisible(is_hard and test is None and not self._is_blocked)
        self.guide.setVisible(test is None)

    def _lay_out(self) -> None:
        self._is_blocked = False
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        buttons = ButtonRow(self._theme, (self.begin, self.use, self.leave))
        now = QHBoxLayout()
        now.addWidget(self.bpm)
        now.addWidget(self.unit, 1, Qt.AlignmentFlag.AlignBottom)
        self._column.addWidget(self.title)
        self._column.addLayout(now)
        for widget in (self.progress, self.state, self.guide, self.safety, buttons):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        scroll = ScrollPage(self._theme, self._inside, is_centred=True)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(scroll)
        self.state.set_ink(muted_ink)

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._inside.setMaximumWidth(max(self._theme.text_px(_LONGEST_LINE_PX), _LEAST_WIDTH_PX))
        self._column.setContentsMargins(px(20), px(16), px(20), px(24))
        self._column.setSpacing(px(14))

"""SummaryPage: what the session amounts to, in sentences and a few numbers, and what can still be done."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.activity import ActivitySummary, MaxSuggestion
from app.domain.long_run_change import LongRunChange
from app.domain.remark import Remark
from app.domain.snapshot import LiveStatus
from app.engine.events import RecoveryMeasured, SessionFinished
from app.ui import sentences
from app.ui.announce import announce
from app.ui.settings.groups import ButtonRow
from app.ui.summary import summary_sentences
from app.ui.summary.figure import Figure
from app.ui.summary.maximum_offer import MaximumOffer
from app.ui.summary.remark_card import RemarkCard
from app.ui.summary.trace_card import TraceCard
from app.ui.summary.zone_bars import ZoneBars
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import ActionButton, Emphasis
from app.ui.widgets.card import Card
from app.ui.widgets.scroll import ScrollPage, gutter_px
from app.ui.widgets.text import TextLabel, muted_ink
from app.ui.widgets.wrap import WrapLayout

GO_ON_FOR_MS = 10 * 60 * 1000  # long enough to notice a slip; later it is another session
_FIGURE_PX = 200  # the least width of a number's card, at the reference window
_BESIDE_FROM_RATIO = 1.15  # wider than this, the remark stands beside the zones, else below


class SummaryPage(QWidget):
    """Right after stop. «Done» goes back to the live page; all else can be left alone."""

    done_requested = Signal()
    go_on_requested = Signal(int)
    discard_requested = Signal(int)
    restore_requested = Signal(int)
    remark_changed = Signal(int, Remark)
    raise_maximum_requested = Signal(int)
    reassign_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("summaryPage")
        self.setAccessibleName(sentences.translate("summary", "Session summary"))
        self._theme = theme
        self._folder: Path | None = None
        self._activity_id: int | None = None
        self._remark = Remark()
        self._timer_s = 0.0
        self._is_deleted = self._is_replay = False
        self._is_another_under_way = False
        self.go_on_ends = QTimer(self)
        self.go_on_ends.setSingleShot(True)
        self.go_on_ends.setInterval(GO_ON_FOR_MS)
        self.go_on_ends.timeout.connect(self._show_choices)
        self._make_words(theme)
        self._make_buttons(theme)
        self._lay_out(theme)
        self._connect()
        theme.changed.connect(self._dress)
        self._dress()

    def first_focus(self) -> QWidget:
        """On to the next."""
        return self.done

    def show_session(self, finished: SessionFinished) -> None:
        """Shows a finished session; one that went on keeps what was said of it."""
        summary = finished.activity.summary
        remark = self._remark if finished.activity_id == self._activity_id else Remark()
        self.remark.show_session(summary, remark)
        if finished.activity_id != self._activity_id:
            self.recovery.hide()
        self._activity_id, self._remark = finished.activity_id, remark
        self._timer_s = summary.timer_s
        self._is_deleted = False
        self.words.setText(summary_sentences.session(finished.activity))
        verdict = summary_sentences.target(finished.setup, summary)
        if finished.verdict is not None:
            verdict = summary_sentences.verdict(finished.verdict, finished.verdict_for)
        self.verdict.setText(verdict)
        self.verdict.setVisible(bool(verdict))
        for key, text in _figures(summary).items():
            self.figures[key].value.setText(text)
        self.trace.show_activity(finished.activity)
        self.zones.show_zones(summary.time_in_zone)
        self._is_replay = finished.is_replay
        said = summary_sentences.saved(finished.files, finished.export_problem, is_replay=self._is_replay)
        self.saved.setText(said)
        self.remark.setHidden(self._is_replay)
        self.saved.setToolTip(str(finished.files[0]) if finished.files else "")
        self._folder = finished.files[0].parent if finished.files else None
        self.open_folder.setVisible(self._folder is not None)
        self.go_on_ends.start()
        self._show_choices()
        self._scroll.ensureVisible(0, 0)

    def offer_maximum(self, suggestion: MaxSuggestion | None) -> None:
        """Offers to raise the athlete's maximum; None: offers nothing."""
        self.maximum.show_suggestion(suggestion)

    def show_recovery(self, measured: RecoveryMeasured) -> None:
        """How far the heart came down in the two minutes after this session's stop."""
        if measured.activity_id == self._activity_id:
            sentence = summary_sentences.recovery(measured.recovery)
            self.recovery.setText(sentence)
            self.recovery.setVisible(bool(sentence))

    def show_long_run(self, change: LongRunChange | None) -> None:
        """What the day did to the long run; None: nothing can be said, or not yet."""
        self.long_run.setVisible(change is not None)
        if change is not None:
            self.long_run.setText(summary_sentences.long_run(change))
            self.long_run.setToolTip(summary_sentences.long_run_tip())

    def show_activity_type(self, name: str, icon_name: str | None) -> None:
        """What it was; the button that says so offers others."""
        self.activity.show_action(summary_sentences.activity(name), icon_name)
        self.activity.setAccessibleName(summary_sentences.reassign(name))
        self.activity.setToolTip(summary_sentences.reassign(name))
        self.activity.show()

    def show_status(self, status: LiveStatus) -> None:
        """While a session runs, none can go on or be deleted here."""
        is_under_way = status.is_under_way
        if is_under_way != self._is_another_under_way:
            self._is_another_under_way = is_under_way
            self._show_choices()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the cards side by side where there is room."""
        super().resizeEvent(event)
        self._dress()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keeps what was written."""
        super().hideEvent(event)
        self.remark.notes.tell()

    @Slot()
    def _show_choices(self) -> None:
        is_beyond = self._is_replay or self._is_deleted or self._is_another_under_way
        can_go_on = self.go_on_ends.isActive() and not is_beyond
        self.go_on.setVisible(can_go_on)
        self.delete.setHidden(self._is_replay)
        self.delete.show_action(summary_sentences.delete(is_deleted=self._is_deleted))
        self.delete.setEnabled(not self._is_another_under_way)
        self.activity.setEnabled(not self._is_deleted)
        title = summary_sentences.title(self._timer_s, is_deleted=self._is_deleted, is_replay=self._is_replay)
        self.title.setText(title)

    @Slot()
    def _go_on(self) -> None:
        if self._activity_id is not None:
            self.remark.notes.tell()
            self.go_on_requested.emit(self._activity_id)

    @Slot()
    def _reassign(self) -> None:
        if self._activity_id is not None:
            self.remark.notes.tell()
            self.reassign_requested.emit(self._activity_id)

    @Slot()
    def _delete_or_undo(self) -> None:
        if self._activity_id is None:
            return
        self._is_deleted = not self._is_deleted
        wish = self.discard_requested if self._is_deleted else self.restore_requested
        wish.emit(self._activity_id)
        self._show_choices()

    @Slot(Remark)
    def _keep_remark(self, remark: Remark) -> None:
        self._remark = remark
        if self._activity_id is not None:
            self.remark_changed.emit(self._activity_id, remark)

    @Slot()
    def _open_folder(self) -> None:
        if self._folder is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            self.saved.setText(summary_sentences.folder_stays_closed(self._folder))
            announce(self.saved, self.saved.text())

    def _make_words(self, theme: Theme) -> None:
        self.title = TextLabel(theme, TextSize.TITLE, bold=True)
        self.words = TextLabel(theme, TextSize.HEADING, wraps=True)
        self.words.setObjectName("summaryWords")
        self.verdict = TextLabel(theme, TextSize.LABEL, bold=True, wraps=True)
        self.verdict.setObjectName("verdict")
        self.long_run = TextLabel(theme, TextSize.LABEL, ink=muted_ink, wraps=True)
        self.long_run.setObjectName("longRun")
        self.long_run.hide()
        self.recovery = TextLabel(theme, TextSize.LABEL, wraps=True)
        self.recovery.setObjectName("recovery")
        self.recovery.hide()
        self.figures = {
            key: Figure(theme, caption, key) for key, caption in summary_sentences.captions().items()
        }
        self.trace = TraceCard(theme)
        self.zones = ZoneBars(theme)
        self.remark = RemarkCard(theme)
        self.maximum = MaximumOffer(theme)
        self.saved = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.saved.setObjectName("savedFile")
        self.saved.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _make_buttons(self, theme: Theme) -> None:
        self.go_on = _button(theme, "goOnWithSession", "")
        self.go_on.show_action(sentences.translate("summary", "Go on with this session"), "play")
        self.delete = _button(theme, "deleteSession", summary_sentences.delete(is_deleted=False))
        self.activity = _button(theme, "reassignActivity", "")
        self.activity.hide()
        self.open_folder = _button(theme, "openFolder", sentences.translate("summary", "Open folder"))
        self.done = _button(
            theme, "summaryDone", sentences.translate("summary", "Done"), emphasis=Emphasis.PRIMARY
        )

    def _connect(self) -> None:
        self.done.clicked.connect(self.done_requested)
        self.go_on.clicked.connect(self._go_on)
        self.activity.clicked.connect(self._reassign)
        self.delete.clicked.connect(self._delete_or_undo)
        self.open_folder.clicked.connect(self._open_folder)
        self.remark.changed.connect(self._keep_remark)
        self.maximum.raise_requested.connect(self.raise_maximum_requested)

    def _lay_out(self, theme: Theme) -> None:
        self._numbers = WrapLayout()
        for figure in self.figures.values():
            self._numbers.addWidget(figure)
        card = Card(theme)
        self._inside = QVBoxLayout(card)
        self._inside.addWidget(self.zones)
        self._inside.addStretch(1)
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.addWidget(card, 1)
        self._cards.addWidget(self.remark, 1)
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        for widget in (self.title, self.words, self.verdict, self.long_run, self.recovery):
            self._column.addWidget(widget)
        self._column.addWidget(self.trace)
        self._column.addLayout(self._numbers)
        self._column.addWidget(self.maximum)
        self._column.addLayout(self._cards)
        self._column.addWidget(self.saved)
        self._column.addStretch(1)
        self._scroll = ScrollPage(theme, self._page)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._foot = QHBoxLayout()
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.setSpacing(0)
        outside.addLayout(self._foot)
        # The focus follows the order of insertion: «Done», what can be undone, then the rest of the page.
        self._foot.addWidget(self.done, 0, Qt.AlignmentFlag.AlignBottom)
        self._foot.insertWidget(
            0, ButtonRow(theme, (self.go_on, self.activity, self.delete, self.open_folder)), 1
        )
        outside.insertWidget(0, self._scroll, 1)

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        is_wide = self.width() > _BESIDE_FROM_RATIO * self.height()
        direction = QBoxLayout.Direction
        self._cards.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        side = px(48 if is_wide else 20)
        self._column.setContentsMargins(side, px(8), side, px(8))
        self._column.setSpacing(px(12))
        self._numbers.setSpacing(px(12))
        self._numbers.set_cell_px(px(_FIGURE_PX))
        self._cards.setSpacing(px(12))
        self._foot.setContentsMargins(side, px(6), side + gutter_px(self._theme), px(16))
        self._foot.setSpacing(px(12))
        self._inside.setContentsMargins(px(20), px(14), px(20), px(14))


def _button(theme: Theme, name: str, words: str, emphasis: Emphasis = Emphasis.QUIET) -> ActionButton:
    button = ActionButton(theme, emphasis=emphasis, height_px=44)
    button.setObjectName(name)
    button.show_action(words)
    return button


def _figures(summary: ActivitySummary) -> dict[str, str]:
    return {
        "summaryLoad": sentences.number(summary.training_load, estimated=summary.load_is_estimated),
        "summaryTime": sentences.clock(summary.timer_s),
        "summaryAverage": sentences.number(summary.average_bpm),
        "summaryMaximum": sentences.number(summary.max_bpm),
    }

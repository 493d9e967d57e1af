"""SummaryPage: what the session amounts to, in sentences and a few numbers, and where its file lies."""

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QColor, QDesktopServices, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.activity import ActivitySummary, MaxSuggestion
from app.domain.snapshot import ZoneTime
from app.engine.events import SessionFinished
from app.ui import sentences
from app.ui.summary.maximum_offer import MaximumOffer
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import ActionButton, Emphasis
from app.ui.widgets.card import Card
from app.ui.widgets.text import TextLabel, muted_ink

_ROW_PX = 34


class ZoneBars(QWidget):
    """Time in each zone as a bar, with number, name and minutes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zones: tuple[ZoneTime, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)

    def show_zones(self, zones: tuple[ZoneTime, ...]) -> None:
        """Shows these, the highest zone on top; an empty zone 0 is left out."""
        self._zones = tuple(zone for zone in reversed(zones) if zone.number > 0 or zone.seconds > 0)
        self.setAccessibleName(
            ", ".join(
                f"{sentences.zone(z.number, z.name)}: {sentences.clock(z.seconds)}" for z in self._zones
            )
        )
        self._dress()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints a row for each zone."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._theme.font(TextSize.BODY))
            words = max((self._words_px(painter, zone) for zone in self._zones), default=0)
            longest = max((zone.seconds for zone in self._zones), default=0.0)
            for index, zone in enumerate(self._zones):
                self._paint_row(painter, index, zone, words, longest)
        finally:
            painter.end()

    def _words_px(self, painter: QPainter, zone: ZoneTime) -> int:
        return painter.fontMetrics().horizontalAdvance(sentences.zone(zone.number, zone.name))

    def _paint_row(
        self, painter: QPainter, index: int, zone: ZoneTime, words_px: int, longest_s: float
    ) -> None:
        colours, row = self._theme.colours, self._row_px()
        beside = Qt.AlignmentFlag.AlignVCenter
        time_px = painter.fontMetrics().horizontalAdvance("8:88:88")
        top = index * row
        painter.setPen(QColor(colours.text))
        painter.drawText(QRectF(0, top, words_px + 4, row), beside, sentences.zone(zone.number, zone.name))
        right = QRectF(self.width() - time_px, top, time_px, row)
        painter.drawText(right, beside | Qt.AlignmentFlag.AlignRight, sentences.clock(zone.seconds))
        gap = self._theme.px(16)
        groove = QRectF(
            words_px + gap, top + row * 0.28, self.width() - words_px - time_px - 2 * gap, row * 0.44
        )
        if groove.width() <= 0:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(groove, 4, 4)
        if zone.seconds > 0 and longest_s > 0:
            groove.setWidth(max(groove.width() * zone.seconds / longest_s, 6.0))
            painter.setBrush(QColor(colours.zone_fill(zone.number)))
            painter.drawRoundedRect(groove, 4, 4)

    def _row_px(self) -> int:
        return max(self._theme.px(_ROW_PX), 20)

    @Slot()
    def _dress(self) -> None:
        self.setFixedHeight(self._row_px() * max(len(self._zones), 1))
        self.update()


class SummaryPage(QWidget):
    """Right after stop. «Done» goes back to the live page."""

    done_requested = Signal()
    raise_maximum_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("summaryPage")
        self.setAccessibleName(sentences.translate("summary", "Session summary"))
        self._theme = theme
        self._folder: Path | None = None
        self.title = TextLabel(theme, TextSize.TITLE, bold=True)
        self.title.setText(sentences.translate("summary", "Well done"))
        self.verdict = TextLabel(theme, TextSize.HEADING, wraps=True)
        self.verdict.setObjectName("verdict")
        self.figures = {
            key: Figure(theme, caption, key) for key, caption in sentences.summary_captions().items()
        }
        self.zones = ZoneBars(theme)
        self.saved = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.saved.setObjectName("savedFile")
        self.saved.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_folder = ActionButton(theme, height_px=44)
        self.open_folder.setObjectName("openFolder")
        self.open_folder.show_action(sentences.translate("summary", "Open folder"))
        self.open_folder.clicked.connect(self._open_folder)
        self.done = ActionButton(theme, emphasis=Emphasis.PRIMARY, height_px=44)
        self.done.setObjectName("summaryDone")
        self.done.show_action(sentences.translate("summary", "Done"))
        self.done.clicked.connect(self.done_requested)
        self.setFocusProxy(self.done)
        self.maximum = MaximumOffer(theme)
        self.maximum.raise_requested.connect(self.raise_maximum_requested)
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()

    def show_session(self, finished: SessionFinished) -> None:
        """Shows a finished session."""
        summary = finished.activity.summary
        self.verdict.setText(sentences.verdict(finished.activity))
        for key, text in _figures(summary).items():
            self.figures[key].value.setText(text)
        self.zones.show_zones(summary.time_in_zone)
        self.saved.setText(sentences.saved(finished.files, finished.export_problem))
        self.saved.setToolTip(str(finished.files[0]) if finished.files else "")
        self._folder = finished.files[0].parent if finished.files else None
        self.open_folder.setVisible(self._folder is not None)

    def offer_maximum(self, suggestion: MaxSuggestion | None) -> None:
        """Offers to raise the athlete's maximum; None: offers nothing."""
        self.maximum.show_suggestion(suggestion)

    @Slot()
    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _lay_out(self) -> None:
        self._numbers = QHBoxLayout()
        for figure in self.figures.values():
            self._numbers.addWidget(figure, 1)
        self._card = Card(self._theme)
        inside = QVBoxLayout(self._card)
        inside.addWidget(self.zones)
        self._inside = inside
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.saved, 1)
        self._foot.addWidget(self.open_folder)
        self._foot.addWidget(self.done)
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        self._column.addWidget(self.title)
        self._column.addWidget(self.verdict)
        self._column.addLayout(self._numbers)
        self._column.addWidget(self._card)
        self._column.addWidget(self.maximum)
        self._column.addLayout(self._foot)
        self._column.addStretch(2)

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(48), px(16), px(48), px(24))
        self._column.setSpacing(px(16))
        self._numbers.setSpacing(px(12))
        self._foot.setSpacing(px(12))
        self._inside.setContentsMargins(px(20), px(14), px(20), px(14))


class Figure(Card):
    """One number with its caption."""

    def __init__(self, theme: Theme, caption: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.caption = TextLabel(theme, TextSize.BODY, ink=muted_ink)
        self.caption.setText(caption)
        self.value = TextLabel(theme, TextSize.TITLE, bold=True)
        self.value.setObjectName(name)
        self.value.setAccessibleName(caption)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.caption)
        self._column.addWidget(self.value)
        theme.changed.connect(self._dress)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        padding = self._theme.px(16)
        self._column.setContentsMargins(padding, padding // 2, padding, padding // 2)
        self._column.setSpacing(0)


def _figures(summary: ActivitySummary) -> dict[str, str]:
    return {
        "summaryLoad": sentences.number(summary.training_load, estimated=summary.load_is_estimated),
        "summaryTime": sentences.clock(summary.timer_s),
        "summaryAverage": sentences.number(summary.average_bpm),
        "summaryMaximum": sentences.number(summary.max_bpm),
    }

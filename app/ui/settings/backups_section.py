"""BackupsSection: the copies of everything recorded, and the way back to one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.restore_point import RestorePoint
from app.domain.settings import Settings
from app.ui.prepare.sheet import Sheet
from app.ui.settings import backup_sentences as words
from app.ui.settings.groups import ButtonRow, Column, Group, button
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import Emphasis
from app.ui.widgets.text import TextLabel, muted_ink


class BackupRow(QWidget):
    """One copy."""

    chosen = Signal()

    def __init__(self, theme: Theme, point: RestorePoint) -> None:
        super().__init__()
        self._theme = theme
        self.moment = TextLabel(theme, TextSize.LABEL, bold=True, wraps=True)
        self.moment.setText(words.moment(point))
        self.about = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.about.setText(words.about(point))
        self.about.setToolTip(point.file)
        self.restore = button(theme, "restoreBackup", words.restore())
        self.restore.setAccessibleName(words.question(point))
        self.restore.clicked.connect(self.chosen)
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        column.addWidget(self.moment)
        column.addWidget(self.about)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addLayout(column, 1)
        row.addWidget(self.restore)


class BackupsSection(Column):
    """Asks for the list whenever it comes into view; `restore_requested` carries the copy that was chosen."""

    settings_changed = Signal(Settings)
    list_requested = Signal()
    restore_requested = Signal(RestorePoint)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("backupsSection")
        self.rows: list[BackupRow] = []
        self._group = Group(theme, words.heading(), words.explanation())
        self.state = TextLabel(theme, TextSize.LABEL, wraps=True)
        self.state.setObjectName("backupsState")
        self._group.add(self.state)
        self._list = Column(theme, spacing_px=18)
        self._group.add(self._list)
        self.add(self._group)
        self.column.addStretch(1)
        self.say(words.looking())

    def show_settings(self, settings: Settings) -> None:
        """No setting is shown here."""

    @Slot()
    def save(self) -> None:
        """Nothing waits here."""

    def say(self, sentence: str) -> None:
        """What is going on, or was done; empty: nothing."""
        self.state.setText(sentence)
        self.state.setVisible(bool(sentence))

    def show_points(self, points: Sequence[RestorePoint]) -> None:
        """The copies, newest first."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [BackupRow(self._theme, point) for point in points]
        for row, point in zip(self.rows, points, strict=True):
            row.chosen.connect(partial(self.restore_requested.emit, point))
            self._list.add(row)
        if not points:
            self.say(words.none_yet())

    def allow_restore(self, *, is_allowed: bool) -> None:
        """Whether a copy can be chosen now."""
        for row in self.rows:
            row.restore.setEnabled(is_allowed)

    def showEvent(self, event: QShowEvent) -> None:
        """The list may have grown since."""
        super().showEvent(event)
        if event.type() is QEvent.Type.Show and not event.spontaneous():
            self.list_requested.emit()


class RestoreQuestion(Sheet):
    """Accepted: go back. Enter, Escape and closing it change nothing."""

    def __init__(self, theme: Theme, point: RestorePoint, parent: QWidget) -> None:
        super().__init__(theme, words.question(point), parent)
        self.setObjectName("restoreQuestion")
        text = TextLabel(theme, TextSize.LABEL, ink=muted_ink, wraps=True)
        text.setText(words.consequences(point))
        self.inside.addWidget(text)
        self.inside.addStretch(1)
        self.go_back = button(theme, "goBackToBackup", words.yes())
        self.go_back.clicked.connect(self.accept)
        self.leave = button(theme, "leaveAsItIs", words.no(), Emphasis.PRIMARY)
        self.leave.clicked.connect(self.reject)
        self.foot.addWidget(ButtonRow(theme, (self.leave, self.go_back)))
        self.leave.setFocus()
        self.fit()

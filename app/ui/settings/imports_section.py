"""ImportsSection: the folder whose files come in by themselves."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog

from app.domain.settings import Settings
from app.domain.watched import FolderNews
from app.ui import watch_sentences as words
from app.ui.settings.groups import ButtonRow, Column, Group, button
from app.ui.theme import TextSize, Theme
from app.ui.widgets.text import TextLabel, muted_ink


class ImportsSection(Column):
    """A chosen folder takes effect at once."""

    settings_changed = Signal(Settings)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("importsSection")
        self._settings = Settings()
        self._news: FolderNews | None = None
        group = Group(theme, words.heading(), words.explanation())
        self.folder = TextLabel(theme, TextSize.LABEL, bold=True, elides=True)
        self.folder.setObjectName("watchedFolder")
        self.state = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.state.setObjectName("watchedState")
        self.skipped = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.skipped.setObjectName("watchedSkipped")
        self.choose = button(theme, "chooseWatched", words.choose())
        self.stop = button(theme, "stopWatching", words.stop())
        for widget in (self.folder, self.state, self.skipped, ButtonRow(theme, (self.choose, self.stop))):
            group.add(widget)
        self.add(group)
        self.column.addStretch(1)
        self.choose.clicked.connect(self._choose)
        self.stop.clicked.connect(self._stop)
        self._show()

    def show_settings(self, settings: Settings) -> None:
        """The folder that is chosen."""
        self._settings = settings
        self._show()

    @Slot()
    def save(self) -> None:
        """Nothing waits here."""

    def show_news(self, news: FolderNews) -> None:
        """How it stands with the folder; what was skipped stays until something else is."""
        self._news = news
        told = words.skipped(news.outcomes)
        self.skipped.setText(told or self.skipped.text())
        self._show()

    def watch(self, folder: str) -> None:
        """From now on this folder; empty: none."""
        self._settings = replace(self._settings, watched_folder=folder)
        self.skipped.setText("")
        self._show()
        self.settings_changed.emit(self._settings)

    @Slot()
    def _choose(self) -> None:
        now = self._settings.watched_folder
        folder = QFileDialog.getExistingDirectory(self, words.dialog_title(), now)
        if folder:
            self.watch(folder)

    @Slot()
    def _stop(self) -> None:
        self.watch("")

    def _show(self) -> None:
        folder = self._settings.watched_folder
        self.folder.setText(folder)
        self.folder.setToolTip(folder)
        self.folder.setVisible(bool(folder))
        self.stop.setVisible(bool(folder))
        self.state.setText(words.state(self._news, folder))
        self.skipped.setVisible(bool(folder and self.skipped.text()))

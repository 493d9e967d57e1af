"""BackupFlow: lists the copies of the database and goes back to one, with the engine closed meanwhile."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Slot

from app.domain.restore_point import RestorePoint
from app.domain.snapshot import LiveStatus
from app.ui.background import Background
from app.ui.settings import backup_sentences as words
from app.ui.settings.backups_section import BackupsSection, RestoreQuestion
from app.ui.theme import Theme


class BackupError(Exception):
    """A copy could not be put in place, and nothing was changed; the text is a sentence for the athlete."""


class Backups(Protocol):
    """The copies that there are. Both calls take a while: they are made from a thread of their own."""

    def points(self) -> tuple[RestorePoint, ...]:
        """Newest first."""

    def restore(self, file: str) -> str | None:
        """Puts this copy in place; where the file before lies now, None if there was none. BackupError."""


class EngineHolder(Protocol):
    """Who has the engine."""

    def release_engine(self) -> Callable[[], object]:
        """Lets go of it; what is returned closes it, from any thread."""

    def renew_engine(self) -> None:
        """Makes and starts a new one."""


class BackupFlow(QObject):
    """Belongs to one section. While a copy is put in place there is no engine, and no session can start."""

    def __init__(
        self,
        section: BackupsSection,
        theme: Theme,
        backups: Backups,
        holder: EngineHolder,
        status: Callable[[], LiveStatus],
    ) -> None:
        super().__init__(section)
        self._section = section
        self._theme = theme
        self._backups = backups
        self._holder = holder
        self._status = status
        self._is_restoring = False
        self._listing = Background("backups", self)
        self._restoring = Background("restore", self)
        self._listing.done.connect(self._show_points)
        self._restoring.done.connect(self._finish)
        section.list_requested.connect(self.look)
        section.restore_requested.connect(self.ask)

    def close(self) -> None:
        """Waits for what is under way: a copy half in place is put in place."""
        self._listing.close()
        self._restoring.close()

    @Slot()
    def look(self) -> None:
        """Looks at what there is."""
        if not self._is_restoring:
            self._section.say(words.not_now() if self._is_busy() else words.looking())
            self._listing.run(self._backups.points)

    @Slot(RestorePoint)
    def ask(self, point: RestorePoint) -> None:
        """Asks before anything happens."""
        if self._refuses():
            return
        window = self._section.window()
        if window.findChild(RestoreQuestion) is not None:
            return
        question = RestoreQuestion(self._theme, point, window)
        question.accepted.connect(partial(self._go_back, point))
        question.open()

    def _go_back(self, point: RestorePoint) -> None:
        if self._refuses():
            return
        self._is_restoring = True
        self._section.say(words.restoring())
        self._section.allow_restore(is_allowed=False)
        close_engine = self._holder.release_engine()
        self._restoring.run(partial(_put_in_place, self._backups, point.file, close_engine))

    @Slot(object)
    def _finish(self, outcome: object) -> None:
        self._is_restoring = False
        self._holder.renew_engine()
        self._section.say(str(outcome))
        self._listing.run(self._backups.points)

    @Slot(object)
    def _show_points(self, points: tuple[RestorePoint, ...]) -> None:
        if self._section.state.text() == words.looking():
            self._section.say("")
        self._section.show_points(points)
        self._section.allow_restore(is_allowed=not (self._is_busy() or self._is_restoring))

    def _refuses(self) -> bool:
        if self._is_busy():
            self._section.say(words.not_now())
        return self._is_busy() or self._is_restoring

    def _is_busy(self) -> bool:
        return self._status().is_under_way


def _put_in_place(backups: Backups, file: str, close_engine: Callable[[], object]) -> str:
    """Closes the engine, goes back, and says in a sentence what became of it."""
    close_engine()
    try:
        aside = backups.restore(file)
    except BackupError as error:
        return str(error)
    return words.restored(was_anything=aside is not None)

"""PastOffers: reads beside the window what a session may be like, and offers it where a target is chosen."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.targets import EasyRun
from app.domain.verdict import EarlierActivity
from app.ui.background import Background
from app.ui.prepare import prepare_sentences as words
from app.ui.prepare.next_session import Target
from app.ui.prepare.past_targets import OfferedTarget, PastTargets


class Past(Protocol):
    """The past as the store knows it. Both take a while, and say nothing where it cannot be read."""

    def earlier(self) -> Sequence[EarlierActivity]:
        """The newest finished activities with a heart rate, newest first."""

    def easy_run(self) -> EasyRun | None:
        """The athlete's own easy run."""


class PastOffers(QObject):
    """Fills one choice at a time; `easy_run_known` carries the EasyRun as soon as it is known."""

    easy_run_known = Signal(EasyRun)

    def __init__(
        self, past: Past, name_of: Callable[[str], str], today: Callable[[], date], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._past = past
        self._name_of = name_of
        self._today = today
        self._choice: PastTargets | None = None
        self._earlier = Background("earlier", self)
        self._easy_run = Background("easy run", self)
        self._earlier.done.connect(self._show_earlier)
        self._easy_run.done.connect(self._show_easy_run)

    def fill(self, choice: PastTargets) -> None:
        """Offers the past there as soon as it is read."""
        self._choice = choice
        choice.destroyed.connect(self._forget)
        self._earlier.run(self._past.earlier)
        self._easy_run.run(self._past.easy_run)

    @Slot()
    def close(self) -> None:
        """Waits for what is under way."""
        self._choice = None
        self._earlier.close()
        self._easy_run.close()

    @Slot()
    def _forget(self) -> None:
        self._choice = None
        self._earlier.forget()
        self._easy_run.forget()

    @Slot(object)
    def _show_earlier(self, activities: Sequence[EarlierActivity]) -> None:
        if self._choice is not None:
            self._choice.show_earlier([self._offer(activity) for activity in activities])

    @Slot(object)
    def _show_easy_run(self, easy: EasyRun | None) -> None:
        if easy is not None:
            self.easy_run_known.emit(easy)
        if self._choice is None:
            return
        offer = None
        if easy is not None:
            target = Target(load=easy.load, like=words.easy_run_name())
            offer = OfferedTarget(words.easy_run(easy), target)
        self._choice.show_easy_run(offer)

    def _offer(self, activity: EarlierActivity) -> OfferedTarget:
        wanted = activity.wanted
        kind = self._name_of(activity.activity_type).lower()
        name = words.earlier_name(kind, activity.started_at.date(), self._today())
        target = Target(load=wanted.load, like=name, reference_id=activity.activity_id, wanted=wanted)
        return OfferedTarget(words.earlier(name, wanted.minutes, wanted.load), target)

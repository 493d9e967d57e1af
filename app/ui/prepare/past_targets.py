"""PastTargets: what the next session may be like, once the past is read: an earlier activity, an easy run."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal, Slot

from app.ui.prepare import prepare_sentences as words
from app.ui.prepare.next_session import Target
from app.ui.sentences import translate
from app.ui.settings.fields import Chips
from app.ui.settings.groups import Column
from app.ui.theme import TextSize, Theme
from app.ui.widgets.text import TextLabel, muted_ink

PAST_KINDS = frozenset({"earlier", "easy"})


class OfferedTarget(NamedTuple):
    """A target in a line of words."""

    words: str
    target: Target


class PastTargets(Column):
    """Shows one of its kinds, or nothing; `changed` when there is more to choose from, or a choice."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._kind: str | None = None
        self._offers: Sequence[OfferedTarget] | None = None
        self._easy: OfferedTarget | None = None
        self._is_easy_read = False
        self.earlier: Chips[int] | None = None
        self.note = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.note.setObjectName("pastNote")
        self.add(self.note)

    def show_earlier(self, offers: Sequence[OfferedTarget]) -> None:
        """The earlier activities, newest first; the newest is chosen."""
        self._offers = offers
        if offers and self.earlier is None:
            lines = {place: offer.words for place, offer in enumerate(offers)}
            question = translate("prepare", "Like which one?")
            self.earlier = Chips(self._theme, "earlierActivity", question, lines)
            self.earlier.show_value(0)
            self.earlier.changed.connect(self.changed)
            self.add(self.earlier)
        self._show()
        self.changed.emit()

    def show_easy_run(self, offer: OfferedTarget | None) -> None:
        """The athlete's easy run; None: nothing is known of it."""
        self._easy, self._is_easy_read = offer, True
        self._show()
        self.changed.emit()

    def show_kind(self, kind: str | None) -> None:
        """Which kind of target is looked at; others than its own hide it."""
        self._kind = kind
        self._show()

    def target(self) -> Target | None:
        """What is chosen; None before the past is read, and where there is none."""
        if self._kind == "easy":
            return None if self._easy is None else self._easy.target
        place = None if self.earlier is None else self.earlier.value()
        return None if place is None or not self._offers else self._offers[place].target

    @Slot()
    def _show(self) -> None:
        self.setVisible(self._kind in PAST_KINDS)
        note = self._easy_note() if self._kind == "easy" else self._earlier_note()
        self.note.setText(note)
        self.note.setVisible(bool(note))
        if self.earlier is not None:
            self.earlier.setVisible(self._kind == "earlier")

    def _easy_note(self) -> str:
        if self._easy is not None:
            return self._easy.words
        return words.no_past() if self._is_easy_read else words.looking_back()

    def _earlier_note(self) -> str:
        if self._offers:
            return ""
        return words.looking_back() if self._offers is None else words.no_past()

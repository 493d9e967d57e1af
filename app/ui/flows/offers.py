"""Offers: which question is asked now, and what its answers ask of the engine."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Slot

from app.domain.snapshot import LiveSnapshot, LiveStatus
from app.engine.events import ForgottenButton, ForgottenButtonFound, InterruptedSessionFound
from app.ui.flows import flow_sentences
from app.ui.flows.offer_panel import Choice, Offer, OfferPanel

RESUMED_WITHIN = timedelta(minutes=30)  # later, the training is probably over: finishing is preferred

_STATUSES = {
    ForgottenButton.START: {LiveStatus.IDLE},
    ForgottenButton.RESUME: {LiveStatus.PAUSED},
    ForgottenButton.STOP: {LiveStatus.RUNNING, LiveStatus.PAUSED},
}


class OfferOrders(Protocol):
    """What the answers ask of the engine (SessionControl)."""

    def start_at(self, at_us: int) -> None:
        """Begins a session in the past."""

    def resume_at(self, at_us: int) -> None:
        """The timer went on in the past."""

    def stop_at(self, at_us: int) -> None:
        """Finishes the session in the past."""

    def continue_session(self, activity_id: int) -> None:
        """A session runs on."""

    def finish_interrupted(self, activity_id: int) -> None:
        """Finishes an interrupted session."""

    def discard(self, activity_id: int) -> None:
        """Puts a session into the bin."""

    def restore(self, activity_id: int) -> None:
        """Takes it out again."""


class Offers(QObject):
    """Forgotten buttons first, for they hurry; interrupted sessions one after the other while none runs.

    Nothing is lost by not answering: an interrupted session is offered again at the next start. `now` is the
    wall clock, aware.
    """

    def __init__(
        self,
        panel: OfferPanel,
        orders: OfferOrders,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self._orders = orders
        self._now = now
        self._status = LiveStatus.IDLE
        self._interrupted: dict[int, InterruptedSessionFound] = {}
        self._discarded: InterruptedSessionFound | None = None
        self._forgotten: ForgottenButtonFound | None = None
        self._calm: Offer | None = None

    def forget(self) -> None:
        """Another store is in place: nothing of what was found in the one before is asked any more."""
        self._interrupted.clear()
        self._discarded = self._forgotten = None
        self._ask()

    @Slot(InterruptedSessionFound)
    def show_interrupted(self, found: InterruptedSessionFound) -> None:
        """A session of a process that is gone."""
        self._interrupted.setdefault(found.activity_id, found)
        self._ask()

    @Slot(ForgottenButtonFound)
    def show_forgotten(self, found: ForgottenButtonFound) -> None:
        """A button that nobody pressed."""
        if self._status in _STATUSES[found.button]:
            self._forgotten = found
            self._ask()

    def ask(self, offer: Offer | None) -> None:
        """A question that does not hurry, while a session runs; None takes it away."""
        self._calm = offer
        self._ask()

    def show_snapshot(self, snapshot: LiveSnapshot) -> None:
        """Takes questions away that no longer make sense: the button was pressed, the heart is back."""
        forgotten, is_new = self._forgotten, snapshot.status is not self._status
        is_back = snapshot.bpm is not None and snapshot.sensor_contact is not False
        self._status = snapshot.status
        is_over = forgotten is not None and (
            self._status not in _STATUSES[forgotten.button]
            or (forgotten.button is ForgottenButton.STOP and is_back)
        )
        if is_over:
            self._forgotten = None
        if is_new and not snapshot.status.is_under_way:
            self._calm = None
        if is_over or is_new:
            self._ask()

    def _ask(self) -> None:
        self._panel.show_offer(self._offer())

    def _offer(self) -> Offer | None:
        if self._forgotten is not None:
            return self._forgotten_offer(self._forgotten)
        if self._status is not LiveStatus.IDLE:
            return self._calm if self._status is LiveStatus.RUNNING else None
        if self._discarded is not None:
            return self._discarded_offer(self._discarded)
        return next(map(self._interrupted_offer, self._interrupted.values()), None)

    def _forgotten_offer(self, found: ForgottenButtonFound) -> Offer:
        press = {
            ForgottenButton.START: self._orders.start_at,
            ForgottenButton.RESUME: self._orders.resume_at,
            ForgottenButton.STOP: self._orders.stop_at,
        }[found.button]
        yes, no = flow_sentences.forgotten_choices(found)
        return Offer(
            flow_sentences.forgotten(found, self._now()),
            (
                Choice(yes, partial(self._answer_forgotten, partial(press, found.at_us))),
                Choice(no, partial(self._answer_forgotten, None)),
            ),
            preferred=1 if found.button is ForgottenButton.STOP else 0,  # as «Stop» asks: going on is safe
        )

    def _answer_forgotten(self, press: Callable[[], None] | None) -> None:
        self._forgotten = None
        if press is not None:
            press()
        self._ask()

    def _interrupted_offer(self, found: InterruptedSessionFound) -> Offer:
        now = self._now()
        is_young = now - found.started_at - timedelta(seconds=found.elapsed_s) < RESUMED_WITHIN
        acts = (self._orders.continue_session, self._orders.finish_interrupted, self._orders.discard)
        choices = tuple(
            Choice(text, partial(self._answer_interrupted, found, act))
            for text, act in zip(flow_sentences.interrupted_choices(), acts, strict=True)
        )
        return Offer(flow_sentences.interrupted(found, now), choices, preferred=0 if is_young else 1)

    def _answer_interrupted(self, found: InterruptedSessionFound, act: Callable[[int], None]) -> None:
        del self._interrupted[found.activity_id]
        self._discarded = found if act == self._orders.discard else None
        act(found.activity_id)
        self._ask()

    def _discarded_offer(self, found: InterruptedSessionFound) -> Offer:
        undo, leave = flow_sentences.discarded_choices()
        return Offer(
            flow_sentences.discarded(found, self._now()),
            (Choice(undo, partial(self._undo, found)), Choice(leave, self._leave)),
            preferred=1,
        )

    def _undo(self, found: InterruptedSessionFound) -> None:
        self._orders.restore(found.activity_id)  # the engine finds it anew, and offers it again
        self._leave()

    def _leave(self) -> None:
        self._discarded = None
        self._ask()

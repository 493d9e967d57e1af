"""TalkTestFlow: asks once a session whether talking is comfortable; two «no» offer a lower threshold."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Slot

from app.domain.profile import AthleteProfile, constants_for
from app.domain.talk_test import TalkTestWatch, talking_zone, with_answer, with_lower_threshold
from app.engine.events import SessionStarted, SnapshotTaken
from app.ui.athlete_flow import AthleteFlow
from app.ui.engine_bridge import EngineBridge
from app.ui.flows import flow_sentences
from app.ui.flows.offer_panel import Choice, Offer
from app.ui.flows.offers import Offers


class TalkTestFlow(QObject):
    """Asks only while the threshold is an estimate, and never where it was switched off."""

    def __init__(self, offers: Offers, athlete: AthleteFlow) -> None:
        super().__init__(athlete)
        self._offers = offers
        self._athlete = athlete
        self._watch: TalkTestWatch | None = None
        self._asked_in: int | None = None
        self._activity_id: int | None = None

    def listen_to(self, bridge: EngineBridge) -> None:
        """Follows the sessions that this bridge tells of."""
        bridge.session_started.connect(self.show_started)
        bridge.snapshot_taken.connect(self.show_snapshot)

    @Slot(SessionStarted)
    def show_started(self, started: SessionStarted) -> None:
        """Another session; one that goes on is not asked in a second time."""
        self._activity_id = started.activity_id
        zone = talking_zone(self._athlete.next.setup)
        is_asked = self._athlete.next.settings.asks_talk_test and self._asked_in != started.activity_id
        self._watch = TalkTestWatch(zone) if is_asked and zone is not None else None

    @Slot(SnapshotTaken)
    def show_snapshot(self, taken: SnapshotTaken) -> None:
        """Asks when it is time; takes an old question away."""
        if self._watch is None:
            return
        if self._watch.is_due(taken.snapshot):
            self._asked_in = self._activity_id
            self._offers.ask(self._question())
        elif self._watch.is_over(taken.snapshot):
            self._end()

    def _question(self) -> Offer:
        yes, no, never = flow_sentences.talk_test_choices()
        return Offer(
            flow_sentences.talk_test(),
            (
                Choice(yes, partial(self._answer, is_comfortable=True)),
                Choice(no, partial(self._answer, is_comfortable=False)),
                Choice(never, self._switch_off),
            ),
        )

    def _answer(self, *, is_comfortable: bool) -> None:
        self._end()
        settings = self._athlete.next.settings
        profile = with_answer(settings.athlete(), is_comfortable=is_comfortable)
        self._athlete.take(settings.with_changed_athlete(profile))
        activity_type = settings.activity_in_use()
        lower = with_lower_threshold(profile, activity_type)
        if lower is None:
            return
        before, after = (constants_for(each, activity_type).threshold_bpm for each in (profile, lower))
        yes, no = flow_sentences.lower_threshold_choices(after)
        self._offers.ask(
            Offer(
                flow_sentences.lower_threshold(before, after),
                (Choice(yes, self._lower), Choice(no, self._leave)),
            )
        )

    def _lower(self) -> None:
        settings = self._athlete.next.settings
        self._keep(with_lower_threshold(settings.athlete(), settings.activity_in_use()))

    def _leave(self) -> None:
        """Asked again after two more «no», not at once."""
        self._keep(replace(self._athlete.next.settings.athlete(), talk_tests=()))

    def _keep(self, profile: AthleteProfile | None) -> None:
        self._end()
        if profile is not None:
            self._athlete.take(self._athlete.next.settings.with_changed_athlete(profile))

    def _switch_off(self) -> None:
        self._end()
        self._athlete.take(replace(self._athlete.next.settings, asks_talk_test=False))

    def _end(self) -> None:
        self._watch = None
        self._offers.ask(None)

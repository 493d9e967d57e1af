"""The pairs that may be one activity: one list, answered by button or key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.history.ports import HistoryProblemError
from app.ui.theme import ColourChoice
from app.ui.twins.twins_page import TwinsPage
from tests.ui.conftest import MakeStage
from tests.ui.history.past import FakePast, row
from tests.ui.history.past_stage import MakePast, PastStage
from tests.ui.legible import colliding_texts, cut_texts


def three_pairs() -> FakePast:
    carried = [
        row(10 + number, number, carried_by=number, is_sure=False, source=None) for number in (1, 2, 3)
    ]
    return FakePast([row(number, number) for number in (1, 2, 3)] + carried)


def opened(past: PastStage) -> TwinsPage:
    history = past.open_history()
    history.twins.click()
    past.qtbot.waitUntil(lambda: past.stage.window.findChild(TwinsPage) is not None)
    page = past.page(TwinsPage)
    past.qtbot.waitUntil(lambda: len(page.cards) == 3)
    past.qtbot.waitUntil(lambda: all(" · " in card.likeness.text() for card in page.cards))
    return page


def test_the_history_names_the_pairs_and_leads_to_them(make_past: MakePast) -> None:
    past = make_past(three_pairs())
    history = past.open_history()
    assert history.twins.text() == "3 pairs of activities may be one, recorded twice"
    page = opened(past)
    assert [card.pair.carried.activity_id for card in page.cards] == [11, 12, 13]
    first = page.cards[0]
    assert "18:00 · Indoor cycling · 1:00:00 · load 41" in first.sides[0].text()
    assert first.likeness.text() == (
        "overlap 92 % · the second 6 bpm lower on average · correlation 0.71 · clocks 7 s apart"
    )


def test_without_a_pair_the_history_says_nothing_of_them(make_past: MakePast) -> None:
    assert make_past().open_history().twins.isHidden()


def test_pairs_are_answered_by_key_one_after_the_other(make_past: MakePast) -> None:
    past = make_past(three_pairs())
    page = opened(past)
    past.stage.window.activateWindow()
    past.qtbot.waitUntil(page.cards[0].hasFocus)
    QTest.keyClick(page.cards[0], Qt.Key.Key_S)
    assert page.cards[0].likeness.text() == "One activity: it counts once from now on."
    past.qtbot.waitUntil(page.cards[1].hasFocus)
    QTest.keyClick(page.cards[1], Qt.Key.Key_Down)
    past.qtbot.waitUntil(page.cards[2].hasFocus)
    QTest.keyClick(page.cards[2], Qt.Key.Key_D)
    QTest.keyClick(page.cards[2], Qt.Key.Key_D)
    past.qtbot.waitUntil(lambda: len(past.past.settled) == 2)
    assert past.past.settled == [(11, True), (13, False)]
    QTest.keyClick(page, Qt.Key.Key_Escape)
    history = past.open_history()
    past.qtbot.waitUntil(lambda: history.twins.text() == "1 pair of activities may be one, recorded twice")


def test_pairs_are_answered_by_button(make_past: MakePast) -> None:
    past = make_past(three_pairs())
    page = opened(past)
    page.cards[1].different.click()
    page.cards[0].same.click()
    past.qtbot.waitUntil(lambda: past.past.settled == [(12, False), (11, True)])
    assert page.cards[1].is_settled
    assert not page.cards[2].is_settled


@pytest.mark.parametrize("is_same", [True, False])
def test_an_answer_is_taken_back_and_can_be_given_again(make_past: MakePast, is_same: bool) -> None:
    past = make_past(three_pairs())
    page = opened(past)
    card = page.cards[0]
    before = card.likeness.text()
    (card.same if is_same else card.different).click()
    past.qtbot.waitUntil(card.undo.isVisible)
    assert past.past.settled == [(11, is_same)]
    card.undo.click()
    past.qtbot.waitUntil(lambda: not card.is_settled)
    assert (card.likeness.text(), card.undo.isVisible()) == (before, False)
    assert past.past.settled == []
    assert [pair.carried.activity_id for pair in past.past.unsure_pairs()] == [11, 12, 13]
    card.different.click()
    past.qtbot.waitUntil(lambda: past.past.settled == [(11, False)])


def test_each_answer_has_its_own_undo(make_past: MakePast) -> None:
    past = make_past(three_pairs())
    page = opened(past)
    page.cards[0].same.click()
    page.cards[1].same.click()
    past.qtbot.waitUntil(lambda: all(card.undo.isVisible() for card in page.cards[:2]))
    page.cards[0].undo.click()
    past.qtbot.waitUntil(lambda: [card.is_settled for card in page.cards] == [False, True, False])
    assert past.past.settled == [(12, True)]


def test_an_answer_that_cannot_be_kept_is_not_shown_as_given(make_past: MakePast) -> None:
    past = make_past(three_pairs())
    page = opened(past)
    past.past.refusal = "The disk is full."
    card = page.cards[0]
    card.same.click()
    past.qtbot.waitUntil(lambda: card.likeness.text() == "The disk is full.")
    assert card.buttons.isVisible()
    assert not card.undo.isVisible()
    past.past.refusal = None
    card.same.click()
    past.qtbot.waitUntil(card.undo.isVisible)
    past.past.refusal = "The disk is full."
    card.undo.click()
    past.qtbot.waitUntil(lambda: card.likeness.text() == "The disk is full.")
    assert not card.buttons.isVisible()
    assert card.undo.isVisible()


def test_a_pair_that_can_no_longer_be_read_says_why_and_can_be_answered(
    make_past: MakePast, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = make_past(three_pairs())

    def refuse(_pair: object) -> None:
        raise HistoryProblemError("This activity is not there any more.")

    monkeypatch.setattr(past.past, "pair_traces", refuse)
    past.open_history().twins.click()
    past.qtbot.waitUntil(lambda: past.stage.window.findChild(TwinsPage) is not None)
    page = past.page(TwinsPage)
    past.qtbot.waitUntil(lambda: len(page.cards) == 3)
    past.qtbot.waitUntil(lambda: page.cards[2].likeness.text() == "This activity is not there any more.")
    page.cards[2].same.click()
    past.qtbot.waitUntil(lambda: past.past.settled == [(13, True)])


def test_the_way_back_ends_where_the_cards_end(make_past: MakePast) -> None:
    page = opened(make_past(three_pairs()))
    back, card = (each.mapTo(page, each.rect().topRight()).x() for each in (page.back, page.cards[0]))
    assert back == card


@pytest.mark.parametrize("size", [(700, 500), (1000, 640), (1600, 900)])
@pytest.mark.parametrize("text_percent", [100, 150])
def test_every_word_can_be_read_at_every_size(
    make_past: MakePast, make_stage: MakeStage, size: tuple[int, int], text_percent: int
) -> None:
    stage = make_stage(size, ColourChoice.DARK, text_percent / 100)
    past = make_past(three_pairs(), stage)
    page = opened(past)
    page.cards[0].same.click()
    past.qtbot.waitUntil(page.cards[0].undo.isVisible)
    past.qtbot.waitUntil(lambda: cut_texts(stage.window) == [])
    assert colliding_texts(stage.window) == []

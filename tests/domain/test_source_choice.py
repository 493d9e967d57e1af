from app.domain.source_choice import SourceChoice

STRAP, WATCH = "strap", "watch"


class Two:
    """A strap (primary) and a watch, one reading a second each while they speak."""

    def __init__(self) -> None:
        self.choice = SourceChoice()
        self.fed: list[str] = []

    def second(self, at_s: int, *speaking: str) -> None:
        for offset_s, source in ((0.0, STRAP), (0.4, WATCH)):
            if source in speaking:
                self.choice.feeds(source, at_s + offset_s, is_reading=True)
        self.fed.append(self.choice.feeding or "")

    def run(self, start_s: int, end_s: int, *speaking: str) -> None:
        for at_s in range(start_s, end_s):
            self.second(at_s, *speaking)


def test_the_first_source_heard_feeds_alone() -> None:
    two = Two()
    two.run(0, 60, STRAP, WATCH)
    assert set(two.fed) == {STRAP}
    assert not two.choice.feeds(WATCH, 60.4, is_reading=True)


def test_the_other_takes_over_when_the_feeding_one_is_silent_for_more_than_5_s() -> None:
    two = Two()
    two.run(0, 11, STRAP, WATCH)
    two.run(11, 20, WATCH)
    assert two.fed[15] == WATCH  # at 15.4, 5.4 s after the strap's last
    assert two.fed[14] == STRAP


def test_a_source_without_readings_is_silent() -> None:
    choice = SourceChoice()
    choice.feeds(STRAP, 0, is_reading=True)
    assert choice.feeds(STRAP, 5, is_reading=False)
    assert choice.feeds(WATCH, 5.5, is_reading=True)
    assert not choice.feeds(STRAP, 6, is_reading=False)


def test_the_primary_returns_after_30_s_of_steady_readings() -> None:
    two = Two()
    two.run(0, 11, STRAP)
    two.run(11, 100, WATCH)
    two.run(100, 140, STRAP, WATCH)
    assert two.fed[129] == WATCH
    assert two.fed[130:] == [STRAP] * 10


def test_a_break_in_the_primary_starts_its_30_s_anew() -> None:
    two = Two()
    two.run(0, 11, STRAP)
    two.run(11, 100, WATCH)
    two.run(100, 120, STRAP, WATCH)
    two.run(120, 126, WATCH)
    two.run(126, 160, STRAP, WATCH)
    assert two.fed[155] == WATCH
    assert two.fed[156] == STRAP


def test_lost_contact_of_the_primary_starts_its_30_s_anew() -> None:
    two = Two()
    two.run(0, 11, STRAP)
    two.run(11, 100, WATCH)
    two.run(100, 120, STRAP, WATCH)
    two.choice.feeds(STRAP, 120.0, is_reading=False)
    two.run(121, 152, STRAP, WATCH)
    assert two.fed[-2:] == [WATCH, STRAP]


def test_the_primary_returns_at_most_once_in_5_minutes() -> None:
    two = Two()
    two.run(0, 11, STRAP, WATCH)
    two.run(11, 20, WATCH)
    two.run(20, 60, STRAP, WATCH)  # returns at 50
    two.run(60, 70, WATCH)
    two.run(70, 400, STRAP, WATCH)
    assert two.fed[49:51] == [WATCH, STRAP]
    assert two.fed[66:350] == [WATCH] * 284
    assert two.fed[350:] == [STRAP] * 50


def test_by_hand_the_choice_is_immediate_and_lasts() -> None:
    two = Two()
    two.run(0, 11, STRAP, WATCH)
    two.choice.choose(WATCH, 11)
    two.run(11, 80, STRAP, WATCH)
    assert set(two.fed[11:]) == {WATCH}


def test_a_broken_link_lets_the_other_take_over_at_once() -> None:
    choice = SourceChoice(primary=STRAP)
    choice.feeds(STRAP, 10, is_reading=True)
    assert not choice.lost(WATCH)
    assert not choice.feeds(WATCH, 10.4, is_reading=True)
    assert choice.lost()
    assert choice.feeds(WATCH, 10.5, is_reading=True)


def test_a_broken_link_of_the_waiting_primary_starts_its_30_s_anew() -> None:
    two = Two()
    two.run(0, 11, STRAP)
    two.run(11, 100, WATCH)
    two.run(100, 125, STRAP, WATCH)
    assert not two.choice.lost(STRAP)
    two.run(125, 156, STRAP, WATCH)
    assert two.fed[-2:] == [WATCH, STRAP]


def test_a_known_primary_waits_its_30_s_when_another_was_heard_first() -> None:
    two = Two()
    two.choice = SourceChoice(primary=STRAP)
    two.second(0, WATCH)
    two.run(1, 33, STRAP, WATCH)
    assert two.fed[30] == WATCH
    assert two.fed[31] == STRAP

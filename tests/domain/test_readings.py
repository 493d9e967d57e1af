from app.domain.readings import ReadingFilter, Verdict
from app.domain.samples import HeartRateSample
from tests.domain.sessions import beat, steady


class Heard:
    """A filter, and what it delivered."""

    def __init__(self) -> None:
        self.accepted: list[tuple[float, float]] = []
        self.filter = ReadingFilter(lambda sample, bpm: self.accepted.append((sample.elapsed_s, bpm)))

    def offer(self, *readings: tuple[float, float | None]) -> list[Verdict]:
        return [self.filter.offer(beat(elapsed_s, bpm)) for elapsed_s, bpm in readings]


def after_a_minute_at(bpm: float) -> Heard:
    heard = Heard()
    for sample in steady(bpm, 0, 60):
        heard.filter.offer(sample)
    heard.accepted.clear()
    return heard


def test_a_jump_of_15_is_none_and_more_is_a_suspect() -> None:
    heard = after_a_minute_at(120)
    assert heard.offer((61, 135), (62, 105), (63, 136), (64, 120)) == [
        Verdict.ACCEPTED,
        Verdict.ACCEPTED,
        Verdict.SUSPECT,
        Verdict.ACCEPTED,
    ]


def test_a_spike_is_dropped_as_soon_as_a_reading_contradicts_it() -> None:
    heard = after_a_minute_at(120)
    heard.offer((61, 180), (62, 182), (63, 121))
    assert heard.accepted == [(63, 121)]
    assert not heard.filter.is_holding


def test_a_step_that_stays_5_s_is_accepted_from_its_first_reading_on_in_order() -> None:
    heard = after_a_minute_at(120)
    verdicts = heard.offer(*[(second, 150) for second in range(61, 67)])
    assert verdicts == [Verdict.SUSPECT] * 5 + [Verdict.ACCEPTED]
    assert heard.accepted == [(second, 150) for second in range(61, 67)]
    assert heard.offer((67, 155)) == [Verdict.ACCEPTED]


def test_time_alone_accepts_a_suspect_that_nothing_contradicts_but_not_before_5_s() -> None:
    heard = after_a_minute_at(120)
    heard.offer((61, 150), (62, 151))
    heard.filter.advance(66)
    assert heard.accepted == []
    heard.filter.advance(67)
    assert heard.accepted == [(61, 150), (62, 151)]


def test_a_reading_on_the_other_side_drops_the_suspects_and_is_one_itself() -> None:
    heard = after_a_minute_at(120)
    assert heard.offer((61, 150), (62, 90), (63, 119)) == [
        Verdict.SUSPECT,
        Verdict.SUSPECT,
        Verdict.ACCEPTED,
    ]
    assert heard.accepted == [(63, 119)]


def test_suspects_are_judged_against_the_median_from_before_the_jump() -> None:
    heard = after_a_minute_at(120)
    heard.offer((61, 180), (62, 140), (63, 180), (64, 140), (65, 180), (66, 140))
    assert [bpm for _, bpm in heard.accepted] == [180, 140, 180, 140, 180, 140]


def test_a_slow_sensor_s_suspect_is_decided_by_the_time_before_the_next_reading() -> None:
    heard = Heard()
    heard.offer((0, 120), (4, 150), (10, 121))
    assert heard.accepted == [(0, 120), (4, 150), (10, 121)]


def test_the_end_accepts_what_nothing_contradicted() -> None:
    heard = after_a_minute_at(120)
    heard.offer((61, 150), (62, 152))
    heard.filter.settle()
    assert heard.accepted == [(61, 150), (62, 152)]


def test_with_no_accepted_reading_in_the_last_5_s_there_is_nothing_to_judge_against() -> None:
    heard = after_a_minute_at(120)
    assert heard.offer((65, 180)) == [Verdict.SUSPECT]
    heard = after_a_minute_at(120)
    assert heard.offer((65.1, 180)) == [Verdict.ACCEPTED]


def test_after_a_change_of_source_the_median_starts_afresh() -> None:
    heard = after_a_minute_at(120)
    heard.filter.start_afresh()
    assert heard.offer((61, 180)) == [Verdict.ACCEPTED]


def test_no_reading_and_old_samples_are_told_apart() -> None:
    heard = Heard()
    assert heard.offer((1, 29.9), (2, 240.1), (3, None), (3, 120), (2, 120), (4, 30), (20, 240)) == [
        Verdict.NO_READING,
        Verdict.NO_READING,
        Verdict.NO_READING,
        Verdict.NOT_NEWER,
        Verdict.NOT_NEWER,
        Verdict.ACCEPTED,
        Verdict.ACCEPTED,
    ]
    assert heard.filter.offer(HeartRateSample(21, 120, "a", contact=False)) is Verdict.NO_READING
    assert heard.filter.offer(HeartRateSample(22, 238, "a", contact=True)) is Verdict.ACCEPTED


def test_what_waits_for_a_decision_happens_in_order() -> None:
    heard = after_a_minute_at(120)
    heard.filter.when_decided(lambda: heard.accepted.append((-1, 0)))
    heard.offer((61, 150))
    heard.filter.when_decided(lambda: heard.accepted.append((-2, 0)))
    heard.offer((62, 150))
    assert heard.accepted == [(-1, 0)]
    heard.filter.advance(70)
    assert heard.accepted == [(-1, 0), (61, 150), (-2, 0), (62, 150)]


def test_what_waits_happens_when_the_suspects_are_dropped_too() -> None:
    heard = after_a_minute_at(120)
    heard.offer((61, 150))
    heard.filter.when_decided(lambda: heard.accepted.append((-2, 0)))
    heard.offer((62, 120))
    assert heard.accepted == [(-2, 0), (62, 120)]


def test_the_median_is_of_the_last_5_s() -> None:
    heard = Heard()
    heard.offer((0, 100), (4, 110), (5, 112))
    assert heard.filter.median_bpm(5) == 110
    assert heard.filter.median_bpm(5.5) == 111
    assert heard.filter.median_bpm(10) == 112
    assert heard.filter.median_bpm(10.5) is None

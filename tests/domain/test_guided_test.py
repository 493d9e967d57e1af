"""Guided measurements, second by second."""

from app.domain.guided_test import GuidedTest, Measured


def test_a_seated_minute_at_54_gives_54_after_two_minutes() -> None:
    test = GuidedTest(Measured.RESTING)
    for second in range(121):
        test.add(1000.0 + second, 64.0 if second < 60 else 54.0)
        if second < 120:
            assert test.result_bpm() is None
    assert test.result_bpm() == 54
    assert test.can_end
    assert not test.is_over
    assert test.elapsed_s == 120.0


def test_the_threshold_is_the_mean_of_the_last_twenty_of_thirty_minutes() -> None:
    test = GuidedTest(Measured.THRESHOLD)
    for second in range(1801):
        test.add(float(second), 150.0 if second < 600 else 168.0 if second < 1200 else 172.0)
        assert test.is_counting == (second >= 600)
    assert test.is_over
    assert test.result_bpm() == 170


def test_a_test_with_holes_gives_no_number() -> None:
    test = GuidedTest(Measured.THRESHOLD)
    for second in range(1801):
        test.add(float(second), None if 900 <= second < 1000 else 165.0)
    assert test.is_over
    assert test.result_bpm() is None


def test_it_begins_with_the_first_reading_and_time_only_goes_forward() -> None:
    test = GuidedTest(Measured.RESTING)
    test.add(5.0, None)
    assert test.elapsed_s == 0.0
    test.add(8.0, 60.0)
    test.add(9.0, 60.0)
    test.add(7.0, 90.0)
    assert test.elapsed_s == 1.0

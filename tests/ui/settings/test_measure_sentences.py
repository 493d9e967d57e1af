"""What a guided measurement says on its way."""

from app.domain.guided_test import GuidedTest, Measured
from app.ui.settings.measure_sentences import state


def after(kind: Measured, seconds: int, *, holes: bool = False) -> str:
    test = GuidedTest(kind)
    for second in range(seconds + 1):
        test.add(
            float(second), None if holes and second > 60 else 170.0 if kind is Measured.THRESHOLD else 50.0
        )
    return state(test, test.result_bpm())


def test_the_resting_measurement_leads_from_waiting_to_a_result() -> None:
    assert state(GuidedTest(Measured.RESTING), None) == "Waiting for a heart rate."
    assert after(Measured.RESTING, 30) == "Sit still. 4:30 left at most."
    assert after(Measured.RESTING, 150) == ("50 bpm so far. Stay seated for a calmer minute, or use it.")
    assert after(Measured.RESTING, 300) == "Done: 50 bpm."


def test_the_threshold_test_says_what_counts() -> None:
    assert after(Measured.THRESHOLD, 60) == "Settle into your pace; not counted yet. 29:00 to go."
    assert after(Measured.THRESHOLD, 900) == "This counts: keep it steady. 15:00 to go."
    assert after(Measured.THRESHOLD, 1800) == "Done: 170 bpm."


def test_missing_readings_are_said() -> None:
    assert after(Measured.THRESHOLD, 1800, holes=True) == (
        "Too many readings are missing for a result. Mend the sensor, try again."
    )

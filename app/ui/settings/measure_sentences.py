"""The words of the guided measurements."""

from app.domain.guided_test import GuidedTest, Measured
from app.ui.sentences import clock, translate


def title(kind: Measured) -> str:
    """What is measured."""
    if kind is Measured.RESTING:
        return translate("measure", "Resting heart rate")
    return translate("measure", "Threshold heart rate")


def guide(kind: Measured) -> str:
    """How it is done."""
    if kind is Measured.RESTING:
        return translate(
            "measure",
            "Sit still and breathe calmly for two to five minutes, best in the morning and before coffee. "
            "The calmest whole minute counts.",
        )
    return translate(
        "measure",
        "Warm up first. Then 30 minutes alone at the best steady effort that you can hold to the end. The "
        "mean of the last 20 minutes is your threshold for the chosen activity. A session runs along.",
    )


def unit_now() -> str:
    """Behind the heart rate as it is, which is not what is being measured."""
    return translate("measure", "bpm now")


def ready() -> str:
    """Before it begins."""
    return translate("measure", "Begin when you are ready.")


def waiting(days: int) -> str:
    """A hard test is not offered in the first days."""
    if days == 1:
        return translate("measure", "Hard tests are offered after a week of training: tomorrow.")
    return translate("measure", "Hard tests are offered after a week of training: in {days} days.").format(
        days=days
    )


def state(test: GuidedTest, result_bpm: int | None) -> str:
    """Where the test stands."""
    if test.is_over or result_bpm is not None:
        return _outcome(test, result_bpm)
    if test.elapsed_s <= 0:
        return translate("measure", "Waiting for a heart rate.")
    left = clock(test.duration_s - test.elapsed_s)
    if test.kind is Measured.RESTING:
        return translate("measure", "Sit still. {left} left at most.").format(left=left)
    if not test.is_counting:
        return translate("measure", "Settle into your pace; not counted yet. {left} to go.").format(left=left)
    return translate("measure", "This counts: keep it steady. {left} to go.").format(left=left)


def _outcome(test: GuidedTest, result_bpm: int | None) -> str:
    if result_bpm is None:
        return translate("measure", "Too many readings are missing for a result. Mend the sensor, try again.")
    if test.is_over:
        return translate("measure", "Done: {bpm} bpm.").format(bpm=result_bpm)
    return translate("measure", "{bpm} bpm so far. Stay seated for a calmer minute, or use it.").format(
        bpm=result_bpm
    )


def use(kind: Measured, result_bpm: int) -> str:
    """The button that takes the result over."""
    if kind is Measured.RESTING:
        return translate("measure", "Use {bpm} as my resting heart rate").format(bpm=result_bpm)
    return translate("measure", "Use {bpm} as my threshold").format(bpm=result_bpm)

"""Looks for forgotten buttons: a start, a resume or a stop that nobody pressed, in the notifications kept."""

from collections.abc import Iterable

from app.domain.forgotten import end_of_last_effort, working_since, working_while_paused
from app.domain.readings import reading_of
from app.domain.recording import Notification
from app.domain.samples import HeartRateSample
from app.engine.events import ForgottenButton
from app.engine.ports import Translate


def find_forgotten(
    button: ForgottenButton,
    notifications: Iterable[Notification],
    translate: Translate,
    *,
    since_us: int,
    now_us: int,
    resting_bpm: int,
) -> tuple[int, float | None] | None:
    """Where the button should have been pressed, and the mean bpm since; None if it is not missing.

    `since_us` is where to look from: the session's end before, the pause, or the session's start.
    """
    samples = samples_of(notifications, translate, since_us)
    now_s = (now_us - since_us) / 1e6
    if button is ForgottenButton.STOP:
        end_s = end_of_last_effort(samples, now_s, resting_bpm=resting_bpm)
        return None if end_s is None else (since_us + round(end_s * 1e6), None)
    if button is ForgottenButton.START:
        spell = working_since(samples, now_s, resting_bpm=resting_bpm)
    else:
        spell = working_while_paused(samples, 0.0, now_s, resting_bpm=resting_bpm)
    return None if spell is None else (since_us + round(spell.start_s * 1e6), spell.mean_bpm)


def samples_of(
    notifications: Iterable[Notification], translate: Translate, since_us: int
) -> list[HeartRateSample]:
    """The heart rates among these, in seconds since a place on the timeline; malformed ones passed over."""
    samples = []
    for notification in notifications:
        try:
            sample = translate(notification, (notification.at_us - since_us) / 1e6)
        except ValueError:
            continue
        if isinstance(sample, HeartRateSample):
            samples.append(sample)
    return samples


def is_reading(notification: Notification, translate: Translate) -> bool:
    """Whether it holds a heart rate that counts as one."""
    return any(reading_of(sample) is not None for sample in samples_of((notification,), translate, 0))

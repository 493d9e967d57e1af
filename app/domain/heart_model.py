"""A simulated heart for the demo and the tests: effort in, one second of bpm and RR intervals out.

Heart rate lags behind effort with a first-order time constant, slower to fall than to rise; drifts upwards
in long work (Coyle & González-Alonso 2001); breathes (respiratory sinus arrhythmia, smaller the faster the
breath, Hirsch & Bishop 1981); and no two beats are quite alike. Chance is passed in, so a seed is a heart.
"""

import math
from collections import deque
from collections.abc import Iterator
from itertools import count
from random import Random

from app.domain.frozen import frozen

TICKS_PER_S = 1024  # RR intervals count 1/1024 s (Heart Rate Service 1.0, section 3.1.1.4)
SHORTEST_RR_S = 0.27  # 222 bpm: no healthy heart is faster
BPM_WINDOW_S = 4.0  # straps show a mean over a few seconds of beats
DRIFT_TIME_CONSTANT_S = 1500.0  # most of the drift is there after 40 minutes of work
DRIFT_FROM_EFFORT = 0.4  # lighter work does not drift
MAYER_HZ = 0.1  # the slow wave of blood pressure
WANDER_TIME_CONSTANT_S = 20.0  # nobody holds an effort to the watt


@frozen
class Stage:
    """A stretch of a workout: effort as a fraction of heart-rate reserve, even from one to the other."""

    duration_s: float
    from_effort: float
    to_effort: float


DEMO_WORKOUT = (
    Stage(240.0, 0.25, 0.55),
    Stage(120.0, 0.55, 0.60),
    *(Stage(180.0, 0.86, 0.88), Stage(120.0, 0.48, 0.48)) * 3,
    Stage(480.0, 0.64, 0.64),
    Stage(180.0, 0.45, 0.25),
)


def effort_at(elapsed_s: float, workout: tuple[Stage, ...] = DEMO_WORKOUT) -> float:
    """The workout's effort at a moment; it begins again when it is over."""
    rest_s = elapsed_s % sum(stage.duration_s for stage in workout)
    for stage in workout:
        if rest_s < stage.duration_s:
            return stage.from_effort + (stage.to_effort - stage.from_effort) * rest_s / stage.duration_s
        rest_s -= stage.duration_s
    return workout[-1].to_effort


@frozen
class HeartSecond:
    """What a strap would tell after one second: bpm, and the RR intervals (1/1024 s) that ended in it."""

    bpm: int
    rr_ticks: tuple[int, ...]


@frozen
class HeartTraits:
    """What makes one heart differ from another. Time constants in seconds, `breathing_ms` at rest."""

    resting_bpm: float = 60.0
    max_bpm: float = 185.0
    rise_time_constant_s: float = 45.0
    fall_time_constant_s: float = 60.0
    drift_bpm: float = 9.0  # gained in the end by steady hard work; none in easy work
    wander_bpm: float = 1.0  # standard deviation of the level around where effort would have it
    breathing_ms: float = 45.0
    beat_noise_ms: float = 12.0


class HeartModel:
    """One heart, second by second. RR intervals join without a gap: their sum is the last beat's time."""

    def __init__(self, random: Random, traits: HeartTraits | None = None, *, effort: float = 0.15) -> None:
        """`effort` is what the heart has settled at before the first second."""
        self._random = random
        self._traits = HeartTraits() if traits is None else traits
        self._level_bpm = self._steady_bpm(effort)
        self._drift_bpm = 0.0
        self._wander_bpm = 0.0
        self._seconds = 0
        self._beat_ticks = 0
        self._breath_phase = random.uniform(0.0, math.tau)
        self._mayer_phase = random.uniform(0.0, math.tau)
        self._recent: deque[int] = deque([self._next_rr_ticks()])
        self._beat_ticks = self._recent[0]

    def step(self, effort: float) -> HeartSecond:
        """One more second at an effort from 0 (rest) to 1 (maximum)."""
        self._follow(min(1.0, max(0.0, effort)))
        self._seconds += 1
        ended: list[int] = []
        while self._beat_ticks <= self._seconds * TICKS_PER_S:
            ended.append(self._recent[-1])
            self._recent.append(self._next_rr_ticks())
            self._beat_ticks += self._recent[-1]
        return HeartSecond(self._shown_bpm(), tuple(ended))

    def _steady_bpm(self, effort: float) -> float:
        traits = self._traits
        return traits.resting_bpm + effort * (traits.max_bpm - traits.resting_bpm)

    def _follow(self, effort: float) -> None:
        traits = self._traits
        drift_to_bpm = traits.drift_bpm * max(0.0, effort - DRIFT_FROM_EFFORT) / (1.0 - DRIFT_FROM_EFFORT)
        self._drift_bpm += (drift_to_bpm - self._drift_bpm) / DRIFT_TIME_CONSTANT_S
        kept = math.exp(-1.0 / WANDER_TIME_CONSTANT_S)
        push_bpm = self._random.gauss(0.0, traits.wander_bpm * math.sqrt(1.0 - kept * kept))
        self._wander_bpm = self._wander_bpm * kept + push_bpm
        missing_bpm = self._steady_bpm(effort) - self._level_bpm
        time_constant_s = traits.rise_time_constant_s if missing_bpm > 0 else traits.fall_time_constant_s
        self._level_bpm += missing_bpm * -math.expm1(-1.0 / time_constant_s)

    def _next_rr_ticks(self) -> int:
        traits = self._traits
        bpm = min(traits.max_bpm, self._level_bpm + self._drift_bpm + self._wander_bpm)
        strain = (bpm - traits.resting_bpm) / (traits.max_bpm - traits.resting_bpm)
        calm = math.exp(-4.0 * strain)  # vagal tone is all but gone at 70 % of reserve
        mean_s = 60.0 / bpm
        self._breath_phase += math.tau * (0.22 + 0.4 * strain) * mean_s
        self._mayer_phase += math.tau * MAYER_HZ * mean_s
        wave_ms = (
            traits.breathing_ms * calm * (math.sin(self._breath_phase) + 0.6 * math.sin(self._mayer_phase))
        )
        noise_ms = self._random.gauss(0.0, 1.5 + traits.beat_noise_ms * calm)
        return round(max(SHORTEST_RR_S, mean_s + (wave_ms + noise_ms) / 1000.0) * TICKS_PER_S)

    def _shown_bpm(self) -> int:
        """The mean rate of the beats of the last seconds; the interval still running is not in it."""
        while len(self._recent) > 2 and sum(self._recent) - self._recent[-1] > BPM_WINDOW_S * TICKS_PER_S:
            self._recent.popleft()
        ended = list(self._recent)[:-1] or [self._recent[-1]]
        return math.floor(60.0 * TICKS_PER_S * len(ended) / sum(ended) + 0.5)


def simulated_heart(
    random: Random, traits: HeartTraits | None = None, workout: tuple[Stage, ...] = DEMO_WORKOUT
) -> Iterator[HeartSecond]:
    """A heart at its workout for ever, one HeartSecond a second."""
    heart = HeartModel(random, traits, effort=workout[0].from_effort / 2)
    for second in count():
        yield heart.step(effort_at(float(second), workout))

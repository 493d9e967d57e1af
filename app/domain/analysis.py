"""The numbers of a file: its records played through the same LiveSession that runs live."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from enum import IntEnum

from app.domain.activity import Activity, ActivitySummary
from app.domain.athlete import HeartRateConstants, Sex
from app.domain.cuts import Cut, cut_out
from app.domain.file_activity import FileActivity
from app.domain.file_sports import activity_type_of
from app.domain.frozen import frozen
from app.domain.live import LiveSession
from app.domain.load_without_heart_rate import load_of_rating
from app.domain.session_intensity import with_intensity
from app.domain.setup import SessionSetup
from app.domain.snapshot import Lap, ZoneTime
from app.domain.variability import BeatWindow, Variability, variability
from app.domain.zones import ZoneModel

STRENGTH_KEY = "strength"
TYPICAL_RPE = 4  # of a session without heart rate and without a word on how hard it was: 60 an hour
LONGEST_UNMEASURED_S = 48 * 3600.0  # as of what is typed in; a longer timer without a record is nonsense
FULL_COVERAGE = 0.99  # below, domain.md shows it


@frozen
class Analysis:
    """What `sidebeat analyse` prints, by the same names. None: the file cannot tell.

    Loads are None without heart rate. `drift_percent` is heart-rate drift, meaningful only at constant
    effort. `warnings` are ids: what was mended in reading, what is missing, what was assumed.
    """

    sport: str | None
    sub_sport: str | None
    sensor: str | None
    started_at: datetime
    elapsed_s: float
    timer_s: float
    counted_s: float
    coverage: float | None
    average_bpm: float | None
    max_bpm: int | None
    min_bpm: int | None
    training_load: float | None
    banister_trimp: float | None
    edwards_trimp: float | None
    lucia_trimp: float | None
    time_in_zone: tuple[ZoneTime, ...]
    energy_kcal: float | None
    rr_count: int | None
    artefact_fraction: float | None
    rmssd_ms: float | None
    sdnn_ms: float | None
    pnn50_percent: float | None
    dfa_alpha1: tuple[BeatWindow, ...] | None
    drift_percent: float | None
    laps: tuple[Lap, ...]
    warnings: tuple[str, ...]


def analyse(file_activity: FileActivity, constants: HeartRateConstants, zone_model: ZoneModel) -> Analysis:
    """Plays the file through a session with these constants. ValueError for constants without a reserve."""
    activity_type = activity_type_of(file_activity.fit_sport, file_activity.fit_sub_sport)
    session = play(file_activity, SessionSetup(activity_type, constants, zone_model))
    summary = session.summary()
    has_load = summary.counted_s > 0
    beats = variability(file_activity.rr_ms, file_activity.rr_at_s, file_activity.pauses)
    return Analysis(
        sport=file_activity.sport,
        sub_sport=file_activity.sub_sport,
        sensor=file_activity.sensor or file_activity.recorder,
        started_at=file_activity.started_at,
        elapsed_s=summary.elapsed_s,
        timer_s=summary.timer_s,
        counted_s=summary.counted_s,
        coverage=summary.coverage,
        average_bpm=summary.average_bpm,
        max_bpm=summary.max_bpm,
        min_bpm=summary.min_bpm,
        training_load=summary.training_load if has_load else None,
        banister_trimp=summary.banister_trimp if has_load else None,
        edwards_trimp=summary.edwards_trimp if has_load else None,
        lucia_trimp=summary.lucia_trimp if has_load else None,
        time_in_zone=summary.time_in_zone,
        energy_kcal=session.energy_kcal,
        rr_count=len(file_activity.rr_ms) or None,
        artefact_fraction=beats.artefact_fraction,
        rmssd_ms=beats.rmssd_ms,
        sdnn_ms=beats.sdnn_ms,
        pnn50_percent=beats.pnn50_percent,
        dfa_alpha1=beats.dfa_alpha1,
        drift_percent=session.drift_percent,
        laps=session.laps(),
        warnings=tuple(_warnings(file_activity, summary, constants, beats)),
    )


def activity_of_file(
    file_activity: FileActivity, setup: SessionSetup, identity: str, cuts: tuple[Cut, ...] = ()
) -> Activity:
    """The activity that a file amounts to with this setup; without heart rate its load is an estimate."""
    if cuts:
        samples = tuple(cut_out(sample, cuts) for sample in file_activity.samples)
        file_activity = replace(file_activity, samples=samples)
    session = play(file_activity, setup)
    samples, summary = session.accepted_samples(), session.summary()
    if summary.counted_s == 0:
        minutes = _unmeasured_s(file_activity, summary) / 60.0
        is_strength = setup.activity_type.key == STRENGTH_KEY
        load = load_of_rating(minutes, file_activity.rpe or TYPICAL_RPE, is_strength=is_strength)
        summary = replace(summary, training_load=load, load_is_estimated=True)
    activity = Activity(
        identity=identity,
        activity_type=setup.activity_type.key,
        fit_sport=setup.activity_type.fit_sport,
        fit_sub_sport=setup.activity_type.fit_sub_sport,
        started_at=file_activity.started_at,
        constants=setup.constants,
        samples=samples,
        pauses=session.pauses(),
        laps=session.laps(),
        alerts=(),
        summary=summary,
        sensor=file_activity.sensor or file_activity.recorder,
        manufacturer=file_activity.manufacturer,
        energy_kcal=session.energy_kcal,
        cuts=cuts,
    )
    return with_intensity(activity)


def _unmeasured_s(file_activity: FileActivity, summary: ActivitySummary) -> float:
    """How long a session without heart rate was: as its file says, where its records do not belie that."""
    reported_s = file_activity.reported_timer_s or 0.0
    if file_activity.elapsed_s > 0:  # else a summary is all there is
        reported_s = min(reported_s, file_activity.elapsed_s)
    return reported_s if 0 < reported_s <= LONGEST_UNMEASURED_S else summary.timer_s


def play(file_activity: FileActivity, setup: SessionSetup) -> LiveSession:
    """The finished session that the file's records amount to."""
    session = LiveSession(setup, alerts=False)
    marks = sorted(_marks(file_activity), reverse=True)
    for sample in file_activity.samples:
        while marks and marks[-1] < (sample.elapsed_s, _Order.SAMPLE):
            _apply(session, *marks.pop())
        session.accept(sample)
    while marks:
        _apply(session, *marks.pop())
    session.finish(file_activity.elapsed_s)
    return session


class _Order(IntEnum):
    """What comes first at the same instant: a reading on a pause's edge belongs to the running side."""

    RESUME = 0
    SAMPLE = 1
    LAP = 2
    PAUSE = 3


def _marks(file_activity: FileActivity) -> Iterator[tuple[float, _Order]]:
    for pause in file_activity.pauses:
        yield pause.start_s, _Order.PAUSE
        yield pause.end_s, _Order.RESUME
    for lap in file_activity.laps[1:]:  # the first begins with the session
        yield lap.start_s, _Order.LAP


def _apply(session: LiveSession, elapsed_s: float, order: _Order) -> None:
    if order is _Order.PAUSE:
        session.pause(elapsed_s)
    elif order is _Order.RESUME:
        session.resume(elapsed_s)
    else:
        session.lap(elapsed_s)


def _warnings(
    file_activity: FileActivity,
    summary: ActivitySummary,
    constants: HeartRateConstants,
    beats: Variability,
) -> Iterator[str]:
    yield from file_activity.warnings
    if not file_activity.has_local_offset:
        yield "time_zone_unknown"
    if summary.max_bpm is None:
        yield "no_heart_rate"
    elif summary.coverage is not None and summary.coverage < FULL_COVERAGE:
        yield "low_coverage"
    if summary.max_bpm is not None and summary.max_bpm > constants.max_bpm:
        yield "above_max_bpm"
    if beats.is_doubtful:
        yield "beat_artefacts"
    for name in sorted(constants.estimated):
        yield f"{name}_estimated"
    if constants.sex is Sex.UNSPECIFIED:
        yield "sex_unspecified"

"""A synthetic athlete's ten years: 5,000 activities of six kinds, with seasons, holidays and a lay-off."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from app.domain.activity import Activity
from app.domain.activity_types import BUILT_IN_ACTIVITY_TYPES, ActivityType, find_activity_type
from app.domain.analysis import activity_of_file
from app.domain.file_activity import FileActivity, FileLap
from app.domain.heart_model import HeartTraits, Stage, simulated_heart
from app.domain.profile import AthleteProfile
from app.domain.samples import HeartRateSample
from app.domain.session_setups import session_setup
from app.domain.setup import SessionSetup
from app.formats.fit_write import encode_activity
from app.storage.folders import Folders
from app.storage.import_statements import ImportedActivity, Original, Provenance
from app.storage.recorder import SqliteRecorder
from app.storage.timeline import system_clocks

ACTIVITIES = 5000
YEARS = 10
ATHLETE = AthleteProfile(name="Ada", age=38, resting_bpm=50, max_bpm=190, threshold_bpm=169)
HOME_ZONE = ZoneInfo("Europe/Berlin")
SEED = 7
QUEUED_AT_ONCE = 200  # activities handed to the writer before it is waited for
LAY_OFF = (1700, 1790)  # days since the first without training: a broken ankle
HOURS = (6, 12, 18)  # further apart than the longest activity
SOURCES = ("COROS PACE 3 A1B2C3", "Polar H10 8C4CA7", "Wahoo TICKR 12AB")
KINDS: dict[str, tuple[float, tuple[int, ...]]] = {  # weight, minutes
    "outdoor_run": (0.42, (30, 42, 50, 65, 110)),
    "indoor_cycling": (0.22, (30, 45, 60, 75)),
    "outdoor_ride": (0.13, (60, 95, 150)),
    "strength": (0.11, (35, 45)),
    "rowing": (0.07, (25, 40)),
    "elliptical": (0.05, (35,)),
}
EASY = (Stage(300.0, 0.30, 0.58), Stage(3600.0, 0.58, 0.62))
STEADY = (Stage(480.0, 0.30, 0.66), Stage(1800.0, 0.70, 0.74), Stage(600.0, 0.62, 0.55))
INTERVALS = (
    Stage(600.0, 0.30, 0.62),
    *(Stage(180.0, 0.90, 0.92), Stage(120.0, 0.50, 0.48)) * 5,
    Stage(600.0, 0.55, 0.45),
)


@dataclass(frozen=True, slots=True)
class Template:
    """One real-looking activity with its setup and its FIT file; many days bear copies of it."""

    activity: Activity
    setup: SessionSetup
    original: Original


def templates(random: Random, kinds: Sequence[str] = tuple(KINDS)) -> dict[str, list[Template]]:
    """For each kind an easy, a steady and an interval session of each length."""
    return {
        kind: [
            template(random, find_activity_type(BUILT_IN_ACTIVITY_TYPES, kind), minutes, workout)
            for minutes in KINDS[kind][1]
            for workout in (EASY, STEADY, INTERVALS)
        ]
        for kind in kinds
    }


def template(
    random: Random, activity_type: ActivityType, minutes: int, workout: tuple[Stage, ...]
) -> Template:
    """A simulated heart doing this workout for so long, with a lap every quarter of an hour."""
    setup = session_setup(ATHLETE, activity_type)
    traits = HeartTraits(resting_bpm=setup.constants.resting_bpm, max_bpm=setup.constants.max_bpm)
    seconds = minutes * 60 + random.randrange(240)
    hearts = islice(simulated_heart(random, traits, workout), seconds)
    samples = tuple(
        HeartRateSample(second + 0.5, float(heart.bpm), "strap")
        for second, heart in enumerate(hearts)
        if not _is_lost(second, minutes)
    )
    laps = tuple(FileLap(begin, min(begin + 900.0, seconds)) for begin in range(0, seconds, 900))
    found = FileActivity(
        sport=None,
        sub_sport=None,
        fit_sport=activity_type.fit_sport,
        fit_sub_sport=activity_type.fit_sub_sport,
        started_at=datetime(2020, 5, 4, 18, 0, tzinfo=HOME_ZONE),
        has_local_offset=True,
        elapsed_s=float(seconds),
        reported_timer_s=None,
        samples=samples,
        pauses=(),
        laps=laps,
        sensor=random.choice(SOURCES),
    )
    activity = activity_of_file(found, setup, str(uuid.UUID(int=random.getrandbits(128), version=4)))
    return Template(activity, setup, Original.of(f"{activity_type.key}.fit", encode_activity(activity)))


def _is_lost(second: int, minutes: int) -> bool:
    """A minute without contact in the shorter sessions: what coverage is for."""
    return minutes < 45 and 700 <= second < 760


def activities(
    count: int, last_day: date, random: Random, zone: tzinfo = HOME_ZONE, kinds: Sequence[str] = tuple(KINDS)
) -> Iterator[tuple[Activity, Template]]:
    """So many activities over ten years, oldest first."""
    known = templates(random, kinds)
    weights = [KINDS[kind][0] for kind in kinds]
    for started_at in _starts(count, last_day, random, zone):
        kind = random.choices(kinds, weights)[0]
        chosen = random.choice(known[kind])
        identity = str(uuid.UUID(int=random.getrandbits(128), version=4))
        yield replace(chosen.activity, identity=identity, started_at=started_at), chosen


def _starts(count: int, last_day: date, random: Random, zone: tzinfo) -> list[datetime]:
    """Spread by season: more in summer, nothing during the lay-off, at most three a day, never at once."""
    first = last_day - timedelta(days=round(365.25 * YEARS))
    days = [first + timedelta(days=offset) for offset in range((last_day - first).days + 1)]
    weights = [_season(offset, day) for offset, day in enumerate(days)]
    free = {day: random.sample(HOURS, len(HOURS)) for day in days}
    starts: list[datetime] = []
    while len(starts) < count:
        (day,) = random.choices(days, weights)
        if free[day]:
            starts.append(datetime.combine(day, time(free[day].pop(), random.randrange(60)), zone))
    return sorted(starts)


def _season(offset: int, day: date) -> float:
    if LAY_OFF[0] <= offset < LAY_OFF[1]:
        return 0.0
    summer = 1.0 - abs(day.month - 6.5) / 9.0
    return summer * (1.4 if day.weekday() >= 5 else 1.0) * (0.6 if day.weekday() == 0 else 1.0)


def make_store(home: Path, count: int = ACTIVITIES, last_day: date | None = None) -> Folders:
    """A home whose history holds so many activities up to `last_day` (today)."""
    folders = Folders.locate(home)
    recorder = SqliteRecorder.open(folders, system_clocks(), command="benchmarks")
    random = Random(SEED)
    try:
        ends = last_day or datetime.now(HOME_ZONE).date()
        for place, (activity, chosen) in enumerate(activities(count, ends, random)):
            provenance = Provenance(chosen.original, 0, "COROS PACE 3")
            recorder.import_activities((ImportedActivity(activity, chosen.setup.to_json(), provenance),))
            if place % QUEUED_AT_ONCE == 0:
                recorder.settle()
    finally:
        recorder.close()
    return folders

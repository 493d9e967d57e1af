"""`analyse`: files read, played through the live session, printed."""

import argparse
from pathlib import Path

from app.cli.analyse import print_analysis
from app.cli.failure import CannotError
from app.cli.output import note
from app.cli.sentences import no_zones
from app.domain.analysis import analyse
from app.domain.athlete import (
    ASSUMED_MAX_BPM,
    HeartRateConstants,
    Sex,
    estimated_max_bpm,
    estimated_threshold_bpm,
)
from app.domain.file_activity import FileActivity
from app.domain.profile import AthleteProfile
from app.domain.session_setups import GivenConstants, ZonesError, with_given, zones
from app.domain.zones import ZoneModel, ZoneModelName
from app.formats.errors import FormatError
from app.formats.read import decode_file
from app.storage.foreign_file import read_foreign, written_at
from app.wiring.house import House

ASSUMED_RESTING_BPM = 60  # of whoever recorded a file of which nothing else is known

DONE, COULD_NOT = 0, 1


def analyse_files(house: House, arguments: argparse.Namespace) -> int:
    """Prints the numbers of each file; status 1 if one of them could not be read."""
    constants = file_constants(arguments)
    model = _zone_model(arguments.zone_model or ZoneModelName.THRESHOLD6, constants, house)
    status = DONE
    for file in arguments.files:
        try:
            activities = read_activities(file, tolerant=arguments.tolerant)
        except (OSError, FormatError) as error:
            note(f"{file.name} cannot be analysed: {reason_of(error)}.")
            status = COULD_NOT
            continue
        _print(file.absolute(), activities, constants, model, as_json=arguments.json)
    return status


def _zone_model(name: ZoneModelName, constants: HeartRateConstants, house: House) -> ZoneModel:
    """The named model; own bounds are the athlete's. CannotError where there are none."""
    profile = house.profile() if name is ZoneModelName.OWN else AthleteProfile()
    try:
        return zones(name, constants, profile)
    except ZonesError as error:
        raise CannotError(no_zones(error.name.value)) from error


def file_constants(arguments: argparse.Namespace) -> HeartRateConstants:
    """The given constants, the rest assumed and named in `estimated`. ConstantsError."""
    given = GivenConstants(
        resting_bpm=arguments.resting,
        max_bpm=arguments.max,
        threshold_bpm=arguments.threshold,
        sex=arguments.sex,
        age=arguments.age,
        weight_kg=arguments.weight_kg,
    )
    highest = ASSUMED_MAX_BPM if arguments.age is None else estimated_max_bpm(arguments.age)
    assumed = HeartRateConstants(
        resting_bpm=ASSUMED_RESTING_BPM,
        max_bpm=highest,
        threshold_bpm=estimated_threshold_bpm(ASSUMED_RESTING_BPM, highest, None),
        sex=Sex.UNSPECIFIED,
        estimated=frozenset({"resting_bpm", "max_bpm", "threshold_bpm"}),
    )
    return with_given(assumed, given, AthleteProfile())


def read_activities(file: Path, *, tolerant: bool) -> list[FileActivity]:
    """The activities of a file. OSError, FormatError."""
    return decode_file(read_foreign(file), written_at(file), tolerant=tolerant)


def reason_of(error: OSError | FormatError) -> str:
    """Why a file could not be read, without a full stop."""
    if isinstance(error, OSError):
        return in_a_sentence(error.strerror or str(error))
    return str(error)


def in_a_sentence(words: str) -> str:
    """The system's words as a part of a sentence of our own: «No such file» → «no such file»."""
    return words[:1].lower() + words[1:]


def _print(
    file: Path,
    activities: list[FileActivity],
    constants: HeartRateConstants,
    model: ZoneModel,
    *,
    as_json: bool,
) -> None:
    for activity in activities:
        print_analysis(file, analyse(activity, constants, model), as_json=as_json)

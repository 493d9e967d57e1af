"""The command line of `sidebeat`, as interfaces promise it."""

import argparse
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

from app import __version__
from app.domain.athlete import Sex
from app.domain.zones import ZoneModelName

SLOWEST = 0.1  # slower, and a wait of hours becomes longer than the system's clocks can hold

MOST_DAYS = 40_000  # a hundred years; the calendar itself ends at some

YEARS = range(1970, 2200)  # what every system's calendar can tell, in every time zone

_SESSION_TIME = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})")

_Word = TypeVar("_Word", bound=StrEnum)

LARGEST_ID = 2**63 - 1  # what a database's number can hold


class _UnsureError(Exception):
    """Somebody who knows all commands has to look at it."""


class _HastyParser(argparse.ArgumentParser):
    """Knows only the command that is named: each that it knows takes a start half a millisecond."""

    def error(self, message: str) -> NoReturn:
        """Leaves the sentence, which names all commands, to a parser that knows them."""
        raise _UnsureError(message)


def parse(argv: list[str]) -> argparse.Namespace:
    """The arguments; SystemExit(2) with a usage line when they are wrong."""
    named = [name for name in _COMMANDS if name in argv]
    if not {"-h", "--help"}.intersection(argv):
        with suppress(_UnsureError):
            return _parse(argv, named, _HastyParser)
    return _parse(argv, _COMMANDS, argparse.ArgumentParser)


def _parse(argv: list[str], names: Iterable[str], kind: type[argparse.ArgumentParser]) -> argparse.Namespace:
    common = _common()
    parser = kind(
        prog="sidebeat",
        description="Heart rate live beside your training, Training Load, a recording never lost.",
        epilog="Without a command the window opens.",
        parents=[common],
    )
    parser.add_argument("--version", action="version", version=f"sidebeat {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name in names:
        does, options = _COMMANDS[name]
        options(commands.add_parser(name, help=does, description=does, parents=[common]))
    arguments = parser.parse_args(argv)
    for name, default in (("home", None), ("demo", False), ("athlete", None)):
        if not hasattr(arguments, name):
            setattr(arguments, name, default)
    if arguments.command == "record" and arguments.speed != 1.0 and not arguments.demo:
        parser.error("--speed goes with --demo only: a real heart cannot be hurried")
    if arguments.command == "record" and arguments.resume and arguments.duration is not None:
        parser.error("--duration goes with a new session: one that goes on ends when you stop it")
    return arguments


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--home", type=_path, metavar="DIR", help="keep everything in this folder")
    common.add_argument("--demo", action="store_true", help="a simulated strap, and a store of its own")
    common.add_argument(
        "--athlete",
        type=_text,
        metavar="NAME",
        help="whose constants and history; to record, a new name is a new athlete",
    )
    return common


def _scan(scan: argparse.ArgumentParser) -> None:
    scan.add_argument("--seconds", type=_positive, default=8.0, metavar="S", help="how long to look (8)")
    scan.add_argument("--all", action="store_true", help="also what does not advertise heart rate")
    _json(scan)


def _record(record: argparse.ArgumentParser) -> None:
    record.add_argument(
        "--sensor", type=_text, metavar="NAME-OR-ADDRESS", help="an address, or part of a name"
    )
    record.add_argument("--speed", type=_speed, default=1.0, metavar="X", help="with --demo: times faster")
    record.add_argument("--duration", type=_positive, metavar="S", help="stop after so many session seconds")
    record.add_argument("--resume", action="store_true", help="go on with the session interrupted last")
    record.add_argument("--activity", type=_text, metavar="NAME", help="activity type (indoor cycling)")
    target = record.add_mutually_exclusive_group()
    target.add_argument("--target-load", type=_positive, metavar="N", help="Training Load to reach")
    target.add_argument("--like", type=_text, metavar="ID", help="as much as this activity, or «easy-run»")
    record.add_argument("--target-zone", type=_zone_number, metavar="Z", help="zone to stay in")
    _constants(record)
    _json(record)


def _activities(activities: argparse.ArgumentParser) -> None:
    activities.add_argument("--bin", action="store_true", help="those deleted in the last 30 days")
    activities.add_argument("--since", type=_date, metavar="DATE", help="from this day on (2026-11-22)")
    _json(activities)


def _show(show: argparse.ArgumentParser) -> None:
    _one_activity(show)
    show.add_argument("--samples", action="store_true", help="every accepted reading as well")
    _json(show)


def _one_activity(command: argparse.ArgumentParser) -> None:
    command.add_argument("activity_id", type=_activity_id, metavar="ID")


def _export(export: argparse.ArgumentParser) -> None:
    _one_activity(export)
    export.add_argument("--format", choices=("fit", "tcx", "csv", "raw"), default="fit", help="fit")
    export.add_argument("--output", type=_named, metavar="PATH", help="a file or folder; - is the terminal")


def _import(importing: argparse.ArgumentParser) -> None:
    importing.add_argument(
        "paths", type=_path, nargs="+", metavar="PATH", help="files, folders, ZIP archives"
    )
    importing.add_argument("--tolerant", action="store_true", help="read what can be read of damaged files")
    _json(importing)


def _twins(twins: argparse.ArgumentParser) -> None:
    word = twins.add_mutually_exclusive_group()
    word.add_argument(
        "--same", type=_activity_id, metavar="ID", help="this pair is one activity: it counts once"
    )
    word.add_argument("--different", type=_activity_id, metavar="ID", help="this pair is two: each counts")
    _json(twins)


def _log(log: argparse.ArgumentParser) -> None:
    log.add_argument("activity", type=_text, metavar="ACTIVITY", help="activity type: strength, yoga, …")
    log.add_argument("--minutes", type=_positive, required=True, metavar="N", help="how long")
    log.add_argument("--rpe", type=_rpe, required=True, metavar="N", help="how hard it felt, 1 to 10")
    log.add_argument("--started", type=_time, metavar="TIME", help="2026-11-22T18:00 (now)")


def _analyse(analyse: argparse.ArgumentParser) -> None:
    analyse.add_argument("files", type=_path, nargs="+", metavar="FILE")
    _constants(analyse)
    analyse.add_argument("--age", type=_age, metavar="N", help="years")
    analyse.add_argument("--weight-kg", type=_positive, metavar="N", help="body weight")
    analyse.add_argument(
        "--zone-model", type=_one_of(ZoneModelName), choices=list(ZoneModelName), help="threshold6"
    )
    analyse.add_argument("--tolerant", action="store_true", help="read what can be read of damaged files")
    _json(analyse)


def _cut(cut: argparse.ArgumentParser) -> None:
    cut.add_argument("activity_id", type=_activity_id, metavar="ID")
    what = cut.add_mutually_exclusive_group()
    what.add_argument(
        "--out", type=_session_time, nargs=2, metavar=("FROM", "TO"), help="this stretch: 12:30 14:05"
    )
    what.add_argument("--put-back", type=_session_time, metavar="TIME", help="what is cut out at this time")
    _json(cut)


def _load(load: argparse.ArgumentParser) -> None:
    load.add_argument("--days", type=_days, metavar="N", help="the last N days (42)")
    load.add_argument(
        "--report", type=_named, metavar="PATH", help="one page of HTML for a coach, to a file or folder"
    )
    load.add_argument(
        "--why", type=_date, nargs=2, metavar=("FROM", "TO"), help="why Base Fitness moved between two days"
    )
    _json(load)


def _replay(replay: argparse.ArgumentParser) -> None:
    replay.add_argument("recording", metavar="ID-OR-RAW-FILE")
    replay.add_argument("--speed", type=_speed, default=1.0, metavar="X", help="times faster")
    replay.add_argument("--window", action="store_true", help="in the window instead of the terminal")
    _json(replay)


def _doctor(doctor: argparse.ArgumentParser) -> None:
    instead = doctor.add_mutually_exclusive_group()
    instead.add_argument("--repair", action="store_true", help="save what a damaged database still holds")
    instead.add_argument("--backups", action="store_true", help="list the copies of the database")
    instead.add_argument("--restore", type=_path, metavar="PATH", help="put a copy in the database's place")
    _json(doctor)


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "scan": ("list the sensors in range, strongest first", _scan),
    "record": ("record a session here in the terminal", _record),
    "activities": ("list the recorded activities, newest first", _activities),
    "show": ("show one activity", _show),
    "delete": ("put one activity into the bin, for 30 days", _one_activity),
    "restore": ("take one activity out of the bin", _one_activity),
    "export": ("write one activity to a file", _export),
    "import": ("bring in activity files: FIT, TCX, GPX, CSV, Polar HRM, RR intervals", _import),
    "twins": ("the pairs that may be one activity recorded twice, and your word on them", _twins),
    "log": ("keep a session that nobody measured", _log),
    "analyse": ("the numbers of activity files; nothing is stored", _analyse),
    "cut": ("take a stretch with wrong heart rates out of an activity, or put it back", _cut),
    "load": ("what all activities add up to, day by day", _load),
    "replay": ("play a recording through the live view", _replay),
    "doctor": ("what works here, what does not, and what to do about it", _doctor),
}


def _constants(parser: argparse.ArgumentParser) -> None:
    for name in ("resting", "max", "threshold"):
        parser.add_argument(f"--{name}", type=_bpm, metavar="N", help=f"{name} heart rate, bpm")
    parser.add_argument("--sex", type=_one_of(Sex), choices=list(Sex), help="for Banister's weighting")


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="JSON Lines for programs")


def _one_of(words: type[_Word]) -> Callable[[str], _Word]:
    """Reads one of the words; what is said of another names them all."""

    def read(text: str) -> _Word:
        try:
            return words(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"{text} is none of {', '.join(words)}") from error

    return read


def _named(text: str) -> str:
    """A file's or folder's name: an empty one, as an unset variable gives, is no name for this folder."""
    if not text:
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def _text(text: str) -> str:
    """What can be kept as text: not blanks, nor bytes that the terminal's encoding does not know."""
    try:
        _named(text.strip()).encode("utf-8")
    except UnicodeEncodeError as error:
        raise argparse.ArgumentTypeError("the name is no text in this terminal's encoding") from error
    return text


def _path(text: str) -> Path:
    return Path(_named(text))


def _positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not a number above 0")
    return number


def _speed(text: str) -> float:
    speed = _positive(text)
    if speed < SLOWEST:
        raise argparse.ArgumentTypeError(f"{text} is slower than anybody can wait for ({SLOWEST:g} at least)")
    return speed


def _positive_integer(text: str) -> int:
    number = _whole(text)
    if number <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number above 0")
    return number


def _days(text: str) -> int:
    number = _positive_integer(text)
    if number > MOST_DAYS:
        raise argparse.ArgumentTypeError(f"{text} days are more than a life ({MOST_DAYS} at most)")
    return number


def _activity_id(text: str) -> int:
    number = _whole(text)
    if abs(number) > LARGEST_ID:
        raise argparse.ArgumentTypeError(f"{text} is no activity's number")
    return number


def _between(lowest: int, highest: int, why_not: str) -> Callable[[str], int]:
    """Reads a whole number; `why_not` is what is said of one outside."""

    def read(text: str) -> int:
        number = _whole(text)
        if not lowest <= number <= highest:
            raise argparse.ArgumentTypeError(f"{text} {why_not}")
        return number

    return read


_bpm = _between(20, 250, "is no heart rate (20 to 250 bpm)")
_zone_number = _between(1, 7, "is no zone (1 to 7)")
_age = _between(5, 110, "is no age (5 to 110 years)")
_rpe = _between(1, 10, "is not between 1 and 10")


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number") from error


def _session_time(text: str) -> float:
    found = _SESSION_TIME.fullmatch(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text} is not a time, as 12:30 or 1:02:30 is")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600.0 + minutes * 60.0 + seconds


def _date(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is not a day, as 2026-11-22 is") from error
    _check_year(text, day)
    return day


def _time(text: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is not a time, as 2026-11-22T18:00 is") from error
    _check_year(text, time)
    return time


def _check_year(text: str, day: date) -> None:
    if day.year not in YEARS:
        raise argparse.ArgumentTypeError(f"{text} lies outside of {YEARS[0]} to {YEARS[-1]}")

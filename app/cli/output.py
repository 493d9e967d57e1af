"""How the terminal is written to: JSON Lines, flushed line by line, and aligned tables."""

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path

from app.cli.failure import CannotError


def speak_utf_8() -> None:
    """For programs, which expect it; a terminal keeps its letters, and shows «?» for those it lacks.

    Where there is no output at all (closed, or a program without a console), nobody listens.
    """
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for the whole run
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as above
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def json_line(values: Mapping[str, object]) -> None:
    """Writes one JSON object on one line and flushes it."""
    line(json.dumps(values, ensure_ascii=False, default=_plain, allow_nan=False))


def line(text: str = "") -> None:
    """Writes one line and flushes it. As `write`."""
    write(text + "\n")


def write(text: str) -> None:
    """Writes at once. BrokenPipeError; CannotError where the output takes no more."""
    with _translated():
        sys.stdout.write(text)
        sys.stdout.flush()


def write_octets(octets: bytes) -> None:
    """Writes a file's bytes as they are. As `write`."""
    with _translated():
        sys.stdout.buffer.write(octets)
        sys.stdout.buffer.flush()


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        give_up_output()
        raise CannotError(f"The output cannot be written: {error.strerror or error}.") from error


def note(text: str) -> None:
    """A line beside the output proper, on standard error."""
    with contextlib.suppress(OSError):  # nobody can be told that nobody can be told
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


def give_up_output() -> None:
    """What waits to be written must not fail once more when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], write: Callable[[str], None] = line
) -> None:
    """Writes rows under headings, columns padded to their widest cell; numbers stand to the right."""
    widths = [max(len(row[i]) for row in (headings, *rows)) for i in range(len(headings))]
    right = [all(_is_number(row[i]) for row in rows) and bool(rows) for i in range(len(headings))]
    for row in (headings, *rows):
        cells = (
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(row, widths, right, strict=True)
        )
        write("  ".join(cells).rstrip())


def clock_time(seconds: float) -> str:
    """1:02:03, or 02:03 below an hour; whole seconds, rounded down."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute:02}:{second:02}"


def _is_number(cell: str) -> bool:
    return (
        cell in {"–", "––"} or cell.lstrip("≈ ").replace(":", "").replace(".", "").replace(" %", "").isdigit()
    )


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form here")

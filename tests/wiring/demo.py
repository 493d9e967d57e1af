"""Demo sessions, recorded as fast as the machine can."""

from pathlib import Path

from tests.wiring.terminal import Done, sidebeat

FAST = "100000"  # the machine's own limit comes first


def record_demo(home: Path, *options: str, duration_s: float, as_json: bool = True) -> Done:
    """`sidebeat record --demo` of so many seconds; status 0."""
    words = [
        "--home",
        str(home),
        "record",
        "--demo",
        "--speed",
        FAST,
        "--duration",
        str(duration_s),
        *options,
    ]
    done = sidebeat(*words, *(["--json"] if as_json else []))
    assert done.status == 0, done.err
    return done

"""Runs a fuzz target for long: `python -m tests.fuzz.campaign TARGET --inputs N [--seed S] [--limit S]`.

With `--coverage-guided` the inputs are atheris' own (installed by hand; it is no dependency). Prints how many
inputs were tried in what time; the first failure ends it, with the input that made it.
"""

import argparse
import gc
import importlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import FunctionType

from tests.fuzz.targets import TARGETS, FuzzTarget

STEP = 1000  # inputs between two looks at the clock


def run(target: FuzzTarget, inputs: int, seed: int, limit_s: float = float("inf")) -> int:
    """Feeds so many mutated inputs, fewer if time is up; how many. What is raised carries its input."""
    *_, tried = counts(target, inputs, seed, limit_s)
    return tried


def counts(target: FuzzTarget, inputs: int, seed: int, limit_s: float = float("inf")) -> Iterator[int]:
    """The same, told step by step: how many inputs have been fed so far."""
    random = Random(seed)
    seeds = target.seeds()
    began_s = time.monotonic()
    tried = 0
    yield tried
    while tried < inputs and time.monotonic() - began_s <= limit_s:
        step = min(STEP, inputs - tried)
        for _ in range(step):
            _feed(target, target.mutate(random, seeds))
        tried += step
        yield tried


def _feed(target: FuzzTarget, octets: bytes) -> None:
    try:
        target.feed(octets)
    except Exception as error:
        error.add_note(f"input: {octets.hex()}")
        raise


def run_coverage_guided(target: FuzzTarget, inputs: int, limit_s: float) -> None:
    """The same under atheris, which looks for inputs that reach new code; it ends the process."""
    atheris = importlib.import_module("atheris")
    with TemporaryDirectory() as corpus:
        for number, octets in enumerate(target.seeds()):
            Path(corpus, str(number)).write_bytes(octets)
        limits = [f"-runs={inputs}", *([f"-max_total_time={limit_s:.0f}"] if limit_s < float("inf") else [])]
        for function in _own_functions():
            atheris.instrument_func(function)
        atheris.Setup([sys.argv[0], *limits, corpus], target.feed)
        atheris.Fuzz()


def _own_functions() -> list[FunctionType]:
    """What is looked at for new code; all of Python's would take minutes to prepare."""
    functions = [each for each in gc.get_objects() if isinstance(each, FunctionType)]
    return [each for each in functions if (each.__module__ or "").startswith(("app.", "ble."))]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.campaign")
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=float("inf"), metavar="S")
    parser.add_argument("--coverage-guided", action="store_true")
    arguments = parser.parse_args()
    target = TARGETS[arguments.target]
    if arguments.coverage_guided:
        run_coverage_guided(target, arguments.inputs, arguments.limit)
    began = time.perf_counter()
    tried = run(target, arguments.inputs, arguments.seed, arguments.limit)
    seconds = time.perf_counter() - began
    sys.stdout.write(f"{arguments.target}: {tried} inputs in {seconds:.1f} s, nothing found\n")


if __name__ == "__main__":
    main()

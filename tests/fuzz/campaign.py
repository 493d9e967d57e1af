"""Runs a fuzz target for long: `python -m tests.fuzz.campaign TARGET --inputs N [--seed S]`.

With `--coverage-guided` the inputs are atheris' own (installed by hand; it is no dependency). Prints how many
inputs were tried in what time; the first failure ends it, with the input that made it.
"""

import argparse
import importlib
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.fuzz.format_targets import fit_seeds, fit_target, raw_lines_seeds, raw_lines_target
from tests.fuzz.mutation import mutated


@dataclass(frozen=True, slots=True)
class FuzzTarget:
    """A function that takes any bytes, and good inputs to begin with."""

    feed: Callable[[bytes], None]
    seeds: Callable[[], tuple[bytes, ...]]


TARGETS = {
    "fit": FuzzTarget(fit_target, fit_seeds),
    "raw_lines": FuzzTarget(raw_lines_target, raw_lines_seeds),
}


def run(target: FuzzTarget, inputs: int, seed: int) -> None:
    """Feeds so many mutated inputs. What the target raises carries the input as a note."""
    random = Random(seed)
    seeds = target.seeds()
    for _ in range(inputs):
        octets = mutated(random, seeds)
        try:
            target.feed(octets)
        except BaseException as error:
            error.add_note(f"input: {octets.hex()}")
            raise


def run_coverage_guided(target: FuzzTarget, inputs: int) -> None:
    """The same under atheris, which looks for inputs that reach new code; it ends the process."""
    atheris = importlib.import_module("atheris")
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], f"-runs={inputs}"], target.feed)
    atheris.Fuzz()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.campaign")
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--coverage-guided", action="store_true")
    arguments = parser.parse_args()
    target = TARGETS[arguments.target]
    if arguments.coverage_guided:
        run_coverage_guided(target, arguments.inputs)
    began = time.perf_counter()
    run(target, arguments.inputs, arguments.seed)
    seconds = time.perf_counter() - began
    sys.stdout.write(f"{arguments.target}: {arguments.inputs} inputs in {seconds:.1f} s, nothing found\n")


if __name__ == "__main__":
    main()

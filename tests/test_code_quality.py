"""The linter, the formatter and the type checker, as tests."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run_tool(*command: str) -> None:
    """Runs a module in the project's root; fails with what it said."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"


def test_the_linter_has_no_complaint() -> None:
    run_tool("ruff", "check", "--quiet", "--output-format=concise", ".")


def test_the_code_is_formatted() -> None:
    run_tool("ruff", "format", "--check", "--quiet", ".")


@pytest.mark.timeout(500)  # a cold cache on a busy machine with two cores
def test_every_type_is_known_and_right() -> None:
    run_tool("mypy", "--strict", "--no-error-summary", "app", "ble", "tests", "benchmarks", "run.py")

"""Homes with something in them."""

import shutil
from pathlib import Path

import pytest

from tests.wiring.demo import record_demo
from tests.wiring.terminal import Done


@pytest.fixture(scope="session")
def _recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    home = tmp_path_factory.mktemp("recorded")
    return home, record_demo(home, duration_s=600)


@pytest.fixture
def recording(_recorded: tuple[Path, Done]) -> Done:
    """What `record --json` said of ten minutes of the demo."""
    return _recorded[1]


@pytest.fixture
def demo_home(_recorded: tuple[Path, Done], tmp_path: Path) -> Path:
    """A home of one's own with those ten minutes in it."""
    home = tmp_path / "demo home"
    shutil.copytree(_recorded[0], home)
    return home

"""Who may import whom, as the docstring of app/__init__.py draws it; read from the source by ast."""

import ast
import sys
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST_FILE_LINES = 400  # about 300 is meant; beyond this a file holds two things

# What a part of the house may import of the house. The longest name that fits a module speaks for it.
ALLOWED = {
    "ble": {"ble"},
    "app": set(),
    "app.domain": {"app.domain"},
    "app.engine": {"app.engine", "app.domain"},
    "app.sources": {"app.sources", "app.domain", "ble"},
    "app.storage": {"app.storage", "app.domain"},
    "app.formats": {"app.formats", "app.domain"},
    "app.ui": {"app.ui", "app.engine", "app.domain"},
    "app.cli": {"app.cli", "app.engine", "app.domain"},
    "app.wiring": {"app", "ble"},
    "app.__main__": {"app.wiring", "app.cli"},
}
ASKS_FOR_THE_VERSION = {"app.storage", "app.formats", "app.ui", "app.cli"}  # `from app import __version__`

# Foreign packages that have one home, and the parts that do without any (domain may calculate with NumPy).
HOMES = {
    "PySide6": "app.ui",
    "shiboken6": "app.ui",
    "pyqtgraph": "app.ui",
    "sqlite3": "app.storage",
    "bleak": "ble.bleak_transport",
    "dbus_fast": "ble.bleak_transport",
}
FOREIGN_ALLOWED = {"ble": {"bleak", "dbus_fast"}, "app.domain": {"numpy"}, "app.engine": set[str]()}

# Clock, disk, threads and the machine: what app.domain must not know.
IMPURE = {
    *(
        "asyncio",
        "io",
        "logging",
        "os",
        "pathlib",
        "platform",
        "queue",
        "random",
        "secrets",
        "shutil",
        "signal",
    ),
    *("socket", "sqlite3", "subprocess", "sys", "tempfile", "threading", "time", "uuid"),
}
IMPURE_CALLS = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today")


def dotted_name(file: Path, root: Path) -> str:
    """app/ui/__init__.py → app.ui."""
    return ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def read_house(root: Path) -> dict[str, ast.Module]:
    """Every module of app and ble by its dotted name."""
    files = sorted([*root.glob("app/**/*.py"), *root.glob("ble/**/*.py")])
    return {dotted_name(file, root): ast.parse(file.read_text(encoding="utf-8"), str(file)) for file in files}


def imports(tree: ast.Module, modules: Iterable[str]) -> Iterator[str]:
    """What a module names, inside functions and under TYPE_CHECKING too; relative names begin with a dot."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = "." * node.level + (node.module or "")
            members = {f"{source}.{alias.name}" for alias in node.names}
            yield from members & set(modules)
            if members - set(modules):
                yield source
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from (str(word.value) for word in node.args if isinstance(word, ast.Constant))


def within(name: str, part: str) -> bool:
    return name == part or name.startswith(part + ".")


def part_of(name: str, parts: Iterable[str]) -> str | None:
    """The longest of the parts that this module belongs to."""
    return max((part for part in parts if within(name, part)), key=len, default=None)


def may_import(module: str, imported: str) -> bool:
    part = part_of(module, ALLOWED)
    if part is None or imported.startswith("."):
        return False
    top = imported.partition(".")[0]
    if top in ("app", "ble"):
        if imported == "app":
            return part in ASKS_FOR_THE_VERSION or part == "app.wiring"
        return any(within(imported, allowed) for allowed in ALLOWED[part])
    if top in HOMES and not within(module, HOMES[top]):
        return False
    foreign = part_of(module, FOREIGN_ALLOWED)
    return foreign is None or top in sys.stdlib_module_names or top in FOREIGN_ALLOWED[foreign]


def import_breaches(house: dict[str, ast.Module]) -> list[str]:
    return [
        f"{module} imports {imported}"
        for module, tree in house.items()
        for imported in imports(tree, house)
        if not may_import(module, imported)
    ]


def impurities(house: dict[str, ast.Module]) -> list[str]:
    """Where the domain asks a clock, a disk or dice of its own; time and a random.Random are passed in."""
    found = []
    for module in (name for name in house if within(name, "app.domain")):
        for node in ast.walk(house[module]):
            words = ast.unparse(node) if isinstance(node, ast.Import | ast.ImportFrom | ast.Call) else ""
            names = words.split()[1:2] if isinstance(node, ast.Import | ast.ImportFrom) else []
            impure = {
                name.partition(".")[0] for name in names
            } & IMPURE and words != "from random import Random"
            if impure or words.partition("(")[0].endswith(IMPURE_CALLS):
                found.append(f"{module}: {words}")
    return found


def cycle(house: dict[str, ast.Module]) -> list[str]:
    """One circle of modules that import each other, empty when there is none."""
    graph = {module: set(imports(tree, house)) & set(house) for module, tree in house.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        return circle
    return []


def test_nobody_imports_across_the_house_against_the_table() -> None:
    assert import_breaches(read_house(ROOT)) == []


def test_the_domain_knows_no_clock_no_disk_and_no_chance_of_its_own() -> None:
    assert impurities(read_house(ROOT)) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert cycle(read_house(ROOT)) == []


def test_no_file_is_longer_than_one_can_hold_in_the_head() -> None:
    folders = ("app", "ble", "tests", "benchmarks")
    files = [ROOT / "run.py", *(file for folder in folders for file in (ROOT / folder).rglob("*.py"))]
    lengths = {
        str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in files
    }
    assert {file: length for file, length in lengths.items() if length > LONGEST_FILE_LINES} == {}


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("app.domain.zones", "import app.engine.ports"),
        ("app.domain.zones", "import pandas"),
        ("app.engine.engine", "from app.storage import recorder"),
        ("app.engine.engine", "import numpy"),
        ("app.formats.fit", "from app.storage.recorder import Recorder"),
        ("app.cli.record", "def show() -> None:\n    from PySide6.QtCore import QTimer"),
        ("app.cli.record", "import sqlite3"),
        ("app.cli.record", "window = importlib.import_module('app.ui.main_window')"),
        ("app.ui.live.page", "from app import wiring"),
        ("app.ui.live.page", "from .trace import Trace"),
        ("app.ui.live.page", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import ble.uuids"),
        ("app.sources.bluetooth", "import bleak.uuids"),
        ("ble.client", "import bleak"),
        ("ble.client", "from app.domain.samples import HeartRateSample"),
        ("app.stray", "import app.domain.samples"),
    ],
)
def test_a_planted_import_is_found(module: str, source: str) -> None:
    house = {"app.storage.recorder": ast.parse(""), "app.wiring": ast.parse(""), module: ast.parse(source)}
    assert len(import_breaches(house)) == 1


@pytest.mark.parametrize(
    "source",
    ["import time", "from os import path", "from random import gauss", "moment = datetime.now(UTC)"],
)
def test_a_planted_impurity_is_found(source: str) -> None:
    assert len(impurities({"app.domain.load": ast.parse(source)})) == 1


def test_a_planted_circle_is_found_even_where_only_types_are_imported() -> None:
    house = {
        "app.ui.a": ast.parse(
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from app.ui.b import B"
        ),
        "app.ui.b": ast.parse("from app.ui import a"),
    }
    assert set(cycle(house)) == {"app.ui.a", "app.ui.b"}

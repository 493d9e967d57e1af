"""run.py: what it installs, when it leaves things alone, and how it hands over."""

import ast
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import run

ROOT = Path(__file__).parent.parent
APP = """
import signal, sys
print("app", *sys.argv[1:], flush=True)
if "--wait" in sys.argv:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
    print("ready", flush=True)
    signal.pause()
sys.exit(3)
"""


def start(project: Path, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """run.py of a project, as a person starts it, by the Python of this test; uv is kept out of it."""
    command = [sys.executable, str(project / "run.py"), *arguments]
    environment = {
        name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    environment["PATH"] = "/usr/bin:/bin"
    return subprocess.run(
        command, cwd=cwd or project, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of one file that needs nothing, set up by a first start."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "app").mkdir()
    (folder / "app" / "__main__.py").write_text(APP)
    for lock in ("requirements.lock", "requirements-test.lock"):
        (folder / lock).write_text("# nothing\n")
    shutil.copy(ROOT / "run.py", folder)
    first = start(folder, "--demo")
    assert (first.stdout, first.returncode) == ("app --demo\n", 3), first.stderr
    return folder


def stamp_of(project: Path) -> Path:
    return project / ".venv" / "sidebeat.json"


def test_a_second_start_changes_nothing_and_passes_arguments_and_status_on(
    project: Path, tmp_path: Path
) -> None:
    (tmp_path / "app.py").write_text("raise SystemExit('the wrong app')")
    before = stamp_of(project).stat().st_mtime_ns
    second = start(project, "show", "7", "--json", "", cwd=tmp_path)
    assert (second.stdout, second.stderr, second.returncode) == ("app show 7 --json \n", "", 3)
    assert stamp_of(project).stat().st_mtime_ns == before


def test_what_python_may_not_keep_is_compiled_once_all_the_same(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    (project / "app" / "once.py").write_text("NUMBER = 1\n")
    assert start(project).returncode == 3
    compiled = next((project / "app" / "__pycache__").glob("once.*.pyc"))
    before = compiled.stat().st_mtime_ns
    assert start(project).returncode == 3
    assert compiled.stat().st_mtime_ns == before


@pytest.mark.skipif(os.name != "posix", reason="Windows has no signals to pass on")
def test_a_signal_reaches_the_app_itself(project: Path) -> None:
    command = [sys.executable, str(project / "run.py"), "record", "--wait"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "app record --wait\n"
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 7


def test_a_damaged_environment_is_made_anew(project: Path) -> None:
    shutil.rmtree(run_site_packages(project) / "pip")
    repaired = start(project)
    assert repaired.returncode == 3, repaired.stderr
    assert "Making .venv" in repaired.stderr
    assert (run_site_packages(project) / "pip").is_dir()


def run_site_packages(project: Path) -> Path:
    return project / run.site_packages().relative_to(ROOT)


class Workshop:
    """run.py pointed at a folder, its steps written down instead of run."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.commands: list[str] = []
        self.locks = [folder / "requirements.lock"]
        self.locks[0].write_text("# first\n")
        monkeypatch.setattr(run, "VENV", folder / ".venv")
        monkeypatch.setattr(run, "STAMP", folder / ".venv" / "sidebeat.json")
        monkeypatch.setattr(run, "call", self.call)
        self.interrupt = False

    def call(self, command: list[str], **_: str) -> None:
        """Stands for a step of the set-up: making .venv makes its folders, installing adds a package."""
        self.commands.append(" ".join(Path(word).name for word in command[:3]))
        if "venv" in command:
            run.venv_python().parent.mkdir(parents=True, exist_ok=True)
            run.venv_python().touch()
            (run.site_packages() / "pip").mkdir(parents=True)
            return
        if self.interrupt:
            raise KeyboardInterrupt
        (run.site_packages() / "bleak").mkdir(parents=True, exist_ok=True)

    def set_up(self) -> list[str]:
        """The steps that a start takes now."""
        self.commands.clear()
        run.prepare(self.locks, qt=False, dbus=False)
        return self.commands


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(run, "missing_from_linux", lambda **_: [])
    return Workshop(tmp_path, monkeypatch)


def test_nothing_is_done_when_nothing_changed(workshop: Workshop) -> None:
    assert [step.rpartition(" ")[2] for step in workshop.set_up()] == ["venv", "pip"]
    assert workshop.set_up() == []


def test_a_changed_lock_is_installed_into_the_same_environment(workshop: Workshop) -> None:
    workshop.set_up()
    workshop.locks[0].write_text("# second\n")
    assert workshop.set_up() == ["python -m pip"]


def test_a_lost_package_is_noticed(workshop: Workshop) -> None:
    workshop.set_up()
    (run.site_packages() / "bleak").rmdir()
    assert len(workshop.set_up()) == 2
    assert workshop.set_up() == []


def test_an_environment_without_its_python_is_made_anew(workshop: Workshop) -> None:
    workshop.set_up()
    run.venv_python().unlink()
    run.venv_python().symlink_to("/nowhere/python3")
    assert len(workshop.set_up()) == 2


def test_an_environment_of_another_python_is_made_anew(workshop: Workshop) -> None:
    workshop.set_up()
    stamp = json.loads(run.STAMP.read_text())
    run.STAMP.write_text(json.dumps({**stamp, "python": "3.10"}))
    assert len(workshop.set_up()) == 2


def test_an_interrupted_installation_begins_again(workshop: Workshop) -> None:
    workshop.interrupt = True
    with pytest.raises(KeyboardInterrupt):
        workshop.set_up()
    workshop.interrupt = False
    assert len(workshop.set_up()) == 2


def test_an_environment_made_by_hand_is_kept(workshop: Workshop) -> None:
    workshop.call(["python", "-m", "venv"])
    assert workshop.set_up() == ["python -m pip"]


def test_uv_installs_where_there_is_one(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert workshop.set_up() == ["uv venv --quiet", "uv pip install"]


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        (
            "apt-get",
            "sudo apt-get update && sudo apt-get install -y --no-install-recommends dbus-daemon libegl1",
        ),
        ("dnf", "sudo dnf install -y dbus-daemon libglvnd-egl"),
        ("pacman", "sudo pacman -Sy --needed --noconfirm dbus libglvnd"),
    ],
)
def test_without_root_the_one_command_is_printed(
    manager: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if name == manager else None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(run.SetupError) as error:
        run.install_from_linux([run.DBUS_DAEMON, run.QT_LIBRARIES["libEGL.so.1"]])
    assert [line.strip() for line in str(error.value).splitlines() if "sudo" in line] == [command]


def test_root_installs_at_once(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if name == "apt-get" else None)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    run.install_from_linux([run.VENV_MODULE])
    assert workshop.commands == ["apt-get update", "apt-get install -y"]


def test_all_that_linux_lacks_is_asked_for_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(run, "find_spec", lambda name: None)
    monkeypatch.setattr(run, "loads", lambda library: library != "libEGL.so.1")
    missing = run.missing_from_linux(venv=True, qt=True, dbus=True)
    assert {run.VENV_MODULE, run.DBUS_DAEMON, run.QT_LIBRARIES["libEGL.so.1"]} <= set(missing)
    assert set(missing) - {run.FONTS} == {run.VENV_MODULE, run.DBUS_DAEMON, run.QT_LIBRARIES["libEGL.so.1"]}
    assert run.missing_from_linux(venv=False, qt=False, dbus=False) == []


def test_the_loader_is_asked_for_libraries() -> None:
    assert not run.loads("libnonesuch.so.1")


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ("", True),
        ("--demo", True),
        ("--home elsewhere --demo", True),
        ("--home elsewhere scan", False),
        ("record --demo", False),
        ("replay 3", False),
        ("replay 3 --window", True),
        ("--help", False),
    ],
)
def test_only_a_window_needs_the_libraries_of_one(
    arguments: str, window: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    assert run.wants_window(arguments.split()) is window
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert run.wants_window(arguments.split()) is (window and sys.platform != "linux")


def test_another_python_is_told_which_ones_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "OLDEST", (3, 99))
    assert run.main([]) == 1
    assert (
        capsys.readouterr().err == f"Sidebeat runs on Python 3.11 to 3.15, and this is Python {run.PYTHON}.\n"
    )


def test_old_pythons_can_read_far_enough_to_say_so() -> None:
    ast.parse((ROOT / "run.py").read_text(), feature_version=(3, 8))


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_a_lock_has_a_version_and_hashes_for_everything_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    entries = [line for line in text.replace("\\\n", "").splitlines() if not line.startswith("#")]
    assert len(entries) > 5
    for entry in entries:
        assert re.fullmatch(r"[\w.-]+==[^ ]+ (; .+ )?( +--hash=sha256:[0-9a-f]{64})+", entry), entry
    assert "://" not in text
    assert "index" not in text


def test_the_locks_hold_what_pyproject_asks_for() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())
    direct = [*asked["project"]["dependencies"], *asked["dependency-groups"]["test"]]
    text = (ROOT / "requirements.lock").read_text() + (ROOT / "requirements-test.lock").read_text()
    pinned = re.findall(r"^([\w.-]+)==([^ ]+)", text, re.MULTILINE)
    for requirement in map(Requirement, direct):
        versions = [version for name, version in pinned if name == requirement.name.lower()]
        assert any(version in requirement.specifier for version in versions), requirement

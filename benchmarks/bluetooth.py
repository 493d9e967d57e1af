"""A strap to connect to over the real bleak: its own process, on a bus that stands in for the system's."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.fake_bluez.private_bus import private_bus

ROOT = Path(__file__).parent.parent


class StrapInRange(NamedTuple):
    """Where it is: the environment for whoever looks for it, and its address."""

    environment: dict[str, str]
    address: str


@contextmanager
def strap_in_range() -> Iterator[StrapInRange | None]:
    """None where there is no BlueZ to stand in for, or no bus."""
    if sys.platform != "linux" or shutil.which("dbus-daemon") is None:
        yield None
        return
    command = [sys.executable, "-m", "benchmarks.children.strap"]
    with private_bus() as bus:
        environment = {"DBUS_SYSTEM_BUS_ADDRESS": bus}
        with subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True
        ) as strap:
            try:
                address = "" if strap.stdout is None else strap.stdout.readline().strip()
                yield StrapInRange(environment, address)
            finally:
                strap.kill()

"""A dbus-daemon of the test's own, standing in for the system bus."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ALLOWING_POLICY = '<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>'
DENYING_POLICY = ALLOWING_POLICY + '<deny send_destination="org.bluez" send_type="method_call"/>'

_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>{address}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">{policy}</policy>
</busconfig>
"""


@contextmanager
def private_bus(policy: str = ALLOWING_POLICY) -> Iterator[str]:
    """Runs a dbus-daemon; its address, for DBUS_SYSTEM_BUS_ADDRESS. The policy is in D-Bus's own words."""
    with TemporaryDirectory(prefix="bus-") as folder:  # short: a socket's path has at most 107 characters
        address = f"unix:path={folder}/socket"
        configuration = Path(folder) / "bus.conf"
        configuration.write_text(_CONFIGURATION.format(address=address, policy=policy), encoding="utf-8")
        with subprocess.Popen(
            ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile", "--print-address"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it tells that it may not raise its own limit of files
            text=True,
        ) as daemon:
            try:
                assert daemon.stdout is not None
                assert daemon.stdout.readline(), "dbus-daemon did not start"
                yield address
            finally:
                daemon.terminate()

"""The guards of conftest.py bite: tried on planted tests, in a process of their own."""

import shutil
import subprocess
import sys
from pathlib import Path

PLANTED = """
import os, socket, threading
from PySide6.QtCore import QThread

stop, kept = threading.Event(), QThread()

def test_reaches_for_the_network():
    try:
        socket.create_connection(("192.0.2.1", 9))  # TEST-NET-1, RFC 5737
    except OSError:
        pass

def test_leaves_a_thread():
    threading.Thread(target=stop.wait).start()

def test_leaves_a_qthread():
    kept.start()

def test_behaves(home):
    server = socket.create_server(("127.0.0.1", 0))
    with server, socket.create_connection(server.getsockname()):
        pass
    thread = QThread()
    thread.start()
    thread.quit()
    assert os.environ["SIDEBEAT_HOME"] == str(home)
    assert not home.exists()

def teardown_module():
    stop.set()
    kept.quit()
    assert kept.wait(5000)
"""


def test_a_test_that_leaves_a_thread_or_reaches_for_the_network_fails(tmp_path: Path) -> None:
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    (tmp_path / "test_planted.py").write_text(PLANTED)
    command = [sys.executable, "-m", "pytest", "-rE", "-p", "no:cacheprovider", "-p", "no:xdist"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    complaints = [line.split(" - ")[0] for line in done.stdout.splitlines() if line.startswith("ERROR test")]
    assert complaints == [
        "ERROR test_planted.py::test_reaches_for_the_network",
        "ERROR test_planted.py::test_leaves_a_thread",
        "ERROR test_planted.py::test_leaves_a_qthread",
    ]
    assert "4 passed, 3 errors" in done.stdout

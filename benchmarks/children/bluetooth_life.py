"""`sidebeat` with a strap over the real bleak: what it holds when seen, and live with a session; as JSON.

python -m benchmarks.children.bluetooth_life HOME ADDRESS
"""

import sys
from pathlib import Path

from app.__main__ import main as sidebeat
from app.domain.settings import RememberedSensor, Settings
from app.storage.folders import Folders
from app.storage.settings_file import save_settings
from app.ui.qt import load_qt
from app.wiring import collector


def main() -> None:
    home, address = Path(sys.argv[1]), sys.argv[2]
    remembered = Settings(remembered_sensors=(RememberedSensor(address),), first_run_done=True)
    folders = Folders.locate(home)
    folders.prepare()
    save_settings(folders.settings, remembered)
    collector.rest()  # as the program does, in this order; the witness needs Qt a little earlier
    load_qt()
    from benchmarks.children import memory_witness  # noqa: PLC0415 - as above

    memory_witness.watch()
    sys.argv = ["sidebeat", "--home", str(home)]
    sidebeat()


if __name__ == "__main__":
    main()

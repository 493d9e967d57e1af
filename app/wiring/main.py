"""`sidebeat`: from the command line to the command, and from every failure to one plain sentence."""

import argparse
from collections.abc import Callable
from importlib import import_module

from app.cli.arguments import parse
from app.cli.failure import CannotError
from app.cli.output import give_up_output, note
from app.domain.session_setups import ConstantsError, ZonesError
from app.domain.stored import StoredValueError
from app.formats.errors import FormatError
from app.storage.errors import StorageError
from app.storage.settings_file import StoredSettings
from app.wiring import collector
from app.wiring.failures import storage_sentence
from app.wiring.house import House
from app.wiring.logs import keep_log

DONE, COULD_NOT, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

# Each command's module is imported when it is called, so that none pays for the others.
_COMMANDS = {
    "scan": ("app.wiring.live_commands", "scan"),
    "record": ("app.wiring.live_commands", "record"),
    "replay": ("app.wiring.replay_command", "replay"),
    "activities": ("app.wiring.store_commands", "activities"),
    "show": ("app.wiring.store_commands", "show"),
    "export": ("app.wiring.store_commands", "export"),
    "analyse": ("app.wiring.analysis", "analyse_files"),
    "delete": ("app.wiring.store_commands", "delete"),
    "restore": ("app.wiring.store_commands", "restore"),
    "import": ("app.wiring.import_commands", "import_files"),
    "twins": ("app.wiring.twins", "twins"),
    "log": ("app.wiring.import_commands", "log"),
    "cut": ("app.wiring.cut_command", "cut"),
    "load": ("app.wiring.load", "load"),
    "doctor": ("app.wiring.doctor", "doctor"),
    "window": ("app.wiring.window", "window"),
}


def run(argv: list[str]) -> int:
    """Runs one command; its exit status."""
    arguments = parse(argv)
    try:
        house = House.open(arguments.home, demo=arguments.demo, athlete=arguments.athlete)
        keep_log(house.folders)
        _tell_damage(house.stored)
        command = _command(arguments)
        if arguments.command is not None:  # the window is there when it can be seen
            collector.work()
        return command(house, arguments)
    except CannotError as error:
        return _could_not(arguments, str(error))
    except ConstantsError as error:
        from app.cli.sentences import constants_issue  # noqa: PLC0415 - where nothing fails, nothing is said

        note(constants_issue(error.issue))
        return WRONG_USAGE
    except (StorageError, StoredValueError, FormatError, ZonesError) as error:
        return _could_not(arguments, _sentence(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # `sidebeat activities | head`: the reader has seen enough
        give_up_output()
        return DONE


def _sentence(error: StorageError | StoredValueError | FormatError | ZonesError) -> str:
    if isinstance(error, ZonesError):
        from app.cli.sentences import no_zones  # noqa: PLC0415 - as above

        return no_zones(error.name.value)
    return storage_sentence(error)


def _could_not(arguments: argparse.Namespace, sentence: str) -> int:
    note(sentence)
    if arguments.command is None:
        from app.ui.failure import show_failure  # noqa: PLC0415 - as above

        show_failure(sentence)
    return COULD_NOT


def _tell_damage(stored: StoredSettings) -> None:
    if stored.damage is not None:
        from app.cli.sentences import settings_damage  # noqa: PLC0415 - as above

        note(settings_damage(stored.damage.value, stored.problems, stored.backup))


def _command(arguments: argparse.Namespace) -> Callable[[House, argparse.Namespace], int]:
    module, name = _COMMANDS[arguments.command or "window"]
    command: Callable[[House, argparse.Namespace], int] = getattr(import_module(module), name)
    return command

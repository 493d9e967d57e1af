"""All fuzz targets by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from tests.fuzz import archive_targets, format_targets, import_targets, stored_targets, wire_targets
from tests.fuzz.json_mutation import mutated_json
from tests.fuzz.mutation import mutated
from tests.fuzz.text_mutation import mutated_text


@dataclass(frozen=True, slots=True)
class FuzzTarget:
    """A function that takes any bytes, good inputs to begin with, and how to spoil them."""

    feed: Callable[[bytes], None]
    seeds: Callable[[], tuple[bytes, ...]]
    mutate: Callable[[Random, Sequence[bytes]], bytes] = mutated


WIRE_TARGETS = {
    "measurement": FuzzTarget(wire_targets.measurement_target, wire_targets.measurement_seeds),
    "battery": FuzzTarget(wire_targets.battery_target, wire_targets.battery_seeds),
    "device_information": FuzzTarget(wire_targets.text_target, wire_targets.text_seeds),
    "body_location": FuzzTarget(wire_targets.location_target, wire_targets.location_seeds),
    "control_point": FuzzTarget(wire_targets.control_point_target, wire_targets.control_point_seeds),
}
TEXT_TARGETS = {
    "raw_lines": FuzzTarget(format_targets.raw_lines_target, format_targets.raw_lines_seeds, mutated_json),
    "settings": FuzzTarget(stored_targets.settings_target, stored_targets.settings_seeds, mutated_json),
    "setup": FuzzTarget(stored_targets.setup_target, stored_targets.setup_seeds, mutated_json),
}
FIT_TARGETS = {"fit": FuzzTarget(format_targets.fit_target, format_targets.fit_seeds)}
IMPORT_TARGETS = {
    "tcx": FuzzTarget(import_targets.tcx_target, import_targets.tcx_seeds, mutated_text),
    "gpx": FuzzTarget(import_targets.gpx_target, import_targets.gpx_seeds, mutated_text),
    "hrm": FuzzTarget(import_targets.hrm_target, import_targets.hrm_seeds, mutated_text),
    "rr_text": FuzzTarget(import_targets.rr_target, import_targets.rr_seeds, mutated_text),
    "csv": FuzzTarget(import_targets.csv_target, import_targets.csv_seeds, mutated_text),
    "polar_csv": FuzzTarget(import_targets.polar_csv_target, import_targets.polar_csv_seeds, mutated_text),
    "archive": FuzzTarget(archive_targets.ArchiveTarget(), archive_targets.archive_seeds),
    "typed": FuzzTarget(import_targets.typed_target, import_targets.typed_seeds, mutated_json),
}
TARGETS = {**WIRE_TARGETS, **TEXT_TARGETS, **FIT_TARGETS, **IMPORT_TARGETS}

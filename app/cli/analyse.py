"""`sidebeat analyse`: the numbers of files, nothing stored."""

from pathlib import Path

from app.cli.output import clock_time, json_line, line
from app.cli.session_json import time_in_zone_json
from app.domain.analysis import Analysis
from app.domain.snapshot import Lap

_WARNINGS = {
    "no_heart_rate": "it holds no heart rate",
    "low_coverage": "heart rate is missing for some of the time, which the load does not count",
    "above_max_bpm": "some heart rates lie above the given maximum",
    "beat_artefacts": (
        "3 % or more of the beats were missed or misread, so their variability is rough, and DFA α1 is left "
        "out where it is 6 % or more; next time wet the strap's electrodes and wear it tighter"
    ),
    "resting_bpm_estimated": "resting heart rate assumed; give it with --resting",
    "max_bpm_estimated": "maximum heart rate assumed; give it with --max",
    "threshold_bpm_estimated": "threshold heart rate estimated; give it with --threshold",
    "sex_unspecified": "sex not given, so the mean weighting is used; give it with --sex",
    "time_zone_unknown": "the file does not tell its time zone; times are UTC",
    "wrong_checksum": "the checksum is wrong: the file is damaged",
    "cut_off": "the file ends too early",
    "trailing_bytes": "what follows the end of the file was passed over",
}


def print_analysis(file: Path, analysis: Analysis, *, as_json: bool) -> None:
    """One activity of a file: an object, or a paragraph."""
    if as_json:
        json_line({"file": str(file), **analysis_json(analysis)})
    else:
        _print_paragraph(file, analysis)


def warning_sentence(warning: str) -> str:
    """A warning's id in words."""
    return _WARNINGS.get(warning, warning.replace("_", " "))


def analysis_json(analysis: Analysis) -> dict[str, object]:
    """The keys of `analyse --json` but for the file's name."""
    same = (
        *("sport", "sub_sport", "sensor", "started_at", "elapsed_s", "timer_s", "counted_s", "coverage"),
        *("average_bpm", "max_bpm", "min_bpm", "training_load", "banister_trimp", "edwards_trimp"),
        *("lucia_trimp", "energy_kcal", "rr_count", "artefact_fraction", "rmssd_ms", "sdnn_ms"),
        *("pnn50_percent", "drift_percent"),
    )
    windows = analysis.dfa_alpha1
    return {
        **{name: getattr(analysis, name) for name in same},
        "time_in_zone_s": time_in_zone_json(analysis.time_in_zone),
        "dfa_alpha1": windows
        and [
            {"elapsed_s": each.elapsed_s, "value": each.value, "artefact_fraction": each.artefact_fraction}
            for each in windows
        ],
        "laps": [lap_json(lap) for lap in analysis.laps],
        "warnings": list(analysis.warnings),
    }


def lap_json(lap: Lap) -> dict[str, object]:
    """A lap by the words of the architecture."""
    return {
        "lap": lap.number,
        "start_s": lap.start_s,
        "end_s": lap.end_s,
        "timer_s": lap.timer_s,
        "training_load": None if lap.average_bpm is None else lap.training_load,
        "average_bpm": lap.average_bpm,
        "max_bpm": lap.max_bpm,
    }


def _print_paragraph(file: Path, analysis: Analysis) -> None:
    kind = (
        analysis.sub_sport if analysis.sub_sport not in {None, "generic"} else analysis.sport
    ) or "activity"
    line(f"{file.name}: {kind.replace('_', ' ')}, {analysis.started_at:%Y-%m-%d %H:%M %z}")
    line(f"  {clock_time(analysis.timer_s)} of {clock_time(analysis.elapsed_s)}")
    if analysis.training_load is not None:
        line(
            f"  Training Load {analysis.training_load:.1f}   Banister {analysis.banister_trimp:.1f}   "
            f"Edwards {analysis.edwards_trimp:.0f}   Lucia {analysis.lucia_trimp:.0f}"
        )
        line(f"  average {analysis.average_bpm:.0f}   max {analysis.max_bpm}   min {analysis.min_bpm}   bpm")
    _print_beats(analysis)
    for zone in analysis.time_in_zone:
        line(f"  {zone.number} {zone.name:<20} from {zone.lower_bpm:3}  {clock_time(zone.seconds):>8}")
    for warning in analysis.warnings:
        line(f"  note: {warning_sentence(warning)}")


def _print_beats(analysis: Analysis) -> None:
    measures = {
        "RMSSD {:.0f} ms": analysis.rmssd_ms,
        "SDNN {:.0f} ms": analysis.sdnn_ms,
        "pNN50 {:.0f} %": analysis.pnn50_percent,
    }
    numbers = [words.format(value) for words, value in measures.items() if value is not None]
    values = [window.value for window in analysis.dfa_alpha1 or () if window.value is not None]
    if values:
        numbers.append(f"DFA α1 {min(values):.2f} to {max(values):.2f}")
    if numbers:
        line(f"  {'   '.join(numbers)}")

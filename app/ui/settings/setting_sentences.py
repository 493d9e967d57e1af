"""The words of the settings, the first questions and the guided measurements, with placeholders."""

from app.domain.activity_types import ActivityTypeProblem, Tile
from app.domain.athlete import ConstantsIssue, ConstantsProblem, Sex, TrainingFrequency
from app.domain.settings import Theme
from app.domain.zones import OwnZonesProblem, ZoneModelName
from app.ui.sentences import translate


def sections() -> dict[str, str]:
    """The sections of the page, by object name."""
    return {
        "athleteSection": translate("settings", "Athlete"),
        "zonesSection": translate("settings", "Zones"),
        "activitiesSection": translate("settings", "Activities"),
        "alertsSection": translate("settings", "Alerts"),
        "appearanceSection": translate("settings", "Appearance"),
        "importsSection": translate("settings", "Import"),
        "backupsSection": translate("settings", "Backups"),
    }


def field(name: str) -> str:
    """What a field of the profile is called."""
    names = {
        "name": translate("settings", "Name"),
        "resting_bpm": translate("settings", "Resting heart rate"),
        "max_bpm": translate("settings", "Maximum heart rate"),
        "threshold_bpm": translate("settings", "Threshold heart rate"),
        "vt1_bpm": translate("settings", "Aerobic threshold (VT1)"),
        "vt2_bpm": translate("settings", "Anaerobic threshold (VT2)"),
        "age": translate("settings", "Age"),
        "weight_kg": translate("settings", "Weight"),
        "sex": translate("settings", "Sex"),
        "training_frequency": translate("settings", "Training in the last three months"),
        "ceiling_bpm": translate("settings", "Personal ceiling"),
        "zone_model": translate("settings", "Zones"),
    }
    return names[name]


def unit(name: str) -> str:
    """The unit of a field."""
    if name.endswith("_bpm"):
        return translate("settings", "bpm")
    units = {"age": translate("settings", "years"), "weight_kg": translate("settings", "kg")}
    return units.get(name, "")


def issue(found: ConstantsIssue, activity: str = "") -> str:
    """One thing that is wrong, in plain words; `activity` names the activity that it is about."""
    limits = {
        "low": _short(found.at_least),
        "high": _short(found.at_most),
        "value": _short(found.value),
        "unit": unit(found.field),
    }
    texts = {
        ConstantsProblem.OUT_OF_RANGE: translate("settings", "A number from {low} to {high} {unit}, please."),
        ConstantsProblem.RESTING_NOT_BELOW_THRESHOLD: translate(
            "settings", "Resting must lie below the threshold: {high} or less."
        ),
        ConstantsProblem.THRESHOLD_ABOVE_MAX: translate(
            "settings", "The threshold cannot lie above the maximum of {high}."
        ),
        ConstantsProblem.VT1_NOT_BELOW_VT2: translate("settings", "VT1 must lie below VT2: {high} or less."),
        ConstantsProblem.VT1_NOT_ABOVE_RESTING: translate(
            "settings", "VT1 must lie above resting: {low} or more."
        ),
        ConstantsProblem.VT2_ABOVE_MAX: translate("settings", "VT2 cannot lie above the maximum of {high}."),
    }
    text = texts[found.problem].format(**limits)
    return (
        translate("settings", "{activity}: {text}").format(activity=activity, text=text) if activity else text
    )


def _short(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def not_a_number() -> str:
    """Letters where a number is meant."""
    return translate("settings", "A whole number, please.")


def zones_of_values() -> str:
    """Over the zones that follow from what was typed."""
    return translate("settings", "Your zones with these values")


def not_saved() -> str:
    """Something is wrong, so nothing of it is kept."""
    return translate("settings", "Not saved: please mend what is marked.")


def estimate(value: float, *, is_suggested: bool = False) -> str:
    """Under an empty field."""
    if is_suggested:
        return translate("settings", "≈ {value}, suggested from running").format(value=_short(value))
    return translate("settings", "≈ {value}, estimated").format(value=_short(value))


def accept(value: float) -> str:
    """The button that takes an estimate over."""
    return translate("settings", "Use {value}").format(value=_short(value))


def guessed() -> str:
    """Under a field that is set, but not measured."""
    return translate("settings", "estimated")


def sexes() -> dict[Sex, str]:
    """Each sex in words."""
    return {
        Sex.FEMALE: translate("settings", "Female"),
        Sex.MALE: translate("settings", "Male"),
        Sex.UNSPECIFIED: translate("settings", "Not said"),
    }


def frequencies() -> dict[TrainingFrequency | None, str]:
    """How often one trained in the last three months."""
    return {
        TrainingFrequency.RARELY: translate("settings", "Rarely"),
        TrainingFrequency.ONCE_OR_TWICE_A_WEEK: translate("settings", "Once or twice a week"),
        TrainingFrequency.MORE: translate("settings", "More often"),
        None: translate("settings", "Not said"),
    }


def zone_models() -> dict[ZoneModelName, str]:
    """Every zone model in words."""
    return {
        ZoneModelName.THRESHOLD6: translate("zones", "Threshold, 6 zones"),
        ZoneModelName.RESERVE6: translate("zones", "Heart-rate reserve, 6 zones"),
        ZoneModelName.MAXIMUM6: translate("zones", "Maximum, 6 zones (COROS)"),
        ZoneModelName.MAXIMUM5: translate("zones", "Maximum, 5 zones (Garmin, Polar)"),
        ZoneModelName.FRIEL_CYCLING7: translate("zones", "Friel cycling, 7 zones"),
        ZoneModelName.FRIEL_RUNNING7: translate("zones", "Friel running, 7 zones"),
        ZoneModelName.SEILER3: translate("zones", "Three zones (Seiler)"),
        ZoneModelName.OWN: translate("zones", "Own bounds"),
    }


def zone_model_note(name: ZoneModelName) -> str:
    """What a model's bounds are made of."""
    notes = {
        ZoneModelName.THRESHOLD6: translate("zones", "0 / 80 / 90 / 95 / 102 / 106 % of your threshold."),
        ZoneModelName.RESERVE6: translate(
            "zones", "0 / 59 / 74 / 84 / 88 / 95 % of the range from resting to maximum (Karvonen)."
        ),
        ZoneModelName.MAXIMUM6: translate("zones", "0 / 50 / 60 / 70 / 80 / 90 % of your maximum."),
        ZoneModelName.MAXIMUM5: translate("zones", "50 / 60 / 70 / 80 / 90 % of your maximum."),
        ZoneModelName.FRIEL_CYCLING7: translate(
            "zones", "0 / 81 / 90 / 94 / 100 / 103 / 106 % of your threshold."
        ),
        ZoneModelName.FRIEL_RUNNING7: translate(
            "zones", "0 / 85 / 90 / 95 / 100 / 103 / 106 % of your threshold."
        ),
        ZoneModelName.SEILER3: translate(
            "zones", "Bounds at VT1 and VT2; unknown ones are 90 % of the threshold and the threshold."
        ),
        ZoneModelName.OWN: translate("zones", "Two to seven zones, from the bpm that you type."),
    }
    return notes[name]


def own_zones(problem: OwnZonesProblem) -> str:
    """Why own bounds cannot be zones."""
    texts = {
        OwnZonesProblem.TOO_FEW: translate("zones", "At least two zones, please."),
        OwnZonesProblem.TOO_MANY: translate("zones", "At most seven zones, please."),
        OwnZonesProblem.NOT_RISING: translate("zones", "Each zone must begin above the one before."),
        OwnZonesProblem.OUT_OF_RANGE: translate("zones", "Bounds from 30 to 240 bpm, the first may be 0."),
    }
    return texts[problem]


def activity_type(problem: ActivityTypeProblem) -> str:
    """Why an activity cannot be kept as it is."""
    texts = {
        ActivityTypeProblem.NAME_EMPTY: translate("settings", "A name, please."),
        ActivityTypeProblem.NAME_TOO_LONG: translate("settings", "At most 40 letters, please."),
        ActivityTypeProblem.NAME_TAKEN: translate("settings", "Another activity has this name."),
        ActivityTypeProblem.COLOUR: translate("settings", "A colour like #2b81ec, please."),
        ActivityTypeProblem.FIT_NUMBER: translate("settings", "Numbers from 0 to 254, please."),
    }
    return texts[problem]


def themes() -> dict[Theme, str]:
    """The palettes in words."""
    return {
        Theme.SYSTEM: translate("settings", "As the system"),
        Theme.LIGHT: translate("settings", "Light"),
        Theme.DARK: translate("settings", "Dark"),
    }


def safety() -> str:
    """What Sidebeat is not (domain.md, "Safety words")."""
    return translate(
        "safety",
        "Sidebeat is for training; it is not a medical device. If you take medicine that changes heart rate "
        "(beta blockers, for example), have a pacemaker or a heart-rhythm problem, or are pregnant, formulas "
        "by age do not fit you: go by effort, or enter limits from your clinician.",
    )


def hard_test_safety() -> str:
    """Before a hard test (domain.md, "Safety words")."""
    return translate(
        "safety",
        "Only when well, rested and used to hard training. With a heart, metabolic or kidney disease, or if "
        "you have had chest pain, fainting or unusual breathlessness, ask a doctor first. Stop at once if "
        "any of these begin.",
    )


def no_room() -> str:
    """Constants so close that a zone would be empty."""
    return translate("settings", "These values leave a zone without room.")


def name_missing() -> str:
    """An athlete without a name."""
    return translate("settings", "A name, please.")


def athlete_name_taken() -> str:
    """Two athletes of one name would share a history."""
    return translate("settings", "Another athlete has, or had, this name.")


def new_athlete(number: int) -> str:
    """What an added athlete is called at first."""
    return translate("settings", "Athlete {number}").format(number=number)


def own_zones_note() -> str:
    """How own bounds are typed."""
    return translate("zones", "The first bpm of each zone. A first bound above 0 leaves a zone below.")


def alert_range(low: float, high: float, unit_: str) -> str:
    """A time or margin that makes no sense."""
    text = translate("settings", "A number from {low} to {high} {unit}, please.")
    return text.format(low=_short(low), high=_short(high), unit=unit_)


def ceiling_note() -> str:
    """What the personal ceiling does."""
    return translate(
        "alerts",
        "Above this heart rate Sidebeat sounds after a few seconds, whatever the target; only mute ends it. "
        "Empty: no ceiling.",
    )


def numbered(name: str, number: int) -> str:
    """A second thing of one name."""
    return translate("settings", "{name} {number}").format(name=name, number=number)


def tiles() -> dict[Tile, str]:
    """The tiles of the live page in words."""
    return {
        Tile.AVERAGE: translate("tiles", "Average"),
        Tile.MAXIMUM: translate("tiles", "Maximum"),
        Tile.LAP: translate("tiles", "Lap"),
        Tile.TIME_IN_ZONE: translate("tiles", "Time in zones"),
        Tile.LOAD_PER_HOUR: translate("tiles", "Load per hour"),
        Tile.ENERGY: translate("tiles", "kcal"),
        Tile.RMSSD: translate("tiles", "RMSSD"),
        Tile.DFA_ALPHA1: translate("tiles", "DFA α1"),
        Tile.DRIFT: translate("tiles", "Drift"),
    }


def icons() -> dict[str, str]:
    """The activities' icons in words, for those who do not see them."""
    return {
        "bike": translate("icons", "Indoor bike"),
        "ride": translate("icons", "Bicycle"),
        "run": translate("icons", "Runner"),
        "treadmill": translate("icons", "Treadmill"),
        "walk": translate("icons", "Walker"),
        "elliptical": translate("icons", "Elliptical"),
        "rower": translate("icons", "Rower"),
        "stairs": translate("icons", "Stairs"),
        "dumbbell": translate("icons", "Dumbbell"),
        "mobility": translate("icons", "Stretching"),
        "yoga": translate("icons", "Yoga"),
        "swim": translate("icons", "Swimmer"),
        "mountain": translate("icons", "Mountain"),
        "flame": translate("icons", "Flame"),
        "star": translate("icons", "Star"),
        "heart": translate("icons", "Heart"),
    }


def activity_zone_models(inherited_from: ZoneModelName) -> dict[ZoneModelName | None, str]:
    """The zones an activity may have: first, as None, the athlete's."""
    models = zone_models()
    text = translate("zones", "As everywhere: {model}").format(model=models[inherited_from])
    choices: dict[ZoneModelName | None, str] = {None: text}
    choices.update(models.items())
    return choices


def inherited() -> str:
    """Under an empty field that takes running's value as it is."""
    return translate("settings", "as running")


def offer_heading() -> str:
    """The values that loads rest on have changed."""
    return translate("settings", "Your values have changed")


def offer_note() -> str:
    """What that means for the past."""
    return translate(
        "settings",
        "Past sessions keep the numbers of their day. Sidebeat can compute them again; you see what would "
        "change first, and it can be undone.",
    )


def talk_test() -> str:
    """The switch."""
    return translate("alerts", "Ask once a session whether talking is comfortable")


def talk_test_note() -> str:
    """What it is good for."""
    return translate(
        "alerts",
        "From minute 12, in the zone of full sentences, and only while your threshold is an estimate. After "
        "two “no” in a row a threshold 5 bpm lower is offered.",
    )

"""What the files call a sport → FIT's words and numbers."""

from app.domain.frozen import frozen


@frozen
class Sport:
    """FIT's sport and sub-sport."""

    name: str = "generic"
    number: int = 0
    sub_name: str = "generic"
    sub_number: int = 0


_RUN, _RIDE, _SWIM = ("running", 1), ("cycling", 2), ("swimming", 5)
_FITNESS, _TRAINING = ("fitness_equipment", 4), ("training", 10)
# In lower case and without spaces, hyphens and underscores: TCX, Garmin's and Strava's GPX, Polar Flow
_SPORTS = {
    "running": Sport(*_RUN),
    "run": Sport(*_RUN),
    "9": Sport(*_RUN),  # Strava's older GPX
    "treadmillrunning": Sport(*_RUN, "treadmill", 1),
    "treadmill": Sport(*_RUN, "treadmill", 1),
    "virtualrun": Sport(*_RUN, "virtual_activity", 58),
    "indoorrunning": Sport(*_RUN, "indoor_running", 45),
    "jogging": Sport(*_RUN),
    "roadrunning": Sport(*_RUN, "street", 2),
    "streetrunning": Sport(*_RUN, "street", 2),
    "trackrunning": Sport(*_RUN, "track", 4),
    "trackandfieldrunning": Sport(*_RUN, "track", 4),
    "trailrunning": Sport(*_RUN, "trail", 3),
    "trailrun": Sport(*_RUN, "trail", 3),
    "biking": Sport(*_RIDE),
    "cycling": Sport(*_RIDE),
    "ride": Sport(*_RIDE),
    "1": Sport(*_RIDE),  # Strava's older GPX
    "indoorcycling": Sport(*_RIDE, "indoor_cycling", 6),
    "virtualride": Sport(*_RIDE, "virtual_activity", 58),
    "spinning": Sport(*_RIDE, "spin", 5),
    "ebikeride": Sport("e_biking", 21),
    "ebikefitness": Sport("e_biking", 21, "e_bike_fitness", 28),
    "ebikemountain": Sport("e_biking", 21, "e_bike_mountain", 47),
    "cyclocross": Sport(*_RIDE, "cyclocross", 11),
    "roadbiking": Sport(*_RIDE, "road", 7),
    "roadcycling": Sport(*_RIDE, "road", 7),
    "mountainbiking": Sport(*_RIDE, "mountain", 8),
    "mountainbikeride": Sport(*_RIDE, "mountain", 8),
    "gravelcycling": Sport(*_RIDE, "gravel_cycling", 46),
    "gravelride": Sport(*_RIDE, "gravel_cycling", 46),
    "swimming": Sport(*_SWIM),
    "swim": Sport(*_SWIM),
    "lapswimming": Sport(*_SWIM, "lap_swimming", 17),
    "poolswimming": Sport(*_SWIM, "lap_swimming", 17),
    "openwaterswimming": Sport(*_SWIM, "open_water", 18),
    "walking": Sport("walking", 11),
    "walk": Sport("walking", 11),
    "casualwalking": Sport("walking", 11, "casual_walking", 30),
    "speedwalking": Sport("walking", 11, "speed_walking", 31),
    "indoorwalking": Sport("walking", 11, "indoor_walking", 27),
    "nordicwalking": Sport("walking", 11),
    "mountaineering": Sport("mountaineering", 16),
    "snowshoeing": Sport("snowshoeing", 35),
    "snowshoe": Sport("snowshoeing", 35),
    "hiking": Sport("hiking", 17),
    "hike": Sport("hiking", 17),
    "rowing": Sport("rowing", 15),
    "indoorrowing": Sport("rowing", 15, "indoor_rowing", 14),
    "elliptical": Sport(*_FITNESS, "elliptical", 15),
    "crosstrainer": Sport(*_FITNESS, "elliptical", 15),
    "virtualrow": Sport("rowing", 15, "virtual_activity", 58),
    "stairstepper": Sport(*_FITNESS, "stair_climbing", 16),
    "floorclimbing": Sport("floor_climbing", 48),
    "stairclimbing": Sport(*_FITNESS, "stair_climbing", 16),
    "strengthtraining": Sport(*_TRAINING, "strength_training", 20),
    "weighttraining": Sport(*_TRAINING, "strength_training", 20),
    "stretching": Sport(*_TRAINING, "flexibility_training", 19),
    "mobilitystatic": Sport(*_TRAINING, "flexibility_training", 19),
    "mobilitydynamic": Sport(*_TRAINING, "flexibility_training", 19),
    "pilates": Sport(*_TRAINING, "pilates", 44),
    "indoorcardio": Sport(*_TRAINING, "cardio_training", 26),
    "workout": Sport(*_TRAINING),
    "yoga": Sport(*_TRAINING, "yoga", 43),
}


def sport_named(word: str) -> Sport:
    """The sport that a file names; generic where nobody knows it."""
    return _SPORTS.get("".join(letter for letter in word.casefold() if letter.isalnum()), Sport())

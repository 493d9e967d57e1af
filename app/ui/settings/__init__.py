"""Settings: the athlete, zones, activities, alerts and the look; checked as one types, saved when right."""

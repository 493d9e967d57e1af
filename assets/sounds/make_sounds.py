"""Makes Sidebeat's sounds: `python assets/sounds/make_sounds.py` writes the WAV files beside it.

Each sound says its direction: too high falls (ease off), too low rises (lift), lost ends open and low, found
closes upwards. Pitches lie between 390 and 1,570 Hz, where small laptop loudspeakers are good and ears sharp;
a soft attack and decay, for they are heard out of breath and may be heard often. 16 bit, mono, 44.1 kHz.
"""

import math
import struct
import wave
from pathlib import Path
from typing import NamedTuple

RATE_HZ = 44_100
ATTACK_S = 0.008  # no click at the beginning
RELEASE_S = 0.03  # nor at the end
LOUDEST = 0.8  # of full scale: two tones that meet stay below it
TAIL_S = 0.02
PARTIALS = ((1, 1.0), (2, 0.28), (3, 0.1))  # multiples of the pitch and their strength: like a marimba bar

G4, A4, C5, E5, G5, A5, C6, E6, G6 = 392.0, 440.0, 523.3, 659.3, 784.0, 880.0, 1046.5, 1318.5, 1568.0


class Tone(NamedTuple):
    """One tone: when, how high, how long, how strong, and how fast it fades (1/s)."""

    start_s: float
    pitch_hz: float
    length_s: float
    strength: float = 1.0
    fade_per_s: float = 6.0


SOUNDS: dict[str, tuple[Tone, ...]] = {
    "too_high": (Tone(0.0, C6, 0.16), Tone(0.14, A5, 0.16), Tone(0.28, E5, 0.3)),
    "too_low": (Tone(0.0, G4, 0.16), Tone(0.14, C5, 0.16), Tone(0.28, G5, 0.3)),
    "ceiling": tuple(
        Tone(0.15 * number, pitch_hz, 0.14, 1.0, 2.0) for number, pitch_hz in enumerate((G6, C6, G6, C6))
    ),
    "lost": (Tone(0.0, A4, 0.14, 1.0, 3.0), Tone(0.22, A4, 0.14, 1.0, 3.0), Tone(0.44, G4, 0.3, 1.0, 4.0)),
    "found": (Tone(0.0, G4, 0.12, 0.8), Tone(0.1, C6, 0.3, 0.8)),
    "target": (Tone(0.0, C5, 0.5), Tone(0.11, E5, 0.45), Tone(0.22, G5, 0.4), Tone(0.33, C6, 0.45)),
    "battery": (Tone(0.0, E5, 0.1, 0.7, 10.0), Tone(0.16, E5, 0.16, 0.7, 10.0)),
    "notice": (Tone(0.0, E6, 0.25, 0.5, 8.0), Tone(0.2, C6, 0.35, 0.5, 8.0)),
}


def amplitude(tone: Tone, at_s: float) -> float:
    """How far the tone swings at this moment of its own."""
    if not 0.0 <= at_s < tone.length_s:
        return 0.0
    edges = min(1.0, at_s / ATTACK_S, (tone.length_s - at_s) / RELEASE_S)
    swing = sum(
        strength * math.sin(2 * math.pi * multiple * tone.pitch_hz * at_s) for multiple, strength in PARTIALS
    )
    return tone.strength * edges * math.exp(-tone.fade_per_s * at_s) * swing


def samples(tones: tuple[Tone, ...]) -> list[int]:
    """The sound as 16-bit samples, its loudest at `LOUDEST` times the strongest tone's strength."""
    length_s = max(tone.start_s + tone.length_s for tone in tones) + TAIL_S
    swings = [
        sum(amplitude(tone, number / RATE_HZ - tone.start_s) for tone in tones)
        for number in range(round(length_s * RATE_HZ))
    ]
    loudest = max(abs(swing) for swing in swings)
    scale = LOUDEST * max(tone.strength for tone in tones) * 32_767 / loudest
    return [round(swing * scale) for swing in swings]


def write(path: Path, tones: tuple[Tone, ...]) -> None:
    """Writes one WAV file."""
    values = samples(tones)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(struct.pack(f"<{len(values)}h", *values))


def main() -> None:
    """Writes all of them."""
    folder = Path(__file__).parent
    for name, tones in SOUNDS.items():
        write(folder / f"{name}.wav", tones)


if __name__ == "__main__":
    main()

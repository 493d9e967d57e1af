"""Two independent readers of FIT files, both with checksums on: message name → list of {field: raw value}."""

import io
from typing import Any

import fitdecode
import fitparse

Messages = dict[str, list[dict[str, Any]]]


class RawNumbers:
    """Leaves every value as it is: fitparse's own dates come from a function that Python 3.12 deprecates."""

    def run_type_processor(self, said: object) -> None: ...
    def run_field_processor(self, said: object) -> None: ...
    def run_unit_processor(self, said: object) -> None: ...
    def run_message_processor(self, message: object) -> None: ...


def read_by_fitdecode(octets: bytes) -> Messages:
    found: Messages = {}
    with fitdecode.FitReader(
        io.BytesIO(octets),
        processor=None,
        check_crc=fitdecode.CrcCheck.RAISE,
        error_handling=fitdecode.ErrorHandling.RAISE,
    ) as reader:
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage):
                fields = {said.name: said.raw_value for said in frame.fields}
                found.setdefault(frame.name, []).append(fields)
    return found


def read_by_fitparse(octets: bytes) -> Messages:
    found: Messages = {}
    for message in fitparse.FitFile(
        io.BytesIO(octets), check_crc=True, data_processor=RawNumbers()
    ).get_messages():
        fields = {said.name: said.raw_value for said in message.fields}
        found.setdefault(message.name, []).append(fields)
    return found

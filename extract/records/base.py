"""What all records share: frozen, strict, unknown keys refused."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION: Literal["1.0"] = "1.0"
"""Version of every file format written by this release; see `extract.records.upgrades`."""

Confidence = Annotated[float, Field(ge=0.0, le=1.0)]
"""A calibrated probability in [0, 1] that the item matches an annotator's by the scorer's rule."""


class Record(BaseModel):
    """Base of everything that is written to disk."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
    )

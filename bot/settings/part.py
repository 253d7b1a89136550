"""A part of the settings: one table of presswatch.toml; and what settings of several parts must be."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """One table: its names are known, and nobody changes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def web_address(url: str) -> str:
    """An address without a slash at its end, or "" for none."""
    if url and not url.startswith(("http://", "https://")):
        raise ValueError("must begin with http:// or https://")
    return url.rstrip("/")

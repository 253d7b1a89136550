"""The settings of visits: how long and how large they may be, and who we say we are."""

from typing import Annotated

from pydantic import AfterValidator, Field

from bot.settings.part import Part


def _host_port(pair: str) -> str:
    host, colon, port = pair.rpartition(":")
    if not (host and colon and port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise ValueError("must be host:port, such as 127.0.0.1:8001")
    return pair


class FetchPart(Part):
    """How feeds are visited. Times in seconds."""

    contact: str = Field(
        default="", description="A web or mail address in the User-Agent, so that publishers can reach you."
    )
    connect_timeout: float = Field(default=10.0, gt=0, le=60, description="Seconds to reach a server.")
    total_timeout: float = Field(default=30.0, gt=0, le=300, description="Seconds for a whole visit.")
    max_body_mb: int = Field(default=10, ge=1, le=100, description="Megabytes of one document, decompressed.")
    concurrency: int = Field(default=64, ge=1, le=1000, description="Visits at a time.")
    per_host: int = Field(default=2, ge=1, le=10, description="Visits at a time to one host.")
    allow: tuple[Annotated[str, AfterValidator(_host_port)], ...] = Field(
        default=(), description="Private or loopback host:port pairs that may be visited all the same."
    )

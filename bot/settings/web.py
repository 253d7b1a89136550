"""The settings of the pages."""

from typing import Annotated

from pydantic import AfterValidator, Field

from bot.settings.part import Part, web_address


class WebPart(Part):
    """Where pages are served."""

    host: str = Field(default="127.0.0.1", description="The address to listen on.")
    port: int = Field(default=8765, ge=0, le=65535, description="The port to listen on; 0 takes a free one.")
    public_url: Annotated[str, AfterValidator(web_address)] = Field(
        default="", description="Where readers reach the pages; digests link there only when it is set."
    )

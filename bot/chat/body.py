"""Bodies: what came with a request, as far as there is no more of it than a platform sends."""

from starlette.requests import Request


async def body_of(request: Request, most: int) -> bytes | None:
    """The bytes, None where they are more than `most`."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            return None
    return bytes(body)

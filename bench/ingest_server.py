"""The feed server of the ingest bench, a process of its own on loopback. It prints its port, and ends with its input.

python -m bench.ingest_server --feeds 500 --entries 20 --words 60 --seed 1
"""

import argparse
import asyncio
import gzip
import sys
from datetime import UTC, datetime

from bench.ingest_press import documents

_TYPE = "Content-Type: application/xml"


def main() -> None:
    """Serve until the other side closes our standard input."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in ("feeds", "entries", "words", "seed"):
        parser.add_argument(f"--{name}", type=int, required=True)
    asked = parser.parse_args()
    made = documents(asked.feeds, asked.entries, asked.words, seed=asked.seed, until=datetime.now(UTC))
    asyncio.run(_serve([_answer(document) for document in made]))


async def _serve(answers: list[bytes]) -> None:
    server = await asyncio.start_server(lambda reader, writer: _talk(reader, writer, answers), "127.0.0.1", backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    server.close()


async def _talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answers: list[bytes]) -> None:
    """Answer /<number>.xml as long as the connection is kept."""
    try:
        while request := await reader.readuntil(b"\r\n\r\n"):
            number = int(request.split(b" ", 2)[1].strip(b"/").removesuffix(b".xml"))
            writer.write(answers[number])
            await writer.drain()
            if b"connection: close" in request.lower():
                break
    except (asyncio.IncompleteReadError, ConnectionError):
        pass  # the client has what it wanted
    writer.close()


def _answer(document: bytes) -> bytes:
    """A whole HTTP answer, made once: the server is not what is measured. Every client here takes gzip."""
    body = gzip.compress(document, 5)
    head = f"HTTP/1.1 200 OK\r\n{_TYPE}\r\nContent-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


if __name__ == "__main__":
    main()

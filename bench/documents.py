"""Send every document of a collection through fetch and parse, and see that none crashes, hangs or loses a row.

    python -m bench.documents documents.tar.xz [FOLDER ...] [--slowest 10]

The documents are served over loopback, fetched by `bot.fetch` and parsed in `bot.sandbox`, as `poll` does it. Of each
it is known afterwards what became of it: entries, a named rejection, or a fault of the fetch. Two files of the
collection of bad inputs ask the server to misbehave and are obeyed: `redirect_loop.txt` and `slow_drip.txt`. Exits 1
on a crash, on a hang, on an unbalanced book and on a document without an outcome.
"""

import argparse
import sys
import tarfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bot.errors import ParseRejected
from bot.feeds.parse import balanced
from bot.fetch.client import HttpFetcher
from bot.fetch.settings import FetchSettings
from bot.model.entry import ParsedFeed
from bot.model.feed import Fetched, Visit
from bot.ports.parser import ParseJob
from bot.sandbox.pool import SandboxPool
from bot.sandbox.wire import Budget

SUSPECT = 0.05  # seconds from fetched to parsed, waiting included, from which a document is timed alone
TOTAL_SECONDS = 5.0  # of one visit: what the server does within it is loopback's doing, or a drip
TYPES = {".json": "application/feed+json", ".html": "text/html; charset=utf-8", ".txt": "text/plain"}
ENCODINGS = {".gz": "gzip", ".bin": "deflate"}


@dataclass(frozen=True, slots=True)
class Sample:
    """One document of the collection."""

    name: str
    body: bytes


@dataclass(slots=True)
class Account:
    """What became of all documents."""

    documents: int = 0
    lanes: Counter[str] = field(default_factory=Counter)
    received: Counter[str] = field(default_factory=Counter)
    entries: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    row_reasons: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    waits: list[tuple[float, ParseJob, str]] = field(default_factory=list)
    alone: list[tuple[float, str]] = field(default_factory=list)  # seconds, of those that seemed slow
    wrong: list[str] = field(default_factory=list)


def main() -> int:
    """Run the collection; the exit status."""
    options = read_options()
    samples = [
        *from_archive(options.archive),
        *(sample for folder in options.folders for sample in from_folder(folder)),
    ]
    started = time.monotonic()
    account = run(samples)
    report(account, time.monotonic() - started, options.slowest)
    return 1 if account.wrong else 0


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("archive", type=Path, help="documents.tar.xz")
    parser.add_argument("folders", type=Path, nargs="*", help="folders of more documents")
    parser.add_argument("--slowest", type=int, default=10, metavar="N", help="how many of the slowest to name")
    return parser.parse_args()


def from_archive(path: Path) -> Iterator[Sample]:
    """The files of a tar archive, but for its index."""
    with tarfile.open(path) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() else None
            if file is not None and Path(member.name).name != "index.jsonl":
                yield Sample(member.name, file.read())


def from_folder(path: Path) -> Iterator[Sample]:
    """The files of a folder and its folders, but for the programs that wrote them."""
    for file in sorted(path.rglob("*")):
        if file.is_file() and file.suffix != ".py":
            yield Sample(f"{path.name}/{file.relative_to(path)}", file.read_bytes())


def run(samples: list[Sample]) -> Account:
    """Serve, fetch and parse them all."""
    account = Account(documents=len(samples))
    with Server(samples) as server, fetcher(server.port) as fetches, SandboxPool(workers=2, budget=Budget()) as pool:
        visits = [Visit(feed_id=n, url=f"http://127.0.0.1:{server.port}/{n}") for n in range(len(samples))]
        arrived: dict[int, tuple[float, ParseJob]] = {}
        unsettled = set(range(len(samples)))
        for number, outcome in pool.parse_many(jobs(fetches.fetch(visits), account, arrived, unsettled)):
            unsettled.discard(number)
            settle(account, samples[number].name, outcome)
            since, job = arrived.pop(number)
            account.waits.append((time.monotonic() - since, job, samples[number].name))
        account.wrong += [f"no outcome: {samples[number].name}" for number in sorted(unsettled)]
        account.alone = [(timed(pool, job), name) for wait, job, name in account.waits if wait > SUSPECT]
    return account


def timed(pool: SandboxPool, job: ParseJob) -> float:
    """Seconds that one document takes when nothing else is parsed."""
    started = time.monotonic()
    for _ in pool.parse_many([(0, job)]):
        pass
    return time.monotonic() - started


def fetcher(port: int) -> HttpFetcher:
    """A fetcher that may visit our server, with many connections to it."""
    return HttpFetcher(
        FetchSettings(
            user_agent="PresswatchBench/1 (loopback)",
            total_seconds=TOTAL_SECONDS,
            per_host=16,
            allowed=frozenset({("127.0.0.1", port)}),
        )
    )


def jobs(
    fetched: Iterator[Fetched], account: Account, arrived: dict[int, tuple[float, ParseJob]], unsettled: set[int]
) -> Iterator[tuple[int, ParseJob]]:
    """What was fetched, to be parsed; faults are settled here."""
    for came in fetched:
        if came.fault is not None:
            account.faults[came.fault.kind] += 1
            unsettled.discard(came.feed_id)
            continue
        job = ParseJob(
            body=came.body,
            base_url=came.final_url,
            content_type=came.content_type,
            content_location=came.content_location,
            now=came.fetched_at,
        )
        arrived[came.feed_id] = time.monotonic(), job
        yield came.feed_id, job


def settle(account: Account, name: str, outcome: ParsedFeed | ParseRejected) -> None:
    """Enter one document's outcome."""
    if isinstance(outcome, ParseRejected):
        account.refused[outcome.reason] += 1
        if outcome.reason in ("parser-crashed", "too-slow", "too-much-memory"):
            account.wrong.append(f"{outcome.reason}: {name}: {outcome.message}")
        return
    account.lanes[outcome.parser] += 1
    account.received[outcome.parser] += outcome.received
    account.entries[outcome.parser] += len(outcome.entries)
    account.rejected[outcome.parser] += len(outcome.rejections)
    account.row_reasons.update(rejection.reason for rejection in outcome.rejections)
    if not balanced(outcome):
        account.wrong.append(f"unbalanced: {name}")


def report(account: Account, seconds: float, slowest: int) -> None:
    """Print what became of the collection."""
    read = account.lanes.total()
    print(f"{account.documents} documents in {seconds:.1f} s: {read} read, {account.refused.total()} refused by name,")
    print(f"  {account.faults.total()} faults of the fetch")
    for lane, count in account.lanes.most_common():
        print(
            f"{lane:>12}: {count} documents, received {account.received[lane]} = "
            f"{account.entries[lane]} entries + {account.rejected[lane]} rejected"
        )
    print("items rejected:", told(account.row_reasons))
    print("documents refused:", told(account.refused))
    print("fetch faults:", told(account.faults))
    print("slowest, each parsed alone once more:")
    for taken, name in sorted(account.alone, reverse=True)[:slowest]:
        print(f"  {taken:6.2f} s  {name}")
    for line in account.wrong:
        print("WRONG:", line, file=sys.stderr)


def told(counts: Counter[str]) -> str:
    """Counts in words, the most frequent first."""
    return ", ".join(f"{name} {count}" for name, count in counts.most_common()) or "none"


class Server:
    """A loopback server of the samples, each at /<number>."""

    def __init__(self, samples: list[Sample]) -> None:
        handler = type("Handler", (_Handler,), {"samples": samples})
        self._server = _QuietServer(("127.0.0.1", 0), handler)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> "Server":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: object, client_address: object) -> None:
        """A fetcher that hangs up on a document it has seen enough of is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    samples: list[Sample]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        sample = self.samples[int(self.path[1:])]
        name = Path(sample.name).name
        if name == "redirect_loop.txt":
            self._answer(302, b"", {"Location": self.path})
        elif name == "slow_drip.txt":
            self._drip(sample.body)
        else:
            self._answer(200, sample.body, headers_of(name))

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for header in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(*header)
        self.end_headers()
        self._write(body)

    def _drip(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        for byte in body:
            if not self._write(bytes([byte])):
                return
            time.sleep(1)

    def _write(self, data: bytes) -> bool:
        try:
            self.wfile.write(data)
        except ConnectionError:  # the fetcher has seen enough
            self.close_connection = True
            return False
        return True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def headers_of(name: str) -> dict[str, str]:
    """How a server would label a file of this name."""
    suffix = Path(name).suffix
    headers = {"Content-Type": TYPES.get(suffix, "application/xml")}
    if suffix in ENCODINGS:
        headers["Content-Encoding"] = ENCODINGS[suffix]
    return headers


if __name__ == "__main__":
    sys.exit(main())

"""The ingest bench's other side: lemon24/reader (https://github.com/lemon24/reader), through its public interface.

It runs in an environment of its own, which has reader[search] and nothing of ours, and prints its figures as JSON.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from reader import make_reader  # type: ignore[import-not-found]  # in the other environment


def main(port: int, feeds: int, workers: int) -> None:
    """One first ingest, then the full-text index, which this reader brings up to date in a step of its own."""
    with tempfile.TemporaryDirectory() as folder:
        reader = make_reader(str(Path(folder) / "reader.sqlite"))
        for number in range(feeds):
            reader.add_feed(f"http://127.0.0.1:{port}/{number}.xml")
        reader.enable_search()
        started, cpu = time.perf_counter(), time.process_time()
        reader.update_feeds(workers=workers)
        read = time.perf_counter()
        reader.update_search()
        done = time.perf_counter()
        figures = {
            "entries": reader.get_entry_counts().total,
            "seconds": done - started,
            "without_index": read - started,
            "cpu": time.process_time() - cpu,
        }
        reader.close()
    print(json.dumps(figures))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

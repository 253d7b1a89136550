"""A story's origin as kept: nothing is lost, and what an earlier version kept can be read."""

import json
from dataclasses import replace

from bot.model.origin import FirstBy
from bot.store.origin_rows import origin, origin_json
from tests.digests import origins

TOLD = origins.origin(
    origins.report("Wired", 1, 2),
    origins.report("Gleaner", 3, shown=False),
    credits=(origins.credit(1, "Wired", "Wired first reported"),),
    first="Wired",
    by=FirstBy.TEXTS,
    claimed_by="Ledger",
)


def test_it_comes_back_whole() -> None:
    assert origin(origin_json(TOLD)) == TOLD
    assert origin(origin_json(None)) is None


def test_one_of_the_time_before_names_nobody_who_claims_it() -> None:
    kept = json.loads(origin_json(TOLD) or "")
    del kept["claimed_by"]
    assert origin(json.dumps(kept)) == replace(TOLD, claimed_by="")

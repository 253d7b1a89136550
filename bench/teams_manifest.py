"""Check the manifest of the Teams app against a published JSON schema: `python -m bench.teams_manifest SCHEMA.json`.

The schema is Microsoft's own (https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.schema.json).
What is checked is the template as `presswatch teams package` fills it for an installation that might be.
"""

import json
import sys
from pathlib import Path

from bench.manifest import faults
from bot.chat.teams.package import MANIFEST, AppFacts, fill

TEMPLATE = Path(__file__).parent.parent / "config" / "teams" / MANIFEST
EXAMPLE = AppFacts(
    client_id="b0000000-0000-4000-8000-00000000000b", public_url="https://press.example.org", version="1.2.3"
)


def main(schema: Path, template: Path = TEMPLATE) -> int:
    """Print what is wrong; 0 where nothing is."""
    rules = json.loads(schema.read_text("utf-8"))
    found = list(faults(fill(template.read_text("utf-8"), EXAMPLE), rules, rules))
    for fault in found:
        print(f"{template.name}{fault}")
    print(f"{template.name}: {len(found)} faults by {schema.name}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))

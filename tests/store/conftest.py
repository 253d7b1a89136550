"""Here a new database is made as people make theirs."""

import pytest


@pytest.fixture(autouse=True)
def new_databases() -> None:
    """Each is migrated: no copy takes its place."""

"""Evaluate: stories and topics on labelled files, by the very functions that `poll` runs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

"""Channels that workflows post to: each name of the settings is one, in a workspace that is theirs alone."""

from collections.abc import Iterable

from bot.model.channel import WORKFLOWS
from bot.ports.store import Store


def webhook_channels(store: Store, names: Iterable[str]) -> None:
    """Make the channels of these names where they are not yet. One whose name has gone keeps what it was subscribed to,
    and what is meant for it waits."""
    wanted = sorted(names)
    if not wanted:
        return
    with store.writing() as session:
        workspace = session.channels.ensure_workspace(platform=WORKFLOWS, key=WORKFLOWS, name="Workflows")
        for name in wanted:
            session.channels.ensure(workspace=workspace, key=name, name=name)

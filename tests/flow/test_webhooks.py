"""The channels of workflows are those that the settings name."""

from pathlib import Path

from bot.flow.webhooks import webhook_channels
from tests.flow.press import office


def test_each_name_is_a_channel_of_one_workspace_made_once(tmp_path: Path) -> None:
    with office(tmp_path) as desk:
        for names in ((), ("press", "legal"), ("press",)):
            webhook_channels(desk.store, names)
        with desk.store.reading() as session:
            (workspace,) = session.channels.workspaces()
            channels = session.channels.of_workspace(workspace.id)
    assert (workspace.platform, workspace.name) == ("workflows", "Workflows")
    assert [(channel.name, channel.key, channel.platform) for channel in channels] == [
        ("legal", "legal", "workflows"),
        ("press", "press", "workflows"),
    ]


def test_without_names_there_is_no_workspace(tmp_path: Path) -> None:
    with office(tmp_path) as desk:
        webhook_channels(desk.store, ())
        with desk.store.reading() as session:
            assert session.channels.workspaces() == []

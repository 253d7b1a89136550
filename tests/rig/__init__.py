"""Real clients: a person in a browser talks with Presswatch through a Slack, and a Teams, that run on this machine.

Needs Chromium, Playwright, local-slack and the Agents Playground, which `.ci/run` installs; `make test` leaves this
folder out.

    PRESSWATCH_RIG=FOLDER_OF_NODE_MODULES python -m pytest tests/rig
"""

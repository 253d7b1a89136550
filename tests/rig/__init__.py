"""Real clients: a person in a browser talks with Presswatch through a Slack that runs on this machine.

Needs Chromium, Playwright and local-slack, which `.ci/run` installs; `make test` leaves this folder out.

    PRESSWATCH_RIG=FOLDER_OF_NODE_MODULES python -m pytest tests/rig
"""

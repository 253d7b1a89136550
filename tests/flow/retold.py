"""Two tellings of one event, by a source that is muted and by others."""

from tests.flow.press import item

TAKEN = item(1, "Clearview AI loses its client list with faces to an intruder", text="A hacker took the client list.")
RETOLD = item(
    5, "Intruder takes Clearview AI client list", text="The client list of Clearview AI is stolen, faces too."
)

"""The limits of Teams' cards, each with where it is written. Sizes are bytes of UTF-8 JSON, lengths UTF-16 units."""

# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages: 100 KB a message, the card
# with all that travels beside it. A card is kept to a fifth of it, so that two of its texts in one activity fit also.
CARD = 20_000
PLAIN_CARD = 10_000  # ours: half of it, for a message that was refused once
ELEMENTS = 200  # ours: what one card shows; it runs out of bytes before

# Ours, for the rest of these: Teams names no limits of texts.
TEXT = 3_000
HEADER = 200
LIST = 1_000  # of one list; a longer one is divided, so that a part of it can be left out
PREVIEW_TITLE = 110  # of a story to choose from; about two lines of the list
PREVIEW_TEXT = 220  # of its clause below, about three
SUMMARY = 500  # the line for notifications
LABEL = 75  # of a button; about what a narrow phone shows of one
FACT = 600
CELL = 200
TABLE = 7_000  # bytes of one table
TABLE_COLUMNS = 20
TABLE_ROWS = 60  # of a chart that is drawn as a table
INPUT_VALUE = 3_000  # of one field
CHOICES = 5_000  # bytes of a field's choices; with more it is a field to type into

# https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-actions: six buttons are shown
BUTTONS = 6
ROW = 6_000  # bytes of one row: what is too much is left out
FEW_WORDS = 600  # ours: what a press brings back is packed if it is longer
WORDS = 2_000
URL = 2_000

CHART_LABEL = 40
CHART_POINTS = 20  # ours: on a narrow phone more labels stand on each other
FEW_CHOICES = 12  # ours: with more a menu is searched by typing

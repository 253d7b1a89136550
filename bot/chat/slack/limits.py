"""Slack's limits, each with where it is written. Lengths count UTF-16 units, the larger of the usual counts."""

# https://docs.slack.dev/reference/block-kit/blocks and …/block-elements, where no other source is named.

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100  # a modal, or the Home tab

# All block text of a message together. Nowhere written; 11,341 characters were refused as `msg_blocks_too_long`:
# https://github.com/slackapi/bolt-js/issues/2509, https://github.com/slackapi/bolt-js/issues/2867
MESSAGE_TEXT = 9_000
PLAIN_TEXT = 4_500  # ours: half of it, for a message that was refused once
VIEW_TEXT = 40_000  # ours: with its markup well inside the 250 kB of https://docs.slack.dev/reference/views

FALLBACK = 4_000  # https://docs.slack.dev/reference/methods/chat.postMessage, "Truncating content"
TEXT = 3_000  # a text object; a section's text is one
FIELDS = 10  # a section
FIELD = 2_000
HEADER = 150
ACTIONS = 25  # elements of an actions block
OVERFLOW = 5  # options
LABEL = 75  # of a button, an option and a group of options
VALUE = 2_000  # of a button
OPTION_VALUE = 150
URL = 3_000  # of a button
OPTIONS = 100  # of a select, and of each of its groups
GROUPS = 100

VIEW_TITLE = 24  # https://docs.slack.dev/reference/views: the title, and the words for submit and close
INPUT_LABEL = 2_000  # and its hint
INPUT_VALUE = 3_000  # https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element
PRIVATE = 3_000  # a view's private_metadata

# https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
CHARTS = 2  # a message
CHART_TITLE = 50
CHART_POINTS = 20
CHART_LABEL = 20  # also a series' name

# https://docs.slack.dev/reference/block-kit/blocks/table-block
TABLES = 1  # a message: a second one is refused as `only_one_table_allowed`
TABLE_ROWS = 100
TABLE_COLUMNS = 20
TABLE_TEXT = 3_000  # ours: all cells, so that a table leaves room for what stands beside it

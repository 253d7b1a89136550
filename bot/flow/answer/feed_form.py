"""The form "feed": what is asked of a person who adds one."""

from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import text
from bot.model.form import Field, Form
from bot.model.message import Paragraph


def feed_form(_asking: Asking) -> Form:
    """An empty form; its values are those of the command AddFeed."""
    return Form(
        name="feed",
        title="Add a feed",
        intro=(Paragraph((text("RSS, Atom or JSON Feed. A site’s front page will do: it may name its feeds."),)),),
        fields=(
            Field(name="url", label="Address", hint="such as https://lantern-post.example/feed"),
            Field(name="name", label="Name", optional=True, hint="the publication; left out, the feed's own title"),
        ),
        submit="Add",
        spoken="feeds add [URL] [as NAME]",
    )

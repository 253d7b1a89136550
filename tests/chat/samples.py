"""Messages that hold each kind of block, with a text in every place of them."""

from bot.model.message import (
    Block,
    Bullets,
    Button,
    Buttons,
    Chart,
    Feedback,
    Fields,
    Header,
    Item,
    Message,
    Notice,
    PageLink,
    Paragraph,
    Quote,
    Rule,
    Small,
    Span,
    Style,
    Table,
    Tone,
    WebLink,
)

BASE = "https://press.example"


def spans(text: str, link: str = "") -> tuple[Span, ...]:
    return (Span(text, link=WebLink(link) if link else None),)


def votes(story: int = 1, *more: Button) -> Feedback:
    useful, useless = Button("Useful", command=f"useful {story}"), Button("Not for us", command=f"useless {story}")
    return Feedback(useful, useless, more)


MENU = (Button("Why this?", command="why story 1"), Button("Mute this story", command="mute story 1"))
CHART = Chart("Stories a week", ("No. 1", "No. 2"), (2, 4))
TABLE = Table(("Feed", "New"), (("Lantern Post", "14"), ("", "3")), (1,))
STORY = Item(1, spans("A list is copied", "https://news.example/1"), spans("It was long."), spans("New"))

EVERY_BLOCK: tuple[Block, ...] = (
    Header("Facial recognition · No. 9"),
    Small((Span("11 stories", Style.STRONG, PageLink("digests/abc", "stories")),)),
    Paragraph(spans("The bottom line.")),
    STORY,
    Quote(spans("Somebody’s own words")),
    Bullets((spans("one"), spans("two"))),
    Fields((("Topic", spans("ai-privacy")), ("Next", spans("Monday")))),
    TABLE,
    CHART,
    Notice(Tone.WARNING, spans("A feed is silent")),
    Rule(),
    Buttons((Button("Read on the web", PageLink("digests/abc")), Button("Why these?", command="why 1", primary=True))),
    votes(1, *MENU),
)


def everywhere(text: str, link: str = "https://news.example/1") -> tuple[Block, ...]:
    """The text, and the link, in each place of each block."""
    each = (
        Span(text, Style.STRONG),
        Span(text),
        Span(text, Style.CODE),
        *spans(text, link),
        Span(text, Style.EMPHASIS),
    )
    steps = (Button(text, command=text), Button(text, WebLink(link)), Button(text, WebLink(link), text, primary=True))
    return (
        Header(text),
        Paragraph(each),
        Small(each),
        Quote(each),
        Bullets((each, each)),
        Item(1, each),
        Quote(each),
        Feedback(steps[0], steps[0], steps),
        Item(0, each, each, each),
        Feedback(steps[0], steps[0], steps),
        Feedback(steps[0], steps[0], steps),
        Fields(((text, each), (text, each))),
        Table((text, text), ((text, text), (text, text)), (1,)),
        Table((text,), ((text,),)),
        Chart(text, (text,), (1,)),
        Chart("Stories", (text, "b"), (3, 0)),
        Notice(Tone.INFO, each),
        Buttons(steps),
    )


def message(*blocks: Block, fallback: str = "In one line") -> Message:
    return Message(fallback=fallback, blocks=blocks)

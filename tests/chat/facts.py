"""Facts of which messages are written, and a form."""

from bot.model.delivery import HeldFor
from bot.model.digest import HeldAlert
from bot.model.form import Choice, Field, FieldKind, Form, Suggestion
from tests.chat.samples import CHART
from tests.digests.alerts import alert

HELD = HeldAlert(
    story_id=1,
    topic_title="Facial recognition",
    title="Leaked papers name the bodies that tried Clearview",
    link="https://news.example/20",
    source="BuzzFeed News",
    sources=3,
    reason=HeldFor.QUIET_HOURS,
)
ALERT = alert(story_id=1)
LIGHTS = (Choice("lamp", "A lamp"), Choice("", "None at all"))
FORM = Form(
    name="desk",
    title="A desk",
    fields=(
        Field(name="name", label="Name", value="Ada", hint="As in `desk NAME`."),
        Field(name="light", label="Light", kind=FieldKind.CHOICE, value="lamp", choices=LIGHTS, optional=True),
        Field(name="note", label="Note", kind=FieldKind.TEXT, value="covered>=3\n<x>"),
    ),
    preview=(CHART,),
    suggestions=(Suggestion(label="No light", values={"light": ""}, gist="saves *power*"),),
    submit="Build it",
)

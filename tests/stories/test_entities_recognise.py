"""Entities in an article: which names mean whom, and which mean somebody else."""

import pytest

from bot.stories.entities import gazetteer, recognise
from bot.stories.words import read


def named(title: str, body: str = "") -> set[str]:
    return set(recognise(read(title), read(body), gazetteer()).ids)


@pytest.mark.parametrize(
    ("title", "ids"),
    [
        ("Clearview AI is fined in France", {"company:clearview-ai", "country:fr"}),
        ("CLEARVIEW AI IS FINED IN FRANCE", {"company:clearview-ai", "country:fr"}),
        ("Microsoft’s lawyers meet Google's", {"company:microsoft", "company:google"}),
        ("Paris-based start-up scans faces", {"country:fr"}),
        ("A French-Dutch patrol", {"country:fr", "country:nl"}),
        ("The F.T.C. and the FTC", {"regulator:ftc"}),
        ("AT&T and H&M", {"company:at-t", "company:hm"}),
        ("Face++ at the gate", {"company:megvii"}),
        ("Face plus body", set()),
        ("Amazon Web Services goes down", {"company:aws"}),
        ("Bank of America sues", {"company:bank-of-america"}),
        ("California Consumer Privacy Act takes effect", {"law:ccpa", "country:us-ca"}),
        ("New York Times reports", {"company:new-york-times"}),
        ("Volodymyr Zelenskyy speaks", {"person:volodymyr-zelenskyy"}),
        ("Juan Guaidó and Juan Guaido", {"person:juan-guaido"}),
        ("U.S. and US agree, let us pray", {"country:us"}),
        ("Contact us", set()),
        ("CONTACT US", set()),
        ("Who is watching whom, asks WHO", set()),
        ("google fined by the ftc", {"company:google"}),
        ("iPhone apps", {"company:apple"}),
        ("The EU AI Act", {"law:ai-act"}),
    ],
)
def test_names_are_found(title: str, ids: set[str]) -> None:
    assert named(title) == ids


@pytest.mark.parametrize(
    ("title", "ids"),
    [
        ("Apple Sues Over Leaks", {"company:apple"}),
        ("Apple Pie Recipes for Autumn", set()),
        ("apples and an apple", set()),
        ("Big Apple Hotels", set()),
        ("Target Says Hackers Took Card Data", {"company:target"}),
        ("Target Practice for Beginners", set()),
        ("Target Audience Analysis With AI", set()),
        ("Shoppers leave Target's aisles", {"company:target"}),
        ("How to Target Ads", set()),
        ("Police in Georgia Arrest Man After Face Match in Atlanta", {"country:us-ga"}),
        ("Georgia Holds Vote as Russia Watches Tbilisi", {"country:ge", "country:ru"}),
        ("Georgia Tech Builds a Robot", set()),
        ("Georgia on My Mind", set()),
        ("Fires spread in the Amazon rainforest", set()),
        ("Amazon River dolphins", set()),
        ("Amazon sells doorbells", {"company:amazon"}),
        ("Michael Jordan Opens a Museum", set()),
        ("Jordan Closes Its Border With Syria", {"country:jo", "country:sy"}),
        ("Turkey Jails Reporters", set()),
        ("Turkey's Erdogan speaks", {"country:tr", "person:recep-tayyip-erdogan"}),
        ("How to Roast a Turkey for Thanksgiving", set()),
        ("Aid for refugees in Chad", {"country:td"}),
        ("Chad Smith Drums", set()),
        ("Ring Shares Doorbell Video With Police", {"company:ring"}),
        ("A Ring for the Queen", set()),
        ("Square Enix and a Square Meal", set()),
        ("Block Inc Cuts Jobs", {"company:block"}),
        ("Alphabet Inc Beats Forecasts", {"company:alphabet"}),
        ("The Alphabet of Fear", set()),
        ("Oracle's Database", {"company:oracle"}),
        ("Oracle Bones Found", set()),
        ("Shell and BP Raise Oil Prices", {"company:shell", "company:bp"}),
        ("A Shell on the Beach", set()),
        ("Orange, Vodafone and the Telecom Operators", {"company:orange", "company:vodafone"}),
        ("Orange Is a Colour", set()),
        ("Visa Rules Change for Students", set()),
        ("Visa and Mastercard Cut Fees", {"company:visa", "company:mastercard"}),
        ("Gap Inc Hacked", {"company:gap"}),
        ("Mind the Gap", set()),
        ("Theresa May speaks in May", {"person:theresa-may"}),
        ("You May Cook at Home", set()),
        ("Apple's Cook Speaks on Privacy", {"company:apple", "person:tim-cook"}),
        ("Palantir Wins", {"company:palantir"}),
        ("Meta-Analysis of Studies", set()),
        ("Polish Your Prose", set()),
        ("Lara Trump's Book", set()),
    ],
)
def test_an_ambiguous_name_needs_something_beside_it(title: str, ids: set[str]) -> None:
    assert named(title) == ids


def test_the_text_tells_what_a_title_leaves_open() -> None:
    assert named("Target Hit Again") == set()
    assert named("Target Hit Again", "The retailer closed its checkouts.") == {"company:target"}


def test_of_one_article_a_name_has_one_meaning() -> None:
    found = recognise(read("A Bad Year for Visa"), read("Visa Inc lost. And so Visa fell."), gazetteer())
    assert [mention.first for mention in found.sure["title"]] == [4]
    assert [mention.first for mention in found.sure["body"]] == [0, 5]


def test_a_name_without_a_meaning_is_doubtful() -> None:
    found = recognise(read("Target Practice"), read(""), gazetteer())
    assert found.sure["title"] == ()
    assert [mention.id for mention in found.doubtful["title"]] == ["company:target"]


def test_what_points_at_a_country_is_weak() -> None:
    found = recognise(read("French police"), read("In France"), gazetteer())
    assert [mention.weak for mention in (*found.sure["title"], *found.sure["body"])] == [True, False]
    assert [one.first for one in found.of(frozenset(("country:fr",)), "title", strict=True)] == []

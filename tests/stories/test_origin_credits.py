"""Whom a text credits: every wording in several languages, and what only looks like one."""

import pytest

from bot.model.origin import Credit, Weight
from bot.stories.origin import Outlets, origin_of
from tests.stories.origins import OUTLETS, article


def credits(text: str = "", *, title: str = "", source: str = "Gleaner", outlets: Outlets = OUTLETS) -> list[Credit]:
    found = origin_of([article(1, source, title=title, summary=text)], outlets).credits
    return sorted(found, key=lambda one: (one.field, one.start))


CREDITED = [
    # reports
    ("The list is gone, a Daily Beast report said.", "The Daily Beast|a Daily Beast report said"),
    ("It is so, according to a New York Times report.", "The New York Times|according to a New York Times report"),
    ("It ran, says a report in the Ottawa Citizen.", "Ottawa Citizen|says a report in the Ottawa Citizen"),
    ("A new Guardian investigation found forty cameras.", "The Guardian|A new Guardian investigation found"),
    ("The AP’s reporting shows that nobody was asked.", "Associated Press|The AP’s reporting"),
    ("A joint investigation by Der Spiegel and others names the buyers.", "Der Spiegel|investigation by Der Spiegel"),
    ("It rests on a story in the Toronto Star.", "Toronto Star|story in the Toronto Star"),
    ("BuzzFeed News reported that 200 shops tried it.", "BuzzFeed News|BuzzFeed News reported"),
    ("Reuters first reported the purchase.", "Reuters|Reuters first reported"),
    ("Bloomberg has learned that the talks ended.", "Bloomberg|Bloomberg has learned"),
    ("The talks ended, Bloomberg said on Tuesday.", "Bloomberg|Bloomberg said"),
    ("The talks ended, The Wall Street Journal reported.", "The Wall Street Journal|The Wall Street Journal reported"),
    ("The talks ended, reports Reuters.", "Reuters|reports Reuters"),
    ("Wired, which first reported the leak, saw the file.", "Wired|Wired, which first reported"),
    ("Politico broke the story last night.", "Politico|Politico broke"),
    ("CNN’s Jane Doe reports that the vote was moved.", "CNN|CNN’s Jane Doe reports"),
    ("ProPublica reporter Jo Roe wrote that files were kept.", "ProPublica|ProPublica reporter Jo Roe wrote"),
    ("The Intercept previously reported on the contract.", "The Intercept|The Intercept previously reported"),
    # who was told
    ("“We mended it,” its lawyer told The Daily Beast in a statement.", "The Daily Beast|told The Daily Beast"),
    ("He told BBC News that it was an error.", "BBC|told BBC News"),
    ("In a statement to TechCrunch the firm denied it.", "TechCrunch|statement to TechCrunch"),
    ("A statement sent to The Verge names no cause.", "The Verge|statement sent to The Verge"),
    ("She said so in an interview with Le Monde.", "Le Monde|interview with Le Monde"),
    ("Speaking to the Financial Times, he named a price.", "Financial Times|Speaking to the Financial Times"),
    ("The firm confirmed to 404 Media that it kept the scans.", "404 Media|confirmed to 404 Media"),
    # documents and sources
    ("According to Reuters, the deal is off.", "Reuters|According to Reuters"),
    ("The deal is off, according to the Associated Press.", "Associated Press|according to the Associated Press"),
    ("Documents obtained by The Intercept show the price.", "The Intercept|obtained by The Intercept"),
    ("Mails seen by Reuters show the price.", "Reuters|seen by Reuters"),
    ("Papers reviewed by the WSJ show the price.", "The Wall Street Journal|reviewed by the WSJ"),
    ("The price, citing people who know it, was low, citing Bloomberg.", "Bloomberg|citing Bloomberg"),
    ("The list was first reported by The Record.", "The Record|first reported by The Record"),
    ("As reported by The Guardian, the firm was bought.", "The Guardian|As reported by The Guardian"),
    ("This article originally appeared in Wired.", "Wired|originally appeared in Wired"),
    ("The firm was bought (via TechCrunch).", "TechCrunch|via TechCrunch"),
    ("The firm was bought, per Axios.", "Axios|per Axios"),
    ("It was bought. H/T The Register.", "The Register|H/T The Register"),
    ("It was first reported by the daily Die Zeit.", "Die Zeit|first reported by the daily Die Zeit"),
    ("It was reported by German newspaper Die Zeit.", "Die Zeit|was reported by German newspaper Die Zeit"),
    ("Yonhap news agency reported the launch.", "Yonhap|Yonhap news agency reported"),
    ("Reuters, citing two people, names the buyer.", "Reuters|Reuters, citing"),
    ("As The New York Times says, it is over.", "The New York Times|The New York Times says"),
    ("Reuters says: “It is over.”", "Reuters|Reuters says"),
    ("The Washington Post found that nobody was asked.", "The Washington Post|The Washington Post found"),
    ("It is over, she said on Fox News.", "Fox News|said on Fox News"),
    # bylines and datelines
    ("LONDON (Reuters) - A court has stopped the trial.", "Reuters|(Reuters)"),
    ("WASHINGTON, March 2 (AFP) – A court has stopped the trial.", "AFP|(AFP)"),
    ("NEW YORK, March 2, 2026 /PRNewswire/ -- Oakfield, a maker of gates, has a new gate.", "PR Newswire|/PRNewswire/"),
    ("A court has stopped the trial. © 2026 AFP", "AFP|© 2026 AFP"),
    ("It is over. Copyright 2026 The Associated Press.", "Associated Press|Copyright 2026 The Associated Press"),
    # names
    ("The Springfield Gazette reported it on Monday.", "Springfield Gazette|The Springfield Gazette reported"),
    ("He told the Springfield Gazette so.", "Springfield Gazette|told the Springfield Gazette"),
    ("The New York Times’ John Roe writes that it is over.", "The New York Times|The New York Times’ John Roe writes"),
    # other languages
    ("Selon Le Monde, la ville a renoncé.", "Le Monde|Selon Le Monde"),
    ("La ville a renoncé, rapporte l’AFP.", "AFP|rapporte l’AFP"),
    ("D’après Mediapart, la ville a renoncé.", "Mediapart|D’après Mediapart"),
    ("Laut dem Spiegel prüft die Stadt den Vertrag.", "Der Spiegel|Laut dem Spiegel"),
    ("Wie das Handelsblatt berichtet, ruht der Vertrag.", "Handelsblatt|das Handelsblatt berichtet"),
    ("Nach Angaben der dpa ruht der Vertrag.", "dpa|Nach Angaben der dpa"),
    ("Según El País, la ciudad renuncia.", "El País|Según El País"),
    ("De acuerdo con la agencia, la ciudad renuncia, informó EFE.", "EFE|informó EFE"),
    ("Segundo a Folha de S.Paulo, a cidade desistiu.", "Folha de S.Paulo|Segundo a Folha de S.Paulo"),
]


@pytest.mark.parametrize(("text", "expected"), CREDITED)
def test_what_credits(text: str, expected: str) -> None:
    found = credits(text)
    assert [f"{one.outlet}|{one.text}" for one in found] == [expected]
    assert all(text[one.start : one.end] == one.text for one in found)


NOBODY = [
    "The mayor told reporters that the gates were shut.",
    "She told the court that nobody had asked her.",
    "The report said profits had doubled.",
    "The firm reported a profit for the quarter.",
    "Nothing was lost, according to the company.",
    "Nothing was lost, according to police.",
    "The cameras hang in Times Square, the city said.",
    "According to the Times Square Alliance, crowds came back.",
    "The Post Office said that its terminals were right.",
    "She told the Post Office about it.",
    "Steven Guardian told his neighbours.",
    "According to Steven Guardian, the gate was open.",
    "Nobody else saw it; Steven Guardian reported the theft.",
    "Guardian Angels told the crowd to go home.",
    "The guardian of the child reported it.",
    "It was the first time, reported the clerk.",
    "Time told on her, and the time reported was wrong.",
    "According to the Washington Post Office, letters are late.",
    "The New York Times reported a rise in quarterly subscribers.",
    "BuzzFeed revealed its plans for next year.",
    "She told CNN staff that the desk would close.",
    "According to Reuters data, prices fell.",
    "According to a Reuters/Ipsos poll, most agree.",
    "According to a Washington Post–ABC News poll, most agree.",
    "It works, according to a study published in the American Journal of Cameras.",
    "Prices fell, according to the Australian regulator.",
    "She sued The New York Times for its training data.",
    "The Guardian said it had been broken into.",
    "Reuters could not reach the firm.",
    "The firm did not answer questions from Reuters.",
    "A Guardian spokesman would not comment.",
    "The record shows that he was told the information.",
    "He was sold to The Independent Group.",
    "They told the Independent Office for Police Conduct.",
    "He told Vice President Roe that it was late.",
    "Photo by Jo Roe for The Washington Post via Getty Images.",
    "They connect via Wired networks in the wall.",
    "It costs less, per unit of time.",
    "Selon la police, la ville a renoncé.",
    "Laut Polizei ruht der Vertrag.",
    "Según la empresa, nada se perdió.",
    "O segundo a chegar foi o prefeito.",
    "She told Time Warner investors so.",
    "The Hill reported to the board as its chair.",
    "Fortune 500 companies told us nothing.",
    # older reports
    "The Guardian reported last year that cameras were bought.",
    "He told The Verge in 2019 that it would end.",
    "Reuters reported in March that talks had begun.",
    # missed, and not wrong
    '"It is over," she told "The Guardian".',
    "La ville a renoncé, a déclaré la maire à l’AFP.",
    "Das sagte sie der Süddeutschen Zeitung.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_what_credits_nobody(text: str) -> None:
    assert [(one.outlet, one.text) for one in credits(text)] == []


TITLES = [
    ("Court stops the face scan trial - Reuters", "Reuters", Weight.WHOLE),
    ("Court stops the face scan trial | The Guardian", "The Guardian", Weight.WHOLE),
    ("Court stops the face scan trial: NYT", "The New York Times", Weight.WHOLE),
    ("Court stops the face scan trial (AP)", "Associated Press", Weight.WHOLE),
    ("Court stops the face scan trial (Jane Doe/Wall Street Journal)", "The Wall Street Journal", Weight.WHOLE),
    ("Reuters: court stops the face scan trial", "Reuters", Weight.NAMED),
    ("Court stops face scan trial, Daily Beast reports", "The Daily Beast", Weight.NAMED),
    ("Shop Kept Faces For Years, Guardian Report Says", "The Guardian", Weight.NAMED),
    ("Shop Kept Faces For Years, According To The Verge", "The Verge", Weight.NAMED),
    ("Shop kept faces for years: report", "", None),
    ("Why the Guardian Group buys cameras", "", None),
    ("All the Times: a history", "", None),
]


@pytest.mark.parametrize(("title", "outlet", "weight"), TITLES)
def test_titles(title: str, outlet: str, weight: Weight | None) -> None:
    assert [(one.outlet, one.weight) for one in credits(title=title)] == ([(outlet, weight)] if outlet else [])


def test_an_article_like_the_first_one_credits_three_outlets_twice() -> None:
    """The constructions of the article that the product starts from, in other words."""
    text = (
        "Somebody walked in and copied the customer list, a Daily Beast report said. The hole is shut, staff said.\n\n"
        "“We take this to heart,” Jo Roe, who speaks for the firm, told The Daily Beast in a statement. “It was ours.”"
        "\n\nA town tried it on its own files, according to a report in the Ottawa Citizen. It left the web alone, its "
        "chief of police told the Citizen. “They were lawfully ours,” he said.\n\n"
        "Three platforms have asked it to stop, according to a New York Times report. Officers told the Times that "
        "they knew little of it."
    )
    assert [(one.outlet, one.text) for one in credits(text, source="MSSP Alert")] == [
        ("The Daily Beast", "a Daily Beast report said"),
        ("The Daily Beast", "told The Daily Beast"),
        ("Ottawa Citizen", "according to a report in the Ottawa Citizen"),
        ("Ottawa Citizen", "told the Citizen"),
        ("The New York Times", "according to a New York Times report"),
        ("The New York Times", "told the Times"),
    ]


SHORT = "Officers told the Times that they knew little of it."


def test_a_short_name_means_who_was_named_in_full() -> None:
    london = f"The Times of London asked first. {SHORT}"
    assert [one.outlet for one in credits(london)] == ["The Times of London"]
    assert credits(SHORT) == []
    both = origin_of(
        [article(1, "Gleaner", summary=SHORT), article(2, "The Seattle Times", summary="So it is.")], OUTLETS
    )
    assert [one.outlet for one in both.credits] == ["The Seattle Times"]


def test_a_short_name_means_the_only_one_that_is_read() -> None:
    read = OUTLETS.with_sources(["The New York Times", "The Guardian"])
    assert [one.outlet for one in credits(SHORT, outlets=read)] == ["The New York Times"]
    assert credits(SHORT, outlets=read.with_sources(["Financial Times"])) == []


def test_an_outlet_s_own_name_is_no_credit() -> None:
    assert credits("He told the Free Press so.", source="Detroit Free Press") == []
    assert credits("He told The Verge so.", source="Verge") == []
    assert credits("He told The Verge so.", source="theverge.com") == []


def test_a_source_of_ours_needs_no_line_in_the_list() -> None:
    read = OUTLETS.with_sources(["Lantern Post", "Cipher & Docket"])
    text = "She told Cipher & Docket so. The Lantern Post reported it. He told the Post more."
    assert [one.outlet for one in credits(text, outlets=read)] == ["Cipher & Docket", "Lantern Post", "Lantern Post"]


def test_author_and_page_tell_whose_it_is() -> None:
    by_line = article(1, "Gleaner", title="It is over", author="Jane Doe, Reuters")
    linking = article(2, "Finds", title="It is over now", link="https://www.theguardian.com/uk/1?x=2", tier=3)
    named = article(3, "Gleaner", title="Gone", author="Jane Guardian")
    found = origin_of([by_line, linking, named], OUTLETS).credits
    assert {(one.outlet, one.field, one.text) for one in found} == {
        ("Reuters", "author", "Reuters"),
        ("The Guardian", "link", "www.theguardian.com"),
    }


def test_words_that_a_body_repeats_are_told_once() -> None:
    text = "It is over, Reuters reported."
    (credit,) = origin_of([article(1, "Gleaner", summary=text, body=f"{text} And so on.")], OUTLETS).credits
    assert credit.field == "summary"


@pytest.mark.parametrize(
    "hostile",
    [
        "told the " * 12_000,
        "Reuters " * 12_000,
        "Reuters’ " * 12_000,
        "((((Reuters) - " * 8_000,
        "A" * 100_000,
        "'" * 100_000,
        "A-" * 50_000,
        "“" * 100_000,
        "The New York " * 8_000,
        "Exclusive Recent New Times report said " * 2_600,
        "l’" * 50_000,
        "\u202e\ud800Times\x00" * 14_000,
    ],
)
def test_hostile_text_ends(hostile: str) -> None:
    """Each text is read in one pass: these took hours where patterns tried anew from every place."""
    origin = origin_of([article(1, "Gleaner", title=hostile, summary=hostile, body=hostile, author=hostile)], OUTLETS)
    assert len(origin.credits) <= 24
    assert all(len(one.text) <= 100 for one in origin.credits)

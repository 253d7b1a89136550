import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests.compose import ExtractLimits, Extracts, choose_extracts
from bot.digests.prose import ELLIPSIS
from tests.digests.samples import entry

TITLE = "Face-search firm loses its client list"


def clause(summary: str, *, title: str = TITLE) -> str:
    chosen = choose_extracts([entry(1, title, summary)], title, ExtractLimits()).clause
    return chosen.text if chosen else ""


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        (  # the title again, then the news
            "Face-search firm loses its client list. An intruder copied account names and search totals.",
            "An intruder copied account names and search totals.",
        ),
        (  # the title without a full stop
            f"{TITLE} An intruder copied account names and search totals.",
            "An intruder copied account names and search totals.",
        ),
        (  # dateline
            "OSLO, Nov. 20 (Newswire) - An intruder copied account names and search totals.",
            "An intruder copied account names and search totals.",
        ),
        (  # byline and picture credit
            "By Jane Roe\nPhoto: Jo Doe\nAn intruder copied account names and search totals.",
            "An intruder copied account names and search totals.",
        ),
        (  # what blogs append
            "An intruder copied account names and search totals. The post Face-search appeared first on Some Blog.",
            "An intruder copied account names and search totals.",
        ),
        (  # a question teases, a statement tells
            "Who has the names of all those police forces and of their client firms now? "
            "An intruder copied account names and search totals.",
            "An intruder copied account names and search totals.",
        ),
        (  # the shortest clause that says it
            "An intruder copied account names and search totals; the shops took every camera down on the same day.",
            "An intruder copied account names and search totals",
        ),
        (  # an attribution is never cut off
            "An intruder copied account names and search totals; nobody else was hurt, the police said on Monday.",
            "An intruder copied account names and search totals; nobody else was hurt, the police said on Monday.",
        ),
        (  # the feed broke it off: the title alone says more
            "An intruder copied account names and search totals from […]",
            "",
        ),
        (  # what a picture shows
            "Account names are seen at the offices of the firm. An intruder copied account names and search totals.",
            "An intruder copied account names and search totals.",
        ),
        (  # a publisher's plea
            "Local journalism matters to readers of all ages and needs the help of everybody here.",
            "",
        ),
        (  # a place and a colon
            "Oslo: The intruder copied account names and search totals.",
            "The intruder copied account names and search totals.",
        ),
        (  # a sentence of which the start is missing
            "pictures and names of six hundred forces lay open. An intruder copied account names and search totals.",
            "An intruder copied account names and search totals.",
        ),
        ("Read more", ""),
        ("Comments", ""),
        ("Article URL: https://news.example/1 Points: 3", ""),
        ("Face-search firm loses client list!", ""),
    ],
)
def test_the_clause_says_what_happened_beyond_the_title(summary: str, expected: str) -> None:
    assert clause(summary) == expected


def test_a_long_sentence_is_cut_where_a_clause_ends_and_says_so_if_that_hides_a_source() -> None:
    start = "An intruder copied the account names and the search totals of six hundred police forces last Friday"
    assert clause(f"{start}, and the shops took all of their cameras down on the following Monday.") == start
    assert clause(f"{start}, and the shops may take them down, two officials of the ministry said.") == f"{start} …"


def test_a_long_aside_gives_way_to_what_the_sentence_says() -> None:
    summary = (
        "Acme Faces, a small and little-known company from the coast whose collection features more than three "
        "billion pictures that were copied from public pages, has handed every name on it to a stranger, it admits."
    )
    assert clause(summary) == "… has handed every name on it to a stranger, it admits."


def test_a_sentence_without_clauses_is_cut_at_a_word_in_the_thread_alone() -> None:
    summary = "names " * 10 + "intruder copied accounts " + "totals " * 40
    chosen = choose_extracts([entry(1, TITLE, summary)], TITLE, ExtractLimits())
    assert chosen.clause is None
    assert chosen.summary is not None
    assert chosen.summary.text.endswith("totals …")
    assert len(chosen.summary.text) <= 160


def test_where_there_is_no_title_a_torso_is_better_than_nothing() -> None:
    assert clause("An intruder copied account names and search totals from […]", title="").endswith("totals from …")


def test_what_tells_of_the_event_is_preferred_to_a_chat_with_the_reader() -> None:
    chat = "Many of us know how intruders copy the account names and search totals of a firm, an app or a shop."
    assert spoken(chat) == chat
    assert spoken(chat, "An intruder copied account names and search totals.").startswith("An intruder")


def test_the_thread_may_show_the_next_sentence_too() -> None:
    summary = "An intruder copied account names. The servers stood untouched. " + "More about it followed later. " * 9
    chosen = choose_extracts([entry(1, TITLE, summary)], TITLE, ExtractLimits())
    assert chosen.clause is not None
    assert chosen.summary is not None
    assert chosen.clause.text == "An intruder copied account names."
    assert chosen.summary.text.startswith("An intruder copied account names. The servers stood untouched. More")
    assert len(chosen.summary.text) <= 160


def test_other_coverage_speaks_where_the_lead_has_nothing_to_say() -> None:
    lead = entry(1, TITLE, "Read more")
    other = entry(2, "Firm robbed", "An intruder copied account names and search totals.")
    chosen = choose_extracts([lead, other], TITLE, ExtractLimits())
    assert chosen.clause is not None
    assert chosen.clause.entry_id == 2


def test_a_source_limited_to_zero_is_not_quoted() -> None:
    article = entry(1, TITLE, "An intruder copied account names and search totals.", source="Strict")
    assert choose_extracts([article], TITLE, ExtractLimits(by_source={"Strict": 0})) == Extracts()


def spoken(*summaries: str) -> str:
    """The clause of a story that so many sources tell, the lead's summary first."""
    entries = [entry(number, f"{TITLE} {number}", summary) for number, summary in enumerate(summaries, start=1)]
    chosen = choose_extracts(entries, entries[0].title, ExtractLimits()).clause
    return chosen.text if chosen else ""


def test_what_no_other_source_has_a_word_of_is_the_page_s_own_matter() -> None:
    matter = "Regional gardening rewards everybody patient enough for planting tulips and roses."
    news = "An intruder copied account names."
    assert spoken(matter) == matter
    assert "intruder" in spoken(matter, news, "Account names were copied, and the intruder left.")


def test_a_clause_that_stands_alone_is_preferred_to_the_lead_s_that_leans_on_another() -> None:
    leaning = "The announcement comes amid a season of stolen names and copied totals."
    assert spoken(leaning) == leaning
    assert spoken(leaning, "An intruder copied account names and search totals.").startswith("An intruder")


def test_the_lead_s_words_are_preferred_where_they_are_as_good() -> None:
    words = "An intruder copied account names and {} totals of the firm."
    assert spoken(words.format("search"), words.format("login"), words.format("other")) == words.format("search")


def test_a_sentence_that_the_feed_broke_off_gives_way_to_a_whole_one() -> None:
    whole = "Eight lawmakers asked the firm for the names of its clients."
    assert spoken("Among others two lawmakers asked the firm for what the names of its […]", whole) == whole


def test_an_aside_that_begins_with_amid_may_be_left_out() -> None:
    start = "A group of lawmakers asked the ministry on Friday to review how names and totals are kept by all forces"
    assert clause(f"{start} amid growing concerns about its cameras.") == start


def test_a_source_s_limit_is_found_in_any_spelling() -> None:
    limits = ExtractLimits(by_source={" the  strict ": 0})
    assert (limits.of("The Strict"), limits.of("Other")) == (0, 160)


PIECES = st.sampled_from(
    [
        TITLE,
        "An intruder copied names",
        "the firm said",
        "; ",
        ", and ",
        ". ",
        " — ",
        "\n",
        " […]",
        "“",
        "Read more",
        "a" * 90,
    ]
)


@given(st.lists(PIECES | st.text(max_size=30), max_size=14).map("".join), st.integers(40, 200))
def test_an_extract_is_a_span_of_the_summary_within_the_limit(summary: str, limit: int) -> None:
    chosen = choose_extracts([entry(1, TITLE, summary)], TITLE, ExtractLimits(default=limit))
    if chosen.summary is None:
        assert chosen.clause is None
        return
    for extract in filter(None, (chosen.clause, chosen.summary)):
        shown = extract.text.removeprefix(f"{ELLIPSIS} ").removesuffix(f" {ELLIPSIS}")
        assert len(extract.text) <= limit
        assert summary[extract.start : extract.end].strip(f" {ELLIPSIS}") == shown.strip(f" {ELLIPSIS}")
    if chosen.clause is not None:
        assert chosen.summary.start <= chosen.clause.start
        assert chosen.clause.end <= chosen.summary.end

"""Propose: queries made of examples find these examples, and are no flood."""

from collections.abc import Collection

import pytest

from bot.stories.propose import Proposal, Sample, proposals
from bot.stories.query import evaluate, parse, read_document
from bot.stories.words import stem

FERRY = Sample(title="Ferry line ends facial recognition at the gates", titles=("Ferry line ends facial recognition",))
SHOPS = Sample(title="Shops switch facial recognition off after fines", text="Two chains give up their cameras.")
TRAM = Sample(title="Tram stops to lose their cameras", text="Facial recognition found too few fare dodgers.")


REKOGNITION = Sample(title="Amazon sells Rekognition face search to county sheriff, records show")
PALM = Sample(title="Supermarket chain lets shoppers pay with their palm")


def queries(samples: list[Sample], field: Collection[str] = ()) -> list[str]:
    return [one.query for one in proposals(samples, field)]


def finds(query: str, sample: Sample) -> bool:
    return evaluate(parse(query), read_document(title=sample.title, summary=sample.text)).matched


def test_one_example_gives_its_words_from_narrow_to_wide() -> None:
    found = queries([FERRY])
    assert all(finds(query, FERRY) for query in found)
    assert len(found[0].split()) > len(found[-1].split())


def test_names_come_before_what_every_headline_says() -> None:
    [first, *_] = queries([REKOGNITION])
    assert first.startswith(("amazon NEAR/10 rekognition", "rekognition NEAR/10"))
    assert not any(word in query for query in queries([REKOGNITION]) for word in ("sells", "records", "show"))


def test_what_topics_ask_for_says_most() -> None:
    assert queries([PALM])[0].startswith("palm NEAR/10 ")
    assert queries([PALM], {stem("supermarkets")})[0].startswith("supermarket NEAR/10 ")


def test_a_name_may_stand_alone_and_an_ordinary_word_is_told_to_be_one() -> None:
    found = {one.query: one.is_bare for one in proposals([REKOGNITION])}
    assert found["rekognition"] is False
    assert Proposal("palm", is_bare=True) in proposals([PALM])


def test_a_shared_name_may_stand_alone_too() -> None:
    told = [Sample(title="Museum drops its Pinpath contract"), Sample(title="Ferries to hire Pinpath guards")]
    assert Proposal("pinpath") in proposals(told)


def test_two_words_of_a_name_are_a_phrase_and_those_of_two_sentences_are_none() -> None:
    told = Sample(title="Court hears Bright Mart over gate cameras, guards", text="Cameras. Guards said so.")
    found = " ".join(queries([told]))
    assert '"bright mart"' in found
    assert '"cameras guards"' not in found


def test_a_country_is_not_what_it_is_about() -> None:
    told = Sample(title="Lighthouse keepers in Hungary refuse cameras")
    assert not any(query.startswith("hungary") for query in queries([told]))


def test_what_all_examples_share_comes_before_the_phrases_of_one() -> None:
    one = Sample(title="Brightmart ends facial trial", text="The ordinary cameras remain.")
    other = Sample(title="Commissioner fines Coldmart", text="Its facial records were kept.")
    assert queries([one, other])[0].startswith("facial")


@pytest.mark.parametrize("samples", [[FERRY, SHOPS], [FERRY, SHOPS, TRAM], [SHOPS, TRAM]])
def test_several_give_what_they_share(samples: list[Sample]) -> None:
    found = queries(samples)
    assert '"facial recognition"' in found[0]
    assert all(finds(query, sample) for query in found for sample in samples)
    assert not finds(found[0], Sample(title="Minister opens a tram line"))


def test_examples_that_share_nothing_are_alternatives() -> None:
    other = Sample(title="Lighthouse keeper retires")
    found = queries([FERRY, other])
    assert found
    assert all(finds(query, FERRY) and finds(query, other) for query in found)


def test_where_a_title_says_nothing_the_text_does() -> None:
    assert finds(
        queries([Sample(title="And so it is", text="Lighthouse keepers retire.")])[0],
        Sample(title="Lighthouse keepers retire"),
    )


def test_nothing_telling_proposes_nothing() -> None:
    assert queries([Sample(title="And so it is")]) == []
    assert queries([Sample(title="And so it is"), Sample(title="It is what it is")]) == []

"""Propose: queries made of examples find these examples, and are no flood."""

import pytest

from bot.stories.propose import Sample, proposals
from bot.stories.query import evaluate, parse, read_document

FERRY = Sample(title="Ferry line ends facial recognition at the gates", titles=("Ferry line ends facial recognition",))
SHOPS = Sample(title="Shops switch facial recognition off after fines", text="Two chains give up their cameras.")
TRAM = Sample(title="Tram stops to lose their cameras", text="Facial recognition found too few fare dodgers.")


def finds(query: str, sample: Sample) -> bool:
    return evaluate(parse(query), read_document(title=sample.title, summary=sample.text)).matched


def test_one_example_gives_its_words_from_narrow_to_wide() -> None:
    found = proposals([FERRY])
    assert all(finds(query, FERRY) for query in found)
    assert len(found[0].split()) > len(found[-1].split())


def test_a_phrase_is_made_of_the_words_that_tell_most() -> None:
    title = "Senator asks regulator about Pinpath brokers"
    assert '"pinpath brokers"' in proposals([Sample(title=title, titles=(title,))])


@pytest.mark.parametrize("samples", [[FERRY, SHOPS], [FERRY, SHOPS, TRAM], [SHOPS, TRAM]])
def test_several_give_what_they_share(samples: list[Sample]) -> None:
    found = proposals(samples)
    assert '"facial recognition"' in found[0]
    assert all(finds(query, sample) for query in found for sample in samples)
    assert not finds(found[0], Sample(title="Minister opens a tram line"))


def test_examples_that_share_nothing_are_alternatives() -> None:
    other = Sample(title="Lighthouse keeper retires")
    found = proposals([FERRY, other])
    assert found
    assert all(finds(query, FERRY) and finds(query, other) for query in found)


def test_where_a_title_says_nothing_the_text_does() -> None:
    assert finds(
        proposals([Sample(title="And so it is", text="Lighthouse keepers retire.")])[0],
        Sample(title="Lighthouse keepers retire"),
    )


def test_nothing_telling_proposes_nothing() -> None:
    assert proposals([Sample(title="And so it is")]) == []
    assert proposals([Sample(title="And so it is"), Sample(title="It is what it is")]) == []

"""HTML to plain text."""

from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.feeds.parse.text import clean, headline, plain, shortened

MARKS = "< > & ; &lt; &amp; &#60; &#55357; &#0; &#xfffe; amp; \" ' = / <!-- <![CDATA[ ]]> <?xml <a script textarea é"
TAGS = "<script> </script> <style> <b> </p> <plaintext> <svg> <math> <table> <tr>"
PIECES = st.sampled_from([*MARKS.split(), *TAGS.split(), " ", "\x00", "\x0b", "\ud800", "\u202e", "\ufffe"])
HTML = st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join))


@given(HTML)
@example("<&lt<SCRIPT>")
@example("&#1;<p>")
def test_nothing_that_looks_like_a_tag_is_left(html: str) -> None:
    for text in (plain(html), headline(html)):
        assert "<script" not in text.lower()
        assert text == " ".join(text.split())
        text.encode()


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("one\n two", "one two"),
        ("<p>one</p><p>two</p>", "one two"),
        ("<table><tr><td>one<td>two</table>", "one two"),
        ("<ul><li>one<li>two</ul>", "one two"),
        ("one<br>two<hr>three<img src=x>four", "one two three four"),
        ("<b>o</b>ne <i>two</i>, <a href=x>three</a>.", "one two, three."),
        ("a &lt; b &amp;&amp; c", "a < b && c"),
        ("R&D and AT&T", "R&D and AT&T"),
        ("AT&amp;amp;T and &amp;lt;b&amp;gt;bold", "AT&T and b>bold"),
        ("AT&amp;amp;amp;T", "AT&amp;T"),
        ("&lt;b&gt;bold&lt;/b&gt;", "bold"),
        ("5 < 6", "5 < 6"),
        ("one<!-- two -->three", "onethree"),
        ("one<script>two</script> <style>three</style><noscript>four</noscript>five", "one five"),
        ("&nbsp;one&hellip;", "one…"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200bb\u200dc\u2066d\xade", "abcde"),
    ],
)
def test_readings(html: str, text: str) -> None:
    assert plain(html) == text


def test_an_overlong_tag_is_taken_out_and_its_text_stays() -> None:
    image = f'<img src="data:image/png;base64,{"A" * 20_000}" alt=">">'
    attributes = "<a " + " ".join(f"a{number}" for number in range(5000)) + ">"
    assert plain(f"one {image} two {attributes}three</a>") == "one two three"


def test_a_hundred_thousand_attributes_take_no_quadratic_time() -> None:
    """libxml2 alone needs some 9 seconds for them."""
    started = process_time()
    assert plain("<a " + " ".join(f"a{number}" for number in range(100_000)) + ">one</a>") == "one"
    assert process_time() - started < 3


def test_deep_nesting_keeps_what_stands_before_it() -> None:
    assert plain("one " + "<div>" * 20_000 + "two").startswith("one")


@given(st.text())
@example("ɐ\u200c\u2000")
@example("ɐ\u200c\u200dɐ")
def test_clean_text_stays_clean(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(), st.integers(min_value=2, max_value=50))
def test_shortened_text_fits(text: str, longest: int) -> None:
    short = shortened(text, longest)
    assert len(short) <= longest
    assert short == text or short.endswith("…")

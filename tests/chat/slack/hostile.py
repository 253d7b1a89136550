"""Texts and addresses that mean harm, or merely too much."""

from hypothesis import strategies as st

TITLES = (
    "<!channel> everybody <@U1> <#C1|here> <!subteam^S1> <!date^0^{date}|x>",
    "<https://evil.example|https://bank.example>",
    "see https://evil.example now, or mail evil@evil.example",
    "*bold* _slanted_ ~struck~ `code` ```block```",
    "> quoted\n> twice",
    "&lt;!channel&gt; &amp; &#60;!here&#62;",
    ":skull: and :+1: at 10:30:45",
    "_ * ` ~ a_b_c __init__ **",
    "x" * 5_000,
    "😀" * 3_000,
    "👩‍👩‍👧‍👦" * 700,
    "\u202eright to left\u2066 מַה נִּשְׁתַּנָּה هذا",
    "هذا نص طويل " * 200,
    "two\nlines\r\nand\ttabs\u2028more",
    "\ud800 half \x00 null \x1b[31m",
    "|pipe> <|> ><",
    "   ",
    "",
    "a" * 149 + "&&&&",
)
LINKS = (
    "https://news.example/1",
    "https://news.example/" + "y" * 280,
    "https://news.example/" + "é" * 1_200,
    "https://news.example/?a=1&b=<x>|y&c=`*_",
    "https://news.example/ space",
    "javascript:alert(1)",
    "https://news.example/>|<!channel>",
    "",
)

titles = st.sampled_from(TITLES) | st.text(st.characters(), max_size=60)
links = st.sampled_from(LINKS)

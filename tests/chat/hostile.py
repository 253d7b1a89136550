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
    "<at>Everyone</at>, <at id='0'>all</at>",
    "[x](https://evil.example) and ![x](https://evil.example/x.png)",
    "[x]: https://evil.example",
    "[x][y] ](https://evil.example) [",
    "{{DATE(2020-01-01T00:00:00Z,SHORT)}} {{TIME(2020-01-01T00:00:00Z)}} ${name}",
    "1. a list",
    "2020) the year",
    "- a list",
    "+ a list",
    "# a heading",
    "---",
    "===",
    "| a | b |",
    "~~~ a fence",
    "    four spaces",
    "\\*escaped\\* and a last \\",
    "&#91;x&#93;&#40;https://evil.example&#41; &amp;",
    "( ) _ a _b_ c_ __d__ _",
    "“quoted” ‘too’",
)
LINKS = (
    "https://news.example/1",
    "https://news.example/" + "y" * 280,
    "https://news.example/" + "é" * 1_200,
    "https://news.example/?a=1&b=<x>|y&c=`*_",
    "https://news.example/ space",
    "https://news.example/a_(b)_*c*[d]~e~;&copy;",
    "https://news.example/a)](https://evil.example)",
    "javascript:alert(1)",
    "https://news.example/>|<!channel>",
    "",
)

titles = st.sampled_from(TITLES) | st.text(st.characters(), max_size=60)
links = st.sampled_from(LINKS)

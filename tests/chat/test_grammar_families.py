"""The grammar of pauses, mutes, alerts, topics, feeds, the ledger: what is read, and what is kept as it was typed."""

import pytest

from bot.chat.grammar import read
from bot.errors import CommandError
from bot.model.channel import NEVER_QUIET
from bot.model.command import (
    AddFeed,
    Alerts,
    Command,
    Covered,
    DeleteTopic,
    EditTopic,
    Examine,
    ExportFeeds,
    FillForm,
    Home,
    ImportFeeds,
    Learned,
    ListMutes,
    Mute,
    MuteTerm,
    NewTopic,
    Pause,
    PlaceWords,
    Placing,
    RemoveFeed,
    Resume,
    SaveTopic,
    SetThreshold,
    ShowLedger,
    ShowTopic,
    Since,
    Subscribe,
    Takedown,
    Try,
    Unlearn,
    Unmute,
    Vote,
    WhyLink,
)
from bot.model.learned import LearnedKind
from bot.model.mute import MuteKind
from bot.model.subscription import Cadence

STORY, SOURCE, TERM = MuteKind.STORY, MuteKind.SOURCE, MuteKind.TERM
LINK = "https://lantern-post.example/story/12"


def words_of(placing: Placing, words: str) -> PlaceWords:
    return PlaceWords(topic="x", placing=placing, words=words)


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("Home", Home()),
        ("since 3 days ago", Since("3 days ago")),
        ('since "1 March"', Since("1 March")),
        (f"why {LINK}", WhyLink(link=LINK)),
        (f"why <{LINK}>", WhyLink(link=LINK)),
        (f"why <{LINK}|Lantern Post: it’s over> AI privacy", WhyLink(link=LINK, topic="ai-privacy")),
        (f"why {LINK}.", WhyLink(link=LINK)),
        ("why lantern-post.example/story/12", WhyLink(link=LINK)),
        ("why <http://x.example/a|x.example/a>", WhyLink(link="https://x.example/a")),
        ("why http://127.0.0.1:8001/a?b=1&c=(2)", WhyLink(link="http://127.0.0.1:8001/a?b=1&c=(2)")),
        ("subscribe", Subscribe()),
        ("subscribe weekly on Friday", Subscribe(cadence=Cadence.WEEKLY, weekday=4)),
        ("subscribe every thing", Subscribe(topic="every-thing")),
        ("pause", Pause()),
        ("pause all until Friday", Pause(until="Friday")),
        ("pause until 1 March", Pause(until="1 March")),
        ("pause AI privacy for 2 weeks", Pause(topic="ai-privacy", until="for 2 weeks")),
        ("pause “AI privacy” until “next Friday”", Pause(topic="ai-privacy", until="next Friday")),
        ("resume", Resume()),
        ("resume everything", Resume()),
        ("resume AI privacy", Resume("ai-privacy")),
        ("mute", ListMutes()),
        ("mute story #12", Mute(kind=STORY, value="12")),
        ("mute story 12 until tomorrow", Mute(kind=STORY, value="12", until="tomorrow")),
        ("mute source “Reader’s Digest”", Mute(kind=SOURCE, value="Reader's Digest")),
        ("mute source 't Parool", Mute(kind=SOURCE, value="'t Parool")),
        ("mute feed Lantern Post for 3 days", Mute(kind=SOURCE, value="Lantern Post", until="for 3 days")),
        ('mute term "Face Mask" OR =Mask', Mute(kind=TERM, value='"Face Mask" OR =Mask')),
        ('mute term "valid until June"', Mute(kind=TERM, value='"valid until June"')),
        ("mute term valid until June until Friday", Mute(kind=TERM, value="valid until June", until="Friday")),
        ("mute term until", Mute(kind=TERM, value="until")),
        ("mute term", MuteTerm()),
        ("mute words", MuteTerm()),
        ("mute term like #12", MuteTerm(story=12)),
        ("mute term article 12", Mute(kind=TERM, value="article 12")),
        ("mute term like 12 days", Mute(kind=TERM, value="like 12 days")),
        ("mute source like 12", Mute(kind=SOURCE, value="like 12")),
        ("mute term cameras for schools", Mute(kind=TERM, value="cameras for schools")),
        ("unmute term valid until June", Unmute(kind=TERM, value="valid until June")),
        ("alerts", Alerts()),
        ("alerts change", FillForm(form="alerts")),
        ("alerts set at most 2", Alerts(ceiling=2)),
        ("alerts at most 0 a day", Alerts(ceiling=0)),
        ("alerts max 5 alerts per day, never quiet", Alerts(ceiling=5, quiet=NEVER_QUIET)),
        ("alerts quiet from 10 pm to 07:00", Alerts(quiet=(22, 7))),
        ("alerts quiet 22-7", Alerts(quiet=(22, 7))),
        ("alerts quiet hours 10pm – 7am in berlin", Alerts(quiet=(22, 7), zone="Europe/Berlin")),
        ("alerts in New York at most 3", Alerts(ceiling=3, zone="America/New_York")),
        ("topic show AI privacy", ShowTopic("ai-privacy")),
        ("topic new", NewTopic()),
        ("covered <http://x.example/a|x.example/a>", Covered("https://x.example/a")),
        ("useful #12", Vote(story=12, useful=True)),
        ("useful 3 AI privacy", Vote(story=3, useful=True, topic="ai-privacy")),
        ("useless story 12", Vote(story=12, useful=False, by_id=True)),
        ("unvote Story #12", Vote(story=12, useful=None, by_id=True)),
        ("learned", Learned()),
        ("learned page 2", Learned(2)),
        ("unlearn source “Reader’s Digest”", Unlearn(kind=LearnedKind.SOURCE, value="Reader's Digest")),
        ("unlearn word gait", Unlearn(kind=LearnedKind.TERM, value="gait")),
        ("relearn Feed Lantern Post", Unlearn(kind=LearnedKind.SOURCE, value="Lantern Post", again=True)),
        ("topic new like 12", NewTopic(like=("12",))),
        ("topic new School-Cameras LIKE #12", NewTopic(topic="school-cameras", like=("12",))),
        ('topic new "School Cameras" like 12', NewTopic(topic="school-cameras", like=("12",))),
        ("topic new cameras face like 12", NewTopic(topic="cameras", query="face like 12")),
        ("topic new like 12, 15 and #18", NewTopic(like=("12", "15", "18"))),
        (
            "topic new gates like <https://a.example/1> b.example/2",
            NewTopic(topic="gates", like=("https://a.example/1", "https://b.example/2")),
        ),
        ("topic new like Ferry line ends face gates today", NewTopic(like=("Ferry line ends face gates today",))),
        (
            "topic new gates like face OR gate NEAR/5 ferry",
            NewTopic(topic="gates", query="like face OR gate NEAR/5 ferry"),
        ),
        ("topics new --from-example https://a.example/1", NewTopic(like=("https://a.example/1",))),
        (
            "topic new gates --from-example 12 --from-example a.example/2",
            NewTopic(topic="gates", like=("12", "https://a.example/2")),
        ),
        (
            'topics new --from-example "Ferry gates open" --from-example "Trams count faces" --from-example 12',
            NewTopic(like=("Ferry gates open", "Trams count faces", "12")),
        ),
        ('topics new --from-example "Ferry gates"', NewTopic(like=("Ferry gates",))),
        ("topic new like", NewTopic(topic="like")),
        ("topic new like face", NewTopic(topic="like", query="face")),
        ("topic new school-cameras", NewTopic(topic="school-cameras")),
        ('topic new "School Cameras" "face scan" -phone', NewTopic(topic="school-cameras", query='"face scan" -phone')),
        ("topic edit ai-privacy", EditTopic(topic="ai-privacy")),
        ("topic edit ai-privacy NOT (a OR b)", EditTopic(topic="ai-privacy", query="NOT (a OR b)")),
        ("topic save 'my topic' palm", SaveTopic(topic="my-topic", query="palm")),
        ("topic save ‘my topic’ palm", SaveTopic(topic="my-topic", query="palm")),
        ("topic save 's-hage palm", SaveTopic(topic="s-hage", query="palm")),
        ("topic save x =GDPR", SaveTopic(topic="x", query="=GDPR")),
        ("topic include x face NEAR/3 scan", words_of(Placing.INCLUDE, "face NEAR/3 scan")),
        ('topic exclude "X" "phone review" OR cat', words_of(Placing.EXCLUDE, '"phone review" OR cat')),
        ("topic clear x cat", words_of(Placing.CLEAR, "cat")),
        ("topic threshold AI privacy 60%", SetThreshold("ai-privacy", "60%")),
        ("topic threshold AI privacy to 60 percent", SetThreshold("ai-privacy", "60")),
        ("topic threshold to none", SetThreshold("to", "none")),
        ("topic delete AI privacy YES", DeleteTopic(topic="ai-privacy", sure=True)),
        ("topic delete yes", DeleteTopic(topic="yes")),
        ("try -bridge page 2", Try("-bridge page 2")),
        ("feeds add", AddFeed()),
        ("feeds add x.example/feed", AddFeed(url="https://x.example/feed")),
        ("feeds add <https://x.example/f> AS “Lantern Post”", AddFeed(url="https://x.example/f", name="Lantern Post")),
        ("feeds remove Lantern Post", RemoveFeed("Lantern Post")),
        ("feeds remove x.example/feed", RemoveFeed("https://x.example/feed")),
        ("feeds remove Bild.de", RemoveFeed("Bild.de")),
        ("feeds import https://x.example/o", ImportFeeds(url="https://x.example/o")),
        ("feeds import https://x.example/o Dry Run", ImportFeeds(url="https://x.example/o", dry=True)),
        ("feeds import https://x.example/o --dry-run", ImportFeeds(url="https://x.example/o", dry=True)),
        ("feeds import https://x.example/o —dry-run", ImportFeeds(url="https://x.example/o", dry=True)),
        ("feeds export", ExportFeeds()),
        ("doctor x.example", Examine("https://x.example")),
        ("ledger", ShowLedger()),
        ("ledger failed", ShowLedger(state="failed")),
        ("ledger #failed", ShowLedger(channel="failed")),
        ("ledger #general Given up page 2", ShowLedger(channel="general", state="given_up", page=2)),
        ("ledger <#C024|general> given-up", ShowLedger(channel="C024", state="given_up")),
        ("ledger page 3", ShowLedger(page=3)),
        (f"takedown {LINK}", Takedown(link=LINK)),
        (f"takedown <{LINK}|this> yes", Takedown(link=LINK, sure=True)),
    ],
)
def test_reads(words: str, command: Command) -> None:
    assert read(words) == command


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("show topic AI privacy", "topic show AI privacy"),
        ("topics show x", "topic show x"),
        ("topic shwo x", "topic show x"),
        ("tpoic show x", "topic show x"),
        ("topic x", "topic show x"),
        ("topic", "topics"),
        ("new topic x face NEAR/3 scan", "topic new x face NEAR/3 scan"),
        ("remove topic x", "topic delete x"),
        ("topic widen x face", "topic include x face"),
        ("exclude x face", "topic exclude x face"),
        ("topic strictness x 60%", "topic threshold x 60%"),
        ("topic treshold x 60%", "topic threshold x 60%"),
        ('topic new "face scan" NEAR/10 school', 'try "face scan" NEAR/10 school'),
        ("add feed x.example/f", "feeds add x.example/f"),
        ("feed add x.example/f", "feeds add x.example/f"),
        ("feeds ad x.example/f", "feeds add x.example/f"),
        ("feeds add x.example/f Lantern Post", "feeds add x.example/f as Lantern Post"),
        ("feeds add Lantern Post x.example/f", "feeds add x.example/f"),
        ("export feeds", "feeds export"),
        ("list feeds", "feeds health"),
        ("feeds list", "feeds health"),
        ("delete feed Lantern Post", "feeds remove Lantern Post"),
        ("mute Lantern Post until Friday", "mute source Lantern Post until Friday"),
        ("muet Lantern Post", "mute source Lantern Post"),
        ("mute clearview until Friday", "mute term clearview until Friday"),
        ('hide "face mask"', 'mute term "face mask"'),
        ("unmute 12", "unmute story 12"),
        ("unpause AI privacy", "resume AI privacy"),
        ("preview face NEAR/3 scan", "try face NEAR/3 scan"),
        ("test face", "try face"),
        ("what is new?", "since yesterday"),
        ("what’s new today", "since yesterday"),
        ("latest", "since yesterday"),
        ("news", "since yesterday"),
        ("show me the ledger", "ledger"),
        ("alert facial recognition", "subscribe facial recognition"),
        ("alert at most 5 a day", "alerts at most 5 a day"),
        ("alerts off", "alerts at most 0 a day"),
        ("quiet 22 to 7", "alerts quiet 22 to 7"),
        (LINK, f"why {LINK}"),
        (f"why was {LINK} not posted", f"why {LINK}"),
        (f"why ai-privacy {LINK}", f"why {LINK} ai-privacy"),
        (f"takedown the article {LINK} yes", f"takedown {LINK} yes"),
        ("ledger page 0", "ledger page 1"),
        ("since", "since yesterday"),
    ],
)
def test_says_what_was_meant(words: str, meant: str) -> None:
    with pytest.raises(CommandError) as caught:
        read(words)
    assert caught.value.meant == meant
    assert f"`{meant}`" in caught.value.cure


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("mute clearview", "mute source clearview"),
        ("mute Lantern Post until Friday", "mute term Lantern Post until Friday"),
        ("unmute clearview", "unmute source clearview"),
    ],
)
def test_a_name_may_be_a_source_s_or_words_and_both_are_offered(words: str, other: str) -> None:
    with pytest.raises(CommandError) as caught:
        read(words)
    assert f"or `{other}`" in caught.value.cure
    assert caught.value.cure.count("Did you mean") == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("mute story twelve", "Mute which story?"),
        ("mute source", "Mute which source?"),
        ("pause x until", "Until when?"),
        ("alerts at most many", "Say a number"),
        ("alerts quiet 22 to 7:30", "whole hours"),
        ("alerts quiet 7 to 7", "different hours"),
        ("alerts quiet 22", "from which hour to which"),
        ("alerts in Mars/Olympus", "is no time zone"),
        ("topic save x", "a name and a query"),
        ("doctor ftp://x.example", "“ftp:” addresses are not visited"),
        ("doctor javascript:alert(1)", "“javascript:” addresses are not visited"),
        ("doctor https://", "is no web address."),
        ("feeds import", "`feeds import` which address?"),
        ("takedown", "Take down which article?"),
        ("topic frobnicate", "There is no command “topic frobnicate”."),
    ],
)
def test_names_the_fault(words: str, message: str) -> None:
    with pytest.raises(CommandError) as caught:
        read(words)
    assert message in caught.value.message
    assert caught.value.cure

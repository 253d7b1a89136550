"""A digest's page in outline: a frozen type for each thing on it. `web.view` fills it in; the template draws it."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.web.chart import Bar


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """One story as it is told."""

    position: int
    title: Markup
    quote: Markup  # an extract and its source; "" when nothing may be shown
    standing: Markup
    thread: tuple[Markup, ...]  # who was first, who else tells it, why it matched
    seen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefView:
    """One story in a line."""

    position: int
    title: Markup
    others: tuple[Markup, ...]  # its further articles, by their sources


@dataclass(frozen=True, slots=True, kw_only=True)
class RestView:
    """The stories of one source that are told in a line each."""

    source: str
    told: str  # how many, in words
    stories: tuple[BriefView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """One article. `number` counts over the whole page; 0 where the article is counted further up."""

    number: int
    title: Markup
    source: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """One story's articles."""

    position: int
    title: str
    articles: tuple[ArticleView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyView:
    """Why one story matched and stands where it stands."""

    position: int
    title: Markup
    extract: Markup
    clauses: tuple[tuple[str, Markup], ...]  # a clause of the query, and what it found
    reason: str
    whose: tuple[Markup, ...]  # each credit: the outlet, the words, where they stand


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryView:
    """Stories in each issue, this one last."""

    bars: tuple[Bar, ...]
    width: int
    spark: tuple[Bar, ...]
    spark_width: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsView:
    """The feeds that the issue was read from."""

    title: str
    read: Markup
    ailing: tuple[tuple[str, str, str], ...]  # a source, what is wrong, what it brought
    healthy: tuple[tuple[str, str], ...]  # a source and what it brought


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldView:
    """The alerts that were held."""

    title: str
    alerts: tuple[tuple[Markup, str, str], ...]  # a linked title, who tells it and its topic, why it was held


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestView:
    """The page, top to bottom."""

    kind: str
    title: str
    dates: str
    number: int
    figures: Markup
    health: Markup
    bottom_line: Markup
    stories_title: str
    stories: tuple[StoryView, ...]
    rest_title: str  # "" where all stories are told at length
    rest: tuple[RestView, ...]
    articles_title: str
    coverage: tuple[CoverageView, ...]
    nothing: str  # what is said where there are no stories
    held: HeldView | None
    query: str
    query_version: int
    whys: tuple[WhyView, ...]
    feeds: FeedsView
    history: HistoryView
    frozen: str  # when it was made, and what has been done to it since

"""Brief: the stories that a page does not tell at length: by source, a line each, with every article as a link."""

from collections.abc import Iterable

from bot.digests.write.headline import headline, name
from bot.digests.write.text import number_of
from bot.model.digest import DigestStory
from bot.web.markup import link_html
from bot.web.outline import BriefView, RestView

FULL = 200  # stories that a page tells with their words, articles and evidence: a browser takes it, and nobody reads on


def rest(stories: Iterable[DigestStory]) -> tuple[RestView, ...]:
    """The stories by the source that leads them, the source with the most of them first."""
    groups: dict[str, list[DigestStory]] = {}
    for story in stories:
        groups.setdefault(story.source, []).append(story)
    largest = sorted(groups.items(), key=lambda group: -len(group[1]))
    return tuple(
        RestView(source=name(source), told=number_of(len(group), "story", "stories"), stories=tuple(map(_brief, group)))
        for source, group in largest
    )


def _brief(story: DigestStory) -> BriefView:
    return BriefView(
        position=story.position,
        title=link_html(headline(story), story.link),
        others=tuple(link_html(name(entry.source), entry.link) for entry in story.coverage[1:]),
    )

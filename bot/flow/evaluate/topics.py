"""Topic relevance on labelled rows: what the topics say of each, and how often they are right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.flow.evaluate.dates import moment
from bot.flow.evaluate.found import Found
from bot.stories.examples import Example
from bot.stories.match import TopicIndex
from bot.stories.query import Document, Query, read_document


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledRow:
    """One row of a relevance file."""

    id: str
    title: str = ""
    text: str = ""
    source: str = ""
    link: str = ""
    published: datetime | None = None
    labels: frozenset[str] = frozenset()
    borderline: frozenset[str] = frozenset()  # labels this row is left out of
    known_for: frozenset[str] | None = None  # the only labels known of this row; None: all are

    def counts_for(self, label: str) -> bool:
        """The row's label, given or withheld, is a sound judgement."""
        return label not in self.borderline and (self.known_for is None or label in self.known_for)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelScore(Found):
    """How well one topic found the rows of its label."""

    label: str
    rows: int  # rows that count for this label


def read_row(fields: Mapping[str, object]) -> LabelledRow:
    """A row from one JSON object. Any field but `id` may be null or absent."""
    known = fields.get("labels_known_for")
    return LabelledRow(
        id=str(fields["id"]),
        title=str(fields.get("title") or ""),
        text=str(fields.get("text") or fields.get("summary") or ""),
        source=str(fields.get("source") or ""),
        link=str(fields.get("url") or ""),
        published=moment(str(fields.get("published") or "")),
        labels=_names(fields.get("labels")),
        borderline=_names(fields.get("borderline")),
        known_for=None if known is None else _names(known),
    )


def rows_of(examples: Iterable[Example]) -> list[LabelledRow]:
    """Examples as rows, each known for its own topic alone."""
    return [
        LabelledRow(
            id=f"{one.topic} {number}",
            title=one.title,
            text=one.text,
            labels=frozenset({one.topic} if one.belongs else ()),
            known_for=frozenset({one.topic}),
        )
        for number, one in enumerate(examples, start=1)
    ]


def predict(rows: Iterable[LabelledRow], topics: Iterable[tuple[str, Query]]) -> dict[str, list[str]]:
    """The names of the topics each row is about, by row id: dated rows by date, then undated ones in file order."""
    index = TopicIndex(topics)
    return {row.id: [name for name, _ in index.matches(document_of(row))] for row in sorted(rows, key=_when)}


def is_labelled(rows: Iterable[LabelledRow], label: str) -> bool:
    """Whether anything is known of a label here: a row that has it, or one of which it is known."""
    return any(label in row.labels or label in (row.known_for or ()) for row in rows)


def score_topics(
    rows: Iterable[LabelledRow], predictions: Mapping[str, Sequence[str]], labels: Iterable[str]
) -> tuple[LabelScore, ...]:
    """A score for each label. A row that is borderline for a label, or not known for it, is left out of that label."""
    kept = list(rows)
    return tuple(_score(label, [row for row in kept if row.counts_for(label)], predictions) for label in labels)


def document_of(row: LabelledRow) -> Document:
    """The row as poll would see it."""
    return read_document(title=row.title, summary=row.text, source=row.source, link=row.link, published=row.published)


def _score(label: str, rows: Sequence[LabelledRow], predictions: Mapping[str, Sequence[str]]) -> LabelScore:
    labelled = {row.id for row in rows if label in row.labels}
    predicted = {row.id for row in rows if label in predictions.get(row.id, ())}
    return LabelScore(
        label=label,
        right=len(labelled & predicted),
        wrong=len(predicted - labelled),
        missed=len(labelled - predicted),
        rows=len(rows),
    )


def _when(row: LabelledRow) -> tuple[bool, datetime]:
    """Sorts by date, the undated last; ties stay in file order."""
    return row.published is None, row.published or datetime.min.replace(tzinfo=UTC)


def _names(value: object) -> frozenset[str]:
    return frozenset(map(str, value)) if isinstance(value, list) else frozenset()

"""The tagger as a component of a spaCy pipeline: it writes ``doc.ents``, and ``doc.spans["names"]`` with their scores.

The scores stand where spaCy's own span categorizer keeps them, in ``attrs["scores"]`` of the span group.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token

from extractors.model.tagger import FILES, Tagged, Tagger

FACTORY = "policykg_names"
SPANS = "names"
NEWS = "policykg.news"
"""Key of ``doc.user_data``: the document is of a newspaper and is read as such."""


@Language.factory(FACTORY)
class NameComponent:
    """A component of a pipeline; it reads nothing until a trained tagger has been given or loaded."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.tagger: Tagger | None = None

    def __call__(self, doc: Doc) -> Doc:
        found = self.read(doc)
        spans = [Span(doc, first.i, last.i + 1, label=tagged.type) for first, last, tagged in found]
        doc.spans[SPANS] = SpanGroup(doc, name=SPANS, spans=spans, attrs={"scores": [tagged.score for _, _, tagged in found]})
        doc.ents = tuple(spans)
        return doc

    def read(self, doc: Doc) -> list[tuple[Token, Token, Tagged]]:
        """Return the names in a document with their first and their last token; the document stays as it is."""
        if self.tagger is None:
            raise ValueError(f"The component '{self.name}' has no weights: load it from a folder with from_disk.")
        tokens = [token for token in doc if not token.is_space]
        found = self.tagger.read([token.text for token in tokens], news=bool(doc.user_data.get(NEWS)))
        return [(tokens[tagged.start], tokens[tagged.end - 1], tagged) for tagged in found]

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights into a folder."""
        if self.tagger is not None:
            path.mkdir(parents=True, exist_ok=True)
            for name in FILES:
                (path / name).write_bytes(self.tagger.parts[name])

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> NameComponent:
        """Load the weights from a folder.

        Raises
        ------
        OSError, ValueError
            If a file is missing or damaged.
        """
        self.tagger = Tagger.from_disk(Path(path))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the weights as one string of bytes: each part behind its length in eight bytes."""
        parts = [self.tagger.parts[name] for name in FILES] if self.tagger else []
        return b"".join(len(part).to_bytes(8, "little") + part for part in parts)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> NameComponent:
        """Load the weights from what `to_bytes` returned."""
        parts = []
        while data:
            size = int.from_bytes(data[:8], "little")
            parts.append(data[8 : 8 + size])
            data = data[8 + size :]
        self.tagger = Tagger(*parts) if parts else None
        return self

"""A document of our own sentences with its measure mentions, for the tests of this room."""

from extract.assembling.drafts import Mention
from extract.finding.document import Document, find_mentions
from extract.knowledge import Entry, load_knowledge
from extract.reading import article_from_text
from extract.records.codes import Measure


def told(
    text: str, words: str, measure: Measure = "licence_requirement", *, published: str | None = None
) -> tuple[Document, list[Mention]]:
    """Return the document and a mention of `measure` in each sentence that holds `words`."""
    document = find_mentions(article_from_text(text, published=published), load_knowledge())
    mentions = [
        Mention(sentence, place, place + len(words), measure, Entry("measures", measure, sentence.language, (words,)))
        for sentence in document.sentences
        if (place := text.find(words, sentence.start, sentence.end)) >= 0
    ]
    return document, mentions

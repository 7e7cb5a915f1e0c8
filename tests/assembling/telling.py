"""A document of one or more sentences with its measure mentions, for the tests of this room."""

from hashlib import sha256

from extract.assembling.drafts import Mention
from extract.finding.document import Document, Sentence
from extract.knowledge import Entry, load_knowledge
from extract.language.segments import segment
from extract.language.sentences import split_sentences
from extract.records import Article
from extract.records.codes import Measure


def told(text: str, words: str, measure: Measure = "licence_requirement") -> tuple[Document, list[Mention]]:
    """Return the document and a mention of `measure` wherever `words` stand in `text`."""
    knowledge = load_knowledge()
    language = "zh" if any("一" <= character <= "鿿" for character in text) else "en"
    hits = knowledge.lexicon.scan(text)
    sentences = [
        Sentence(
            number=number,
            start=start,
            end=end,
            language=language,
            is_title=False,
            hits=tuple(hit for hit in hits if start <= hit.start < end),
            times=(),
            quantities=(),
            instruments=(),
        )
        for number, (start, end) in enumerate(split_sentences(text, 0, len(text), language=language))
    ]
    article = Article(
        id="told",
        language=language,
        text=text,
        text_sha256=sha256(text.encode()).hexdigest(),
        segments=segment(text),
    )
    cue = Entry("measures", measure, language, (words,))
    mentions = [
        Mention(sentence, place, place + len(words), measure, cue)
        for sentence in sentences
        if (place := text.find(words, sentence.start, sentence.end)) >= 0
    ]
    return Document(article, knowledge, tuple(sentences)), mentions

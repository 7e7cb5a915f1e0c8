"""PDF: pages to paragraphs. Broken lines are joined, hyphens at line ends undone, running heads and page numbers left out."""

import logging
import re
from collections import Counter
from io import BytesIO

from extract.errors import ReadError
from extract.reading.bounds import MAX_CHARACTERS, MAX_PAGES, MAX_PDF_FORMS, MAX_PDF_STEPS, MAX_PDF_STREAM
from extract.reading.draft import Draft, Told
from extract.reading.guarding import guarded

_HYPHEN = re.compile(r"(?<![^\W\d_])([^\W\d_]+)-$")
_NEXT_WORD = re.compile(r"[a-z]+")
_ENDS_PARAGRAPH = re.compile(r"[.!?:;。！？：；][\"'”’」)）\]]*$")
_BEGINS_PARAGRAPH = re.compile(
    r"\s{2,}|[•·▪–—*-]\s|[(（]?\d{1,2}[.)）、]|[一二三四五六七八九十]+、|第[一二三四五六七八九十百]+[条章]"
)
_WIDE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")
_DIGITS = re.compile(r"\d+")
_FULL_LINE = 0.7  # a line that ends its sentence but reaches less far than this share of the longest ends its paragraph


def read_pdf(data: bytes) -> Draft:
    """Return the draft of a .pdf file; `raw_offsets` is empty, since its text has no place in the file.

    Raises ReadError (`protected_file`, `broken_file`, `too_large`, `no_text`).
    """
    from pypdf import apply_configuration, get_configuration  # noqa: PLC0415 - takes a while to import
    from pypdf.errors import DependencyError, LimitReachedError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings about odd files help no reader of articles
    try:
        with guarded("PDF"), apply_configuration(get_configuration().with_overwrites(**_limits())):
            pages, title = _read(data)
    except ReadError as error:
        if isinstance(error.__cause__, DependencyError):  # encrypted by a cipher that needs an extra library
            raise _protected() from error
        if isinstance(error.__cause__, LimitReachedError):
            how = "unpacks to more than an article has"
            raise _too_large(how) from error
        raise
    text = join_pages(pages)
    if not text:
        message = "it has no text layer (a scan?); run text recognition on it, or save its text as .txt"
        raise ReadError(code="no_text", message=message)
    return Draft(text, _told(title, text), raw_offsets=())


def _read(data: bytes) -> tuple[list[str], str]:
    """Return the text of each page, and the title of the properties."""
    from pypdf import PdfReader  # noqa: PLC0415

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise _protected()
    if len(reader.pages) > MAX_PAGES:
        how = f"has {len(reader.pages):,} pages, more than {MAX_PAGES:,}"
        raise _too_large(how)
    steps = _Steps()
    pages: list[str] = []
    characters = 0
    for page in reader.pages:
        pages.append(page.extract_text(visitor_operand_before=steps.take) or "")
        steps.check()  # what is raised within a drawing is passed over by the reader
        characters += len(pages[-1])
        if characters > MAX_CHARACTERS:
            how = f"has more than {MAX_CHARACTERS:,} characters"
            raise _too_large(how)
    return pages, (reader.metadata.title if reader.metadata else None) or ""


class _Steps:
    """Counts the drawing operators of all pages: one small stream can be drawn from every page, and from other streams."""

    def __init__(self) -> None:
        self._taken = 0

    def take(self, *_: object) -> None:
        """Count one operator (called by the reader)."""
        self._taken += 1
        self.check()

    def check(self) -> None:
        """Raise ReadError (`too_large`) when more steps were taken than a page of print needs."""
        if self._taken > MAX_PDF_STEPS:
            how = f"takes more than {MAX_PDF_STEPS:,} steps to draw"
            raise _too_large(how)


def _limits() -> dict[str, int]:
    """Return the bounds that the reader of PDF is given, by its names; it has more of its own."""
    unpacked = ("zlib", "lzw", "run_length", "brotli", "jbig2", "array_based_stream")
    return {
        **{f"{kind}_maximum_output_length": MAX_PDF_STREAM for kind in unpacked},
        "xform_maximum_invocations_per_extraction": MAX_PDF_FORMS,
        "page_tree_maximum_page_entries": 100 * MAX_PAGES,
    }


def _too_large(how: str) -> ReadError:
    return ReadError(code="too_large", message=f"it {how}; split it, or save the article's text as .txt")


def _protected() -> ReadError:
    message = "it is protected by a password; save a copy without one"
    return ReadError(code="protected_file", message=message)


def _told(title: str, text: str) -> tuple[Told, ...]:
    """Take the title of the properties, often that of a template, only where the first lines have it too."""
    words = " ".join(title.split())
    begins = " ".join(text[: 3 * len(words) + 200].split())
    return (Told("title", words, "document"),) if words and words in begins else ()


def join_pages(pages: list[str]) -> str:
    """Return the pages as paragraphs, one a line, a blank line between; running heads and page numbers left out."""
    split = [[line.rstrip() for line in page.splitlines()] for page in pages]
    repeated = _running_heads(split)
    lines = [line for page in split for line in _without_heads(page, repeated)]
    paragraphs = _paragraphs(lines)
    return "\n\n".join(paragraphs)


def _running_heads(pages: list[list[str]]) -> set[str]:
    """Return the first and last lines, digits aside, that half of at least three pages share."""
    edges = Counter(shape for page in pages for shape in {_shape(line) for line in _edges(page)})
    return {shape for shape, count in edges.items() if count >= max(3, len(pages) / 2)}


def _edges(page: list[str]) -> list[str]:
    filled = [line for line in page if line.strip()]
    return filled[:1] + filled[-1:] if len(filled) > 2 else []  # noqa: PLR2004 - a page of its own, no edges


def _shape(line: str) -> str:
    return _DIGITS.sub("0", line.strip())


def _without_heads(page: list[str], repeated: set[str]) -> list[str]:
    edges = {id(line) for line in _edges(page)}
    return [line for line in page if not (id(line) in edges and _shape(line) in repeated)]


def _paragraphs(lines: list[str]) -> list[str]:
    longest = max((len(line) for line in lines), default=0)
    words = set(re.findall(r"[\w-]+", "\n".join(lines)))
    paragraphs: list[list[str]] = []
    previous = ""
    for line in lines:
        if not line.strip():
            previous = ""
            continue
        if not previous or _breaks(previous, line, longest):
            paragraphs.append([])
        _join(paragraphs[-1], line.strip(), words)
        previous = line
    return ["".join(parts) for parts in paragraphs]


def _breaks(previous: str, line: str, longest: int) -> bool:
    if _BEGINS_PARAGRAPH.match(line):
        return True
    is_short = len(previous) < _FULL_LINE * longest
    return is_short and (_ENDS_PARAGRAPH.search(previous) is not None or not line.lstrip()[:1].islower())


def _join(parts: list[str], line: str, words: set[str]) -> None:
    """Add a line to the parts of its paragraph, the last of which may lose its hyphen."""
    before = parts[-1] if parts else ""
    hyphen, following = _HYPHEN.search(before), _NEXT_WORD.match(line)
    if hyphen and following:
        # A hyphen at the line's end is kept where the text has the compound elsewhere: end-user, not "enduser".
        keeps = f"{hyphen.group(1)}-{following.group()}" in words
        parts[-1] = before if keeps else before[:-1]
    elif before and not (_WIDE.match(before[-1:]) or _WIDE.match(line[:1]) or before.endswith("-")):
        parts.append(" ")
    parts.append(line)

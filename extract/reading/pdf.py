"""PDF: pages to paragraphs. Broken lines are joined, hyphens at line ends undone, running heads and page numbers left out."""

import logging
import re
from collections import Counter
from io import BytesIO

from extract.errors import ReadError
from extract.reading.draft import Draft, Told

_HYPHEN = re.compile(r"([^\W\d_]+)-$")
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

    Raises ReadError (`protected_file`, `broken_file`, `no_text`).
    """
    from pypdf import PdfReader  # noqa: PLC0415 - takes a while to import
    from pypdf.errors import DependencyError, PyPdfError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings about odd files help no reader of articles
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _protected()
        pages = [page.extract_text() or "" for page in reader.pages]
        title = (reader.metadata.title if reader.metadata else None) or ""
    except DependencyError as error:  # encrypted by a cipher that needs an extra library
        raise _protected() from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        message = f"it cannot be read as PDF ({type(error).__name__}); open and save it again, or save its text as .txt"
        raise ReadError(code="broken_file", message=message) from error
    text = join_pages(pages)
    if not text:
        message = "it has no text layer (a scan?); run text recognition on it, or save its text as .txt"
        raise ReadError(code="no_text", message=message)
    return Draft(text, _told(title, text), raw_offsets=())


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
    paragraphs: list[str] = []
    previous = ""
    for line in lines:
        if not line.strip():
            previous = ""
        elif not previous or _breaks(previous, line, longest):
            paragraphs.append(line.strip())
            previous = line
        else:
            paragraphs[-1] = _joined(paragraphs[-1], line.strip(), words)
            previous = line
    return paragraphs


def _breaks(previous: str, line: str, longest: int) -> bool:
    if _BEGINS_PARAGRAPH.match(line):
        return True
    is_short = len(previous) < _FULL_LINE * longest
    return is_short and (_ENDS_PARAGRAPH.search(previous) is not None or not line.lstrip()[:1].islower())


def _joined(before: str, after: str, words: set[str]) -> str:
    hyphen, following = _HYPHEN.search(before), _NEXT_WORD.match(after)
    if hyphen and following:
        # A hyphen at the line's end is kept where the text has the compound elsewhere: end-user, not "enduser".
        keeps = f"{hyphen.group(1)}-{following.group()}" in words
        return before + after if keeps else before[:-1] + after
    is_wide = _WIDE.match(before[-1:]) or _WIDE.match(after[:1])
    return before + after if is_wide or before.endswith("-") else f"{before} {after}"

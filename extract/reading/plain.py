"""Plain text and Markdown: the text is the decoded file, unchanged but for its byte order mark."""

from extract.errors import ReadError
from extract.reading.draft import Draft
from extract.reading.encodings import decode
from extract.reading.frontmatter import read_front_matter
from extract.records import OffsetRun

_MARK = "\ufeff"


def read_plain(data: bytes) -> Draft:
    """Return the draft of a .txt or .md file. Raises ReadError (`empty_file`, `binary_file`, `undecodable`)."""
    decoded = decode(data)
    text = decoded.text.removeprefix(_MARK)
    if not text.strip():
        message = "it holds no words; remove it or fetch it again"
        raise ReadError(code="empty_file", message=message)
    end, told, problems = read_front_matter(text)
    moved = len(decoded.text) - len(text)
    offsets = (OffsetRun(text_start=0, raw_start=moved, length=len(text)),) if moved else None
    return Draft(text, told, offsets, ((0, end),) if end else (), (*decoded.problems, *problems))

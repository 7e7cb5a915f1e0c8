"""Word documents (.docx): paragraphs and tables in their order."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from extract.errors import ReadError
from extract.reading.draft import Draft, Told

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a document with a password, and one of Word before 2007, begins."""

_INFLATION = 100  # a document grows tenfold when unpacked; a hundredfold is made to exhaust memory


def read_word(data: bytes) -> Draft:
    """Return the draft of a .docx file; `raw_offsets` is empty, since its text has no place in the packed file.

    Raises ReadError (`protected_file`, `broken_file`, `too_large`, `no_text`).
    """
    if data.startswith(_OLE):
        message = "it is protected by a password or an old .doc file; save a copy as .docx without a password"
        raise ReadError(code="protected_file", message=message)
    document = _opened(data)
    paragraphs = list(_paragraphs(document))
    text = "\n".join(words for words, _ in paragraphs).strip()
    if not text:
        message = "it holds no text (only pictures?); save its text as .txt"
        raise ReadError(code="no_text", message=message)
    title = next((words.strip() for words, style in paragraphs if style == "Title" and words.strip()), "")
    return Draft(text, (Told("title", title, "document"),) if title else (), raw_offsets=())


def _opened(data: bytes) -> Any:
    from docx import Document  # noqa: PLC0415 - takes a while to import
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    try:
        with ZipFile(BytesIO(data)) as archive:
            size = sum(item.file_size for item in archive.infolist())
        if size > _INFLATION * len(data):
            message = "its parts are too large to be those of an article; save its text as .txt"
            raise ReadError(code="too_large", message=message)
        return Document(BytesIO(data))
    except (BadZipFile, OpcError, KeyError, ValueError, SyntaxError, OSError) as error:
        message = (
            f"it cannot be read as .docx ({type(error).__name__}); open and save it again, or save its text as .txt"
        )
        raise ReadError(code="broken_file", message=message) from error


def _paragraphs(document: Any) -> Iterator[tuple[str, str]]:
    """Yield text and style of each paragraph, and each row of a table as one line."""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield " | ".join(dict.fromkeys(cell.text.strip().replace("\n", " ") for cell in row.cells)), ""
        else:
            yield block.text, block.style.name if block.style is not None else ""

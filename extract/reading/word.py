"""Word documents (.docx): paragraphs and tables in their order.

Only the parts that hold the text are unpacked, piece by piece, and no more of them than an article can have: pictures, macros and
links are never looked at, and a document type with entities is refused.
"""

from collections.abc import Iterator
from io import BytesIO
from posixpath import dirname, join
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipExtFile, ZipFile

from extract.errors import ReadError
from extract.reading.bounds import MAX_CHARACTERS, MAX_INFLATION, MAX_WORD_BYTES
from extract.reading.draft import Draft, Told
from extract.reading.guarding import guarded
from extract.reading.paragraphs import paragraphs_of

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a document with a password, and one of Word before 2007, begins."""
_ENCRYPTED = 0x1
_ROOT = "_rels/.rels"
_MAIN = "/officeDocument"
"""How the type of the relation ends that leads to the document itself."""


def read_word(data: bytes) -> Draft:
    """Return the draft of a .docx file; `raw_offsets` is empty, since its text has no place in the packed file.

    Raises ReadError (`protected_file`, `broken_file`, `too_large`, `no_text`).
    """
    if data.startswith(_OLE):
        raise _protected()
    with guarded(".docx"), ZipFile(BytesIO(data)) as archive:
        package = _Package(archive, most=min(MAX_WORD_BYTES, MAX_INFLATION * len(data)))
        main = package.main()
        styles = package.styles_beside(main)
        paragraphs = list(_bounded(paragraphs_of(package.elements(main))))
    text = "\n".join(words for words, _ in paragraphs).strip()
    if not text:
        message = "it holds no text (only pictures?); save its text as .txt"
        raise ReadError(code="no_text", message=message)
    title = next((words.strip() for words, style in paragraphs if styles.get(style) == "Title" and words.strip()), "")
    return Draft(text, (Told("title", title, "document"),) if title else (), raw_offsets=())


class _Package:
    """The parts of a document; together no more than `most` bytes of them are unpacked."""

    def __init__(self, archive: ZipFile, *, most: int) -> None:
        self._archive = archive
        self._left = most

    def main(self) -> str:
        """Return the name of the part that holds the text."""
        if _ROOT in self._archive.namelist():
            for _, element in self.elements(_ROOT):
                if element.get("Type", "").endswith(_MAIN):
                    return str(element.get("Target", "")).lstrip("/")
        return "word/document.xml"

    def styles_beside(self, main: str) -> dict[str, str]:
        """Return the names of the styles by their ids; none when the document has no part of styles."""
        name = join(dirname(main), "styles.xml")
        found: dict[str, str] = {}
        if name not in self._archive.namelist():
            return found
        style = ""
        for event, element in self.elements(name):
            kind = element.tag.rpartition("}")[2]
            if event == "start" and kind == "style":
                style = _value(element, "styleId")
            elif event == "start" and kind == "name":
                found.setdefault(style, _value(element, "val"))
        return found

    def elements(self, name: str) -> Iterator[tuple[str, Any]]:
        """Yield the start and the end of each element of a part; an element is emptied when its end was looked at."""
        from lxml import etree  # noqa: PLC0415 - few articles are documents

        with self._opened(name) as part:
            events = etree.iterparse(
                _Counted(part, self),
                events=("start", "end"),
                resolve_entities=False,
                remove_comments=True,
                remove_pis=True,
            )
            for event, element in events:
                if element.getroottree().docinfo.internalDTD is not None:
                    message = "it declares a document type, which no Word document has; save its text as .txt"
                    raise ReadError(code="broken_file", message=message)
                yield event, element
                if event == "end":
                    _forget(element)

    def take(self, size: int) -> None:
        """Count bytes that were unpacked. Raises ReadError (`too_large`)."""
        self.check(size)
        self._left -= size

    def check(self, size: int) -> None:
        """Refuse what would be too much: what a part says of its size, true or not, or what came out of it."""
        if size > self._left:
            message = "its parts are too large to be those of an article; save its text as .txt"
            raise ReadError(code="too_large", message=message)

    def _opened(self, name: str) -> ZipExtFile:
        part = self._archive.getinfo(name)
        self.check(part.file_size)
        if part.flag_bits & _ENCRYPTED:
            raise _protected()
        if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            message = "it is packed in a way that no Word document is; open and save it again"
            raise ReadError(code="broken_file", message=message)
        return self._archive.open(part)  # type: ignore[return-value]


class _Counted:
    """A part as it is read, each piece counted."""

    def __init__(self, part: ZipExtFile, package: _Package) -> None:
        self._part, self._package = part, package

    def read(self, size: int) -> bytes:
        piece = self._part.read(size)
        self._package.take(len(piece))
        return piece


def _bounded(paragraphs: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    length = 0
    for words, style in paragraphs:
        length += len(words) + 1
        if length > MAX_CHARACTERS:
            message = f"it has more than {MAX_CHARACTERS:,} characters; split it into articles"
            raise ReadError(code="too_large", message=message)
        yield words, style


def _forget(element: Any) -> None:
    """Free an element and what stands before it: what was read is not needed again."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _value(element: Any, name: str) -> str:
    """Return an attribute, whatever the namespace of its name."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _protected() -> ReadError:
    message = "it is protected by a password or an old .doc file; save a copy as .docx without a password"
    return ReadError(code="protected_file", message=message)

"""Bytes to text: byte order marks, UTF-8, UTF-16, GB 18030, Big5, and what else charset-normalizer is sure of.

Detectors misjudge short Chinese texts, so the two Chinese encodings are tried strictly and told apart by how common
the characters are that come out: about half of those of a real text are among the 500 commonest, of a misread one a tenth.
"""

import codecs
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extract.errors import ReadError
from extract.language.folding import fold
from extract.records import Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHINESE = ("gb18030", "big5", "big5hkscs")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_HIGH = re.compile(rb"[\x80-\xff]+")
_GB_SIGNS = b"\xa1\xa3"  # rows of GB 2312 that hold punctuation and full-width letters
_PLAUSIBLE = 0.25
_DOUBTFUL = 0.1
_SAMPLE = 20_000  # characters are enough to tell encodings apart
_FEW = 200  # one damaged character among so many is read over, and reported


@dataclass(frozen=True, slots=True)
class Decoded:
    """The whole file as text, byte order mark included; `problems` tell of damaged characters."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes) -> Decoded:
    """Return `data` as text.

    Raises ReadError with the code `binary_file` or `undecodable`.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data, encoding)
    if b"\x00" in data:
        return _unmarked_utf16(data)
    text = _strictly(data, "utf-8")
    if text is not None:
        return _checked(Decoded(text, "utf-8"))
    decoded = next(filter(None, (read(data) for read in (_damaged_utf8, _chinese, _western, _guessed))), None)
    if decoded is None:
        message = "its character encoding cannot be told; save it as UTF-8"
        raise ReadError(code="undecodable", message=message)
    return _checked(decoded)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _marked(data: bytes, encoding: str) -> Decoded:
    text = _strictly(data, encoding)
    if text is None:
        damaged = _damaged_utf8(data) if encoding == "utf-8" else None
        if damaged is None:
            message = f"its byte order mark says {encoding.upper()}, but it is not; save it as UTF-8"
            raise ReadError(code="undecodable", message=message)
        return damaged
    return _checked(Decoded(text, encoding))


def refuse_binary(text: str) -> None:
    """Raise ReadError (`binary_file`) where the beginning of a text has more control characters than texts have."""
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) * _FEW > len(sample):
        raise _binary()


def _checked(decoded: Decoded) -> Decoded:
    refuse_binary(decoded.text)
    return decoded


def _binary() -> ReadError:
    message = "it is no text but binary data; convert it to one of .txt .md .html .pdf .docx .json .jsonl"
    return ReadError(code="binary_file", message=message)


def _unmarked_utf16(data: bytes) -> Decoded:
    """Read UTF-16 that says not which: zero bytes stand in ASCII characters, all in the same place of their pairs."""
    readings = []
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strictly(data, encoding)
        if text is not None and not _CONTROL.search(text[:_SAMPLE]):
            readings.append(Decoded(text, encoding))
    best = max(readings, key=lambda reading: _plainness(reading.text), default=None)
    if best is None or _plainness(best.text) < _PLAUSIBLE:
        raise _binary()
    return best


def _plainness(text: str) -> float:
    """Return the share of ASCII and common Han characters."""
    sample = text[:_SAMPLE]
    plain = sum(character.isascii() or character in _common_han() for character in fold(sample))
    return plain / max(1, len(sample))


def _chinese(data: bytes) -> Decoded | None:
    readings = [Decoded(text, name) for name in _CHINESE if (text := _strictly(data, name)) is not None]
    shares = {reading.encoding: commonness(reading.text) for reading in readings}
    best = max(readings, key=lambda reading: shares[reading.encoding], default=None)
    if best is None:
        return None
    share = shares[best.encoding]
    runner_up = max(
        (shares[name] for name in shares if (name == "gb18030") != (best.encoding == "gb18030")), default=0.0
    )
    return best if share >= _PLAUSIBLE or (share >= _DOUBTFUL and share >= 2 * runner_up) else None


def _western(data: bytes) -> Decoded | None:
    """Read text in ASCII letters with an accent or a typographic sign here and there."""
    runs = _HIGH.findall(data)
    if all(len(run) % 2 == 0 and run[0] in _GB_SIGNS for run in runs):
        text = _strictly(data, "gb18030")
        return None if text is None else Decoded(text, "gb18030")
    single = sum(len(run) == 1 for run in runs)
    text = _strictly(data, "cp1252") if single * 5 >= len(runs) * 4 else None
    return None if text is None else Decoded(text, "cp1252")


def commonness(text: str) -> float:
    """Return the share of the Chinese characters in `text` that are common ones; 0 when there are none."""
    han = _HAN.findall(fold(text[:_SAMPLE]))
    return sum(character in _common_han() for character in han) / max(1, len(han))


@cache
def _common_han() -> frozenset[str]:
    return frozenset("".join(files(__package__).joinpath("common_han.txt").read_text(encoding="utf-8").split()))


def _damaged_utf8(data: bytes) -> Decoded | None:
    """Read UTF-8 with a few broken characters, as when a file was cut by bytes."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(character > "\x7f" for character in text[: 50 * _SAMPLE]) - broken
    if broken > 1 and broken * _FEW > sound:
        return None
    if sound < broken:
        return None
    message = f"{broken} damaged character(s) were read as \ufffd; get the file again if the words around them matter"
    return Decoded(text, "utf-8", (Problem(code="damaged_characters", message=message),))


def _guessed(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - needed by one file in thousands

    best = from_bytes(data[: 4 * _SAMPLE]).best()
    text = None if best is None else _strictly(data, best.encoding)
    return None if best is None or text is None else Decoded(text, best.encoding)

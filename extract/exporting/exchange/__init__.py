"""Records as annotations of other tools (Label Studio, doccano, Prodigy), and what those tools give back.

A record is first marked up (`marking`): stretches of the text with a role, and links between them. That is what each tool's form holds, in
its own way. Beside it travels the record itself (`keeping`), so that what a tool has no place for is not lost.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from extract.exporting.exchange.doccano import from_doccano, to_doccano
from extract.exporting.exchange.label_studio import from_label_studio, to_label_studio
from extract.exporting.exchange.markup import Returned, Task
from extract.exporting.exchange.prodigy import from_prodigy, to_prodigy


class Tool(NamedTuple):
    """How a tool's form is written and read; reading yields one function an annotation, so that a faulty one harms no other."""

    name: str
    write: Callable[[Iterable[Task]], str]
    read: Callable[[str], Iterator[Callable[[], Returned | None]]]


TOOLS = {
    "label-studio": Tool("Label Studio", to_label_studio, from_label_studio),
    "doccano": Tool("doccano", to_doccano, from_doccano),
    "prodigy": Tool("Prodigy", to_prodigy, from_prodigy),
}
"""Tool by the name that `--format` takes."""

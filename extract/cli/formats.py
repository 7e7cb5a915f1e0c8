"""Names of annotation tools, as `--format` of `export` and `import` takes them."""

from enum import StrEnum


class ToolName(StrEnum):
    """A tool that annotations go to and come back from."""

    label_studio = "label-studio"
    doccano = "doccano"
    prodigy = "prodigy"


class SourceName(StrEnum):
    """What annotations can be imported from: a tool, or a folder in the gold form."""

    gold = "gold"
    label_studio = "label-studio"
    doccano = "doccano"
    prodigy = "prodigy"

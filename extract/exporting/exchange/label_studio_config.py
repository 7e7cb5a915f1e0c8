"""The labelling configuration of a Label Studio project that holds our markup."""

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from extract.exporting.exchange.label_studio import ROLE, TEXT, control_of
from extract.exporting.exchange.roles import LINKS, ROLES, Role

_COLOURS = (
    "#c0392b",
    "#e59866",
    "#7d3c98",
    "#1f618d",
    "#148f77",
    "#b7950b",
    "#6e2c00",
    "#2e4053",
    "#d81b60",
    "#607d8b",
)
"""One a role, in the order of `ROLES`; dark enough for white words on them."""


def labelling_config() -> str:
    """Return the XML of the configuration: labels for the roles, lists and fields for what is told of a region, links.

    Spaces and line ends are kept as they are, as https://labelstud.io/tags/text asks where offsets matter.
    """
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "<View>"
    yield "  <Style>.htx-text { white-space: pre-wrap; }</Style>"
    yield '  <Relations choice="single">'
    yield from (f"    <Relation value={quoteattr(label)}/>" for label in LINKS)
    yield "  </Relations>"
    yield f'  <Labels name="{ROLE}" toName="{TEXT}">'
    for name, colour in zip(ROLES, _COLOURS, strict=True):
        yield f'    <Label value={quoteattr(name)} background="{colour}"/>'
    yield "  </Labels>"
    yield f'  <Text name="{TEXT}" value="${TEXT}"/>'
    for role in ROLES.values():
        if role.facts:
            yield f'  <View visibleWhen="region-selected" whenTagName="{ROLE}" whenLabelValue={quoteattr(role.name)}>'
            yield from _controls(role)
            yield "  </View>"
    yield "</View>"


def _controls(role: Role) -> Iterator[str]:
    listed = role.choices or {}
    for fact in role.facts:
        about = f'name="{control_of(role.name, fact)}" toName="{TEXT}" perRegion="true"'
        yield f'    <Header value={quoteattr(fact)} size="5"/>'
        if fact in listed:
            yield f'    <Choices {about} choice="single" showInline="true">'
            yield from (f"      <Choice value={quoteattr(value)}/>" for value in listed[fact])
            yield "    </Choices>"
        else:
            yield f'    <TextArea {about} maxSubmissions="1" editable="true" rows="1"/>'

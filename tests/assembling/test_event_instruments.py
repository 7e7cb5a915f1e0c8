import pytest
from telling import told

from extract.assembling.drafts import Draft
from extract.assembling.instruments import find_instrument
from extract.records import Issuer


def act_of(text, words):
    document, mentions = told(text, words)
    draft = Draft("licence_requirement", "introduce", "announced", "stated", Issuer(jurisdiction="XX"), mentions)
    return find_instrument(draft, document)


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("Executive Order 14105 tightens export controls on zinc.", "export controls", "US:EO:14105"),
        ("商务部公告2024年第90号对锌实施出口管制。", "出口管制", "CN:MOFCOM:2024:90"),
    ],
)
def test_the_act_named_beside_the_mention_is_told_with_its_key(text, words, key):
    act = act_of(text, words)
    assert act.key == key
    assert text[act.evidence.start : act.evidence.end] == act.evidence.quote


def test_an_act_with_a_key_comes_before_a_nearer_one_without():
    act = act_of("Under Executive Order 14105 the Zinc Trade Act and export controls apply.", "export controls")
    assert act.key == "US:EO:14105"


def test_the_heading_of_an_act_is_the_act_of_all_its_events():
    act = act_of("商务部公告2024年第90号\n为维护安全，决定如下。\n对锌实施出口管制。", "出口管制")
    assert act.number == "90"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Peru tightens export controls on zinc.", "export controls"),
        ("秘鲁对锌实施出口管制。", "出口管制"),
        (
            "来自多个地区的企业界人士在利马举行的年度会议上讨论了商务部公告2024年第90号对当地矿业、港口以及运输企业的影响。锌的出口管制也是议题。",
            "出口管制",
        ),
    ],
)
def test_no_act_is_told_where_none_is_named_beside_the_mention(text, words):
    assert act_of(text, words) is None

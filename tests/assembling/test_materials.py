from telling import told

from extract.assembling.drafts import Draft
from extract.assembling.materials import find_materials, material_places
from extract.records.event import Issuer


def materials(text, words, measure="licence_requirement"):
    document, mentions = told(text, words, measure)
    draft = Draft(measure, "introduce", "in_force", "stated", Issuer(jurisdiction="CN"), mentions)
    found = find_materials(draft, document)
    assert all(text[one.evidence.start : one.evidence.end] == one.evidence.quote for one in found)
    return [one.id for one in found]


def test_goods_beside_the_measure_are_its_own():
    assert materials("China imposed export controls on gallium and germanium.", "export controls") == [
        "gallium",
        "germanium",
    ]
    assert materials("中国对镓、锗实施出口管制。", "出口管制") == ["gallium", "germanium"]
    assert materials("中國對鎵、鍺實施出口管制。", "出口管制") == ["gallium", "germanium"]


def test_goods_far_from_it_are_not():
    text = (
        "China imposed export controls on antimony. The harbour was quiet. Nobody spoke of it again. "
        "Copper is also shipped from the same harbour, where it lies for weeks."
    )
    assert materials(text, "export controls") == ["antimony"]


def test_goods_of_the_title_and_of_sentences_beside_may_be_meant():
    text = "稀土出口须逐单申请。新的出口管制今日生效。"
    document, mentions = told(text, "出口管制")
    draft = Draft("licence_requirement", "introduce", "in_force", "stated", Issuer(jurisdiction="CN"), mentions)
    [(place, traits)] = material_places(draft, document)
    assert (place.zone, place.hit.entry.value) == ("around", "rare_earths")
    assert "zh around told=False" in traits


def test_no_goods_no_materials():
    assert materials("China imposed export controls.", "export controls") == []

"""The registers: ids that fit together, and names that must not be taken for others."""

import re

import pytest

from extract.knowledge import load_knowledge

KNOWLEDGE = load_knowledge()
BLOCS = {"EU", "G7", "G20", "UN", "WTO", "NATO", "OPEC", "ASEAN", "BRICS"}
ROLES = {"name", "demonym", "capital", "government", "short", "pair", "place"}
AUTHORITY_KINDS = {"ministry", "agency", "cabinet", "legislature", "court", "leader", "party", "official"}
RARE_EARTHS = [
    "lanthanum",
    "cerium",
    "praseodymium",
    "neodymium",
    "promethium",
    "samarium",
    "europium",
    "gadolinium",
    "terbium",
    "dysprosium",
    "holmium",
    "erbium",
    "thulium",
    "ytterbium",
    "lutetium",
    "scandium",
    "yttrium",
]


def values(text, kind):
    return [hit.entry.value for hit in KNOWLEDGE.lexicon.scan(text) if hit.entry.kind == kind]


def test_groups_of_materials_exist_and_the_seventeen_are_rare_earths():
    ids = {entry.value for entry in KNOWLEDGE.of_kind("materials")}
    groups = KNOWLEDGE.material_groups
    assert {group for above in groups.values() for group in above} <= ids
    assert all(name not in above for name, above in groups.items())
    assert all({"rare_earths", "critical_minerals"} <= groups[name] for name in RARE_EARTHS)


@pytest.mark.parametrize("symbol", ["In", "W", "Y", "Ga", "Ge", "Co", "Li", "Sc", "Be", "V", "U", "银"])
def test_a_chemical_symbol_alone_is_no_material(symbol):
    assert values(f"{symbol} {symbol}, ({symbol})", "materials") == []


def test_jurisdictions_are_codes_or_blocs_in_known_roles():
    for entry in KNOWLEDGE.of_kind("jurisdictions"):
        assert re.fullmatch("[A-Z]{2}", entry.value) or entry.value in BLOCS
        assert entry.get("role") in ROLES, entry.value


def test_authorities_belong_to_a_jurisdiction_of_the_register():
    codes = {entry.value for entry in KNOWLEDGE.of_kind("jurisdictions")} | {"XX"}
    for entry in KNOWLEDGE.of_kind("authorities"):
        assert entry.get("jurisdiction") == entry.value.split(".")[0]
        assert entry.get("jurisdiction") in codes
        assert entry.get("kind") in AUTHORITY_KINDS, entry.value
        assert entry.get("ambiguous") == "true" or entry.get("jurisdiction") != "XX" or "XX." in entry.value


def test_named_targets_belong_to_a_jurisdiction():
    codes = {entry.value for entry in KNOWLEDGE.of_kind("jurisdictions")}
    named = [entry for entry in KNOWLEDGE.of_kind("targets") if entry.get("role") == "named"]
    assert named
    assert all(entry.get("jurisdiction") in codes and entry.value == "company" for entry in named)


def test_masks_hide_kinds_that_exist():
    kinds = {entry.kind for entry in KNOWLEDGE.entries}
    hidden = {kind for entry in KNOWLEDGE.of_kind("masks") for kind in (entry.get("hides") or "").split()}
    assert hidden <= kinds


@pytest.mark.parametrize("kind", ["materials", "jurisdictions"])
def test_the_first_form_of_each_language_can_be_shown(kind):
    shown = {}
    for entry in KNOWLEDGE.of_kind(kind):
        shown.setdefault((entry.value, entry.language), entry.forms[0])
    assert [form for form in shown.values() if "|" in form or "..." in form] == []


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("samarium-cobalt magnets", "materials", ["smco_magnets"]),
        ("rare-earth permanent magnets", "materials", ["rare_earth_magnets"]),
        ("釹鐵硼磁鐵", "materials", ["ndfeb_magnets", "rare_earth_magnets"]),
        ("七類中重稀土", "materials", ["medium_heavy_rare_earths"]),
        ("人造石墨負極材料", "materials", ["graphite_anode"]),
        ("輝達晶片", "materials", ["ai_chips"]),
        ("氟化聚醯亞胺", "materials", ["fluorinated_polyimide"]),
        ("内蒙古", "jurisdictions", ["CN"]),
        ("Papua New Guinea", "jurisdictions", ["PG"]),
        ("the Democratic Republic of the Congo", "jurisdictions", ["CD"]),
        ("People's Republic of China", "jurisdictions", ["CN"]),
        ("the Republic of China", "jurisdictions", ["TW"]),
        ("North Korean", "jurisdictions", ["KP"]),
        ("日本、荷兰", "jurisdictions", ["JP", "NL"]),
        ("美国商务部", "authorities", ["US.DOC"]),
        ("國務院關稅稅則委員會", "authorities", ["CN.TARIFF_COMMISSION"]),
        ("美國國務院", "authorities", ["US.STATE"]),
        ("Department of Commerce's Bureau of Industry and Security", "authorities", ["US.BIS"]),
    ],
)
def test_the_exact_name_wins(text, kind, expected):
    assert values(text, kind) == expected

import json
import re
from pathlib import Path

import pytest
import yaml
from drawing import change, claim, figure, timeline
from generating import generated
from reporting import event, report

from extract.errors import RecordError
from extract.records import Conflict, codes
from extract.timeline import build_timeline, load_timeline, page, write_timeline
from extract.timeline.page import render_page
from extract.timeline.page.payload import payload
from extract.timeline.rules import rules
from extract.timeline.weighing import weights

EVIL = '</script><script>document.title="owned"</script><img src=x onerror=alert(1)>'
FOLDER = Path(page.__file__).parent
LABELS = yaml.safe_load((FOLDER / "labels.yaml").read_text(encoding="utf-8"))
SCRIPT = "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.js")))
TEMPLATE = (FOLDER / "timeline.html").read_text(encoding="utf-8")


def data_of(text):
    [found] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    return json.loads(found)


def drawn(*events, text=None, **about):
    path, record = report("a.json", *events, text=text, **about)
    told = timeline(
        [change(f"c-{n}", [claim(path, item.id)]) for n, item in enumerate(record.events)], [(path, record)]
    )
    return payload(told, [(path, record)])


def passages(data, row=0):
    return data["claims"][row][2]


def test_what_is_written_is_what_is_read(tmp_path):
    told, records = generated(5)
    write_timeline(told, tmp_path, records=records)
    assert load_timeline(tmp_path / "timeline.json") == told


def test_a_page_that_cannot_be_drawn_leaves_what_was_there(tmp_path):
    told, records = generated(5)
    write_timeline(told, tmp_path, records=records)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(TypeError):
        write_timeline(told.model_copy(update={"changes": ()}), tmp_path, records=None)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_that_is_no_timeline_says_to_build_it_again(tmp_path):
    path = tmp_path / "timeline.json"
    for content in ("[]", "{", '{"schema_version": "1.0", "changes": [1]}'):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(RecordError, match="regimeline timeline"):
            load_timeline(path)


def test_the_page_loads_nothing_and_runs_only_its_own_script():
    text = render_page(*generated(3))
    markup = text.split('<script type="application/json"')[0]
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]+)"', markup)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert not re.search(r"<(?:script|img|iframe|object)\b|@import|url\(h", markup)
    assert re.findall(r'<link[^>]*href="([^"]*)"', markup) == ["data:,"]


def test_no_part_of_the_page_writes_markup_or_styles_from_data():
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|srcdoc", SCRIPT)
    assert not re.search(r'\sstyle="|\son\w+="', TEMPLATE)


def test_words_of_articles_cannot_leave_the_data():
    path, record = report("a.json", event(trigger=EVIL), title=EVIL, publisher=EVIL)
    told = timeline([change("c-1", [claim(path, "e1")], headline=EVIL, name=EVIL)], [(path, record)])
    text = render_page(told, [(path, record)], review=EVIL)
    assert text.count("</script>") == 2
    assert EVIL not in text
    assert data_of(text)["sources"][0]["title"] == EVIL


def test_a_claim_has_the_words_that_show_it_marked_in_their_context():
    [[before, quote, after, date, end]] = passages(
        drawn(
            event(trigger="licence", conditions=[("procedure", "require", None, "case by case")]),
            text="The licence is granted case by case.\nMore.",
        )
    )
    assert [before, quote, after, date, end] == [
        "The ",
        ["measure", "licence"],
        " is granted ",
        ["conditions.procedure", "case by case"],
        ".",
    ]


def test_a_long_text_is_cut_between_words_and_says_so():
    text = f"{'word ' * 60}licence {'word ' * 60}"
    [[start, before, quote, after, end]] = passages(drawn(event(trigger="licence"), text=text))
    assert [start, quote, end] == ["…", ["measure", "licence"], "…"]
    assert before.startswith("word ")
    assert after.endswith("word")
    assert len(before) <= 80


def test_a_passage_ends_at_its_line():
    [[quote]] = passages(drawn(event(trigger="许可"), text="上一行\n许可\n下一行", language="zh"))
    assert quote == ["measure", "许可"]


def test_far_evidence_has_passages_of_its_own_in_the_order_of_the_text():
    text = f"from afar {'and on ' * 60}the licence {'and on ' * 60}at last"
    found = passages(
        drawn(
            event(
                trigger="licence",
                conditions=[("procedure", "require", None, "at last"), ("end_use", "limit", None, "from afar")],
            ),
            text=text,
        )
    )
    assert [[part[0] for part in passage if isinstance(part, list)] for passage in found] == [
        ["conditions.end_use"],
        ["measure"],
        ["conditions.procedure"],
    ]


def test_a_claim_stands_once_and_is_named_by_its_row():
    path, record = report("a.json", event(), event(trigger="permit"))
    claims = [claim(path, "e1"), claim(path, "e2")]
    told = timeline(
        [
            change(
                "c-1",
                claims,
                materials=["yttrium"],
                dates={"effective": "2031-06"},
                rivals={"effective": [("2031-07", claims[1:])]},
            )
        ],
        [(path, record)],
    )
    data = payload(told, [(path, record)])
    [one] = data["changes"]
    assert one["claims"] == [0, 1]
    assert one["materials"] == [{"value": "yttrium"}]
    assert one["dates"][0]["rivals"] == [{"value": {"role": "effective", "value": "2031-07"}, "support": [1]}]
    assert one["merges"] == [[1, 4.8, [0]]]
    assert data["features"] == [("same_day", 2.8, "")]
    assert [row[:2] for row in data["claims"]] == [[0, "e1"], [0, "e2"]]


def test_a_figure_names_the_row_of_its_statistic():
    path, record = report("a.json", statistics=[{"value": -29.0}])
    data = payload(timeline([], [(path, record)], figures=[figure("f-1", -29.0, "2031-04", path)]), [(path, record)])
    assert data["figures"][0]["reading"]["support"] == [0]
    assert passages(data)[0][0] == ["value", "Report"]


def test_materials_come_with_the_groups_above_them():
    path, record = report("a.json", event())
    told = timeline([change("c-1", [claim(path, "e1")], materials=["dysprosium", "other:alloy"])], [(path, record)])
    text = render_page(told, [(path, record)])
    data = data_of(text)
    assert "rare_earths" in data["groups"]["dysprosium"]
    assert set(data["groups"]["dysprosium"]) <= set(data["labels"]["materials"])
    assert "cobalt" not in data["labels"]["materials"]


def test_two_thousand_changes_with_their_quotes_make_a_file_of_a_few_megabytes():
    told, records = generated(2000)
    assert sum(len(one.claims) for one in told.changes) > 4500
    assert len(render_page(told, records).encode()) < 4_500_000


def test_the_same_timeline_gives_the_same_page():
    assert render_page(*generated(20)) == render_page(*generated(20))


LISTS = {
    "measure": codes.MEASURES,
    "action": codes.ACTIONS,
    "stage": codes.STAGES,
    "certainty": codes.get_args(codes.Certainty),
    "direction": codes.get_args(codes.Direction),
    "class": codes.get_args(codes.TargetClass),
    "condition": codes.get_args(codes.ConditionType),
    "effect": codes.get_args(codes.Effect),
    "role": codes.get_args(codes.DateRole),
    "relation": codes.get_args(codes.Relation),
    "amended": codes.get_args(codes.Relation),
    "kind": codes.get_args(codes.SourceKind),
    "indicator": codes.get_args(codes.Indicator),
    "statistic": codes.get_args(codes.StatisticKind),
    "comparison": codes.get_args(codes.Comparison),
    "bound": codes.get_args(codes.Bound),
    "because": codes.get_args(Conflict.model_fields["shown_because"].annotation),
    "family": sorted(set(rules().family_of.values())),
    "feature": sorted({*weights().weights, "of_one_block", "ruled"}),
}


@pytest.mark.parametrize("kind", LISTS)
def test_every_code_has_a_name_in_both_languages(kind):
    assert [code for code in LISTS[kind] if code not in LABELS[kind]] == []


def test_every_label_is_a_pair_and_the_second_is_chinese():
    pairs = {f"{kind}.{code}": pair for kind, entries in LABELS.items() for code, pair in entries.items()}
    assert [name for name, pair in pairs.items() if len(pair) != 2] == []
    in_words = {name: zh for name, (en, zh) in pairs.items() if re.search("[A-Za-z]{2}", re.sub(r"{\w+}", "", en))}
    assert [name for name, zh in in_words.items() if not re.search("[一-鿿]", zh)] == []


def test_the_page_asks_for_no_word_that_is_not_there():
    asked = set(re.findall(r'\bui\("(\w+)"', SCRIPT)) | set(
        re.findall(r'data-ui(?:-label|-placeholder)?="(\w+)"', TEMPLATE)
    )
    assert len(asked) > 60
    assert sorted(asked - set(LABELS["ui"])) == []


def test_no_word_is_there_that_the_page_does_not_ask_for():
    used = set(re.findall(r"\w+", SCRIPT + TEMPLATE))
    assert sorted(set(LABELS["ui"]) - used) == []


def test_records_in_and_page_out(tmp_path):
    reports = [report("b.json", event(), statistics=[{"value": -29.0}])]
    _, path = write_timeline(build_timeline(reports), tmp_path / "out", records=reports)
    data = data_of(path.read_text(encoding="utf-8"))
    assert len(data["changes"]) == 1
    assert len(data["figures"]) == 1
    assert data["review"] is None

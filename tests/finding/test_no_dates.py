"""What looks like a date in English news and is none: one case for each kind."""

import pytest

from extract.finding.times import find_times

KINDS = {
    "percentage": "Prices rose 29%, then 2024% more.",
    "notice of a year": "Announcement No. 18 of 2025 stands.",
    "section of an act": "Duties under Section 232 and Section 301 stay.",
    "tariff code": "Goods of HS 2846.90 and HS 8542.31 are free.",
    "article of an act": "Article 5 and Article 2024 apply.",
    "chapter": "Chapter 99 lists them.",
    "verb march": "They march on, and troops March in step.",
    "modal may": "Firms may apply; it may be refused. May we ask?",
    "surname May": "Theresa May spoke, and Ms May agreed.",
    "generation": "A 5G mast needs no permit.",
    "chip": "The H20 and the A800 are sold freely.",
    "node": "Chips of 14nm and 28 nm are covered.",
    "phone number": "Call 020-555-1949 or +44 20 5550 1990.",
    "rank": "It came 12th of 300, the 3rd biggest.",
    "tonnage": "The mine sold 2,010 tonnes and 2010 tonnes.",
    "model name": "The RTX-2080 and the 2025-series boards are out.",
    "the sun": "The Sun rose, the cat sat and they wed.",
    "money": "It cost $2025, or 2,024 yuan.",
    "ratio": "A 4:3 screen and a 16:9 one.",
    "people": "About 1990 firms and 2000 workers signed.",
    "fraction": "Three quarters of it, and a quarter of that, is scrap.",
    "fall": "A fall in prices follows.",
    "ordinal thing": "The 19th round of talks and the 21st package failed.",
    "age": "A 10-year-old plant closed.",
    "spring": "A spring in the lock broke.",
    "address": "See https://example.org/2024/10/09/notice.",
    "version": "Version 2024.1 of the form is out.",
    "resolution": "UN resolution 1929 applies.",
    "second": "The second half of the match was dull.",
    "host": "The server 192.168.2.1 is down.",
}


@pytest.mark.parametrize("text", KINDS.values(), ids=KINDS.keys())
def test_no_date(text: str) -> None:
    assert [(time.evidence.quote, time.value) for time in find_times(text, language="en", anchor="2025-10-15")] == []

"""Microsoft's Recognizers-Text: dates, intervals and durations; percentages, money and measures."""

from datetime import date, datetime, time, timedelta

from recognizers_date_time import recognize_datetime
from recognizers_number import recognize_percentage
from recognizers_number_with_unit import recognize_currency, recognize_dimension
from recognizers_text import Culture

CULTURES = {"en": Culture.English, "zh": Culture.Chinese}


def engine(language):
    culture = CULTURES[language]
    readers = [recognize_datetime, recognize_percentage, recognize_currency, recognize_dimension]
    return lambda text: [read(text, culture) for read in readers]


def times(text, *, language, anchor):
    reference = datetime.combine(anchor, time()) if anchor else None
    found = []
    for item in recognize_datetime(text, CULTURES[language], reference=reference):
        values = (item.resolution or {}).get("values") or [{}]
        value = as_edtf(values[-1])
        if value is not None:
            found.append((item.start, item.end + 1, value))
    return found


def as_edtf(value):
    """Return a resolution as EDTF or an ISO 8601 duration; its intervals leave the last day out."""
    kind = value.get("type")
    if kind in ("date", "datetime"):
        return (value.get("value") or "")[:10] or None
    if kind == "duration":
        return f"PT{value['value']}S" if value.get("value") else None
    if kind in ("daterange", "datetimerange") and ("start" in value or "end" in value):
        start, end = value.get("start", "..")[:10], value.get("end", "..")[:10]
        if end != "..":
            end = (date.fromisoformat(end) - timedelta(days=1)).isoformat()
        return f"{start}/{end}"
    return None


def quantities(text, *, language):
    found = []
    for read in (recognize_percentage, recognize_currency, recognize_dimension):
        for item in read(text, CULTURES[language]):
            told = item.resolution or {}
            number = str(told.get("value") or "").rstrip("%")
            unit = "percent" if read is recognize_percentage else told.get("isoCurrency") or told.get("unit") or ""
            try:
                found.append((item.start, item.end + 1, float(number), unit))
            except ValueError:
                continue
    return found

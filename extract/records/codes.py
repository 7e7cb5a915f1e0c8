"""The code lists of the record contract; meanings and border cases are those of the annotation guidelines (1.1)."""

from typing import Literal, get_args

Measure = Literal[
    "licence_requirement",
    "ban",
    "general_licence",
    "validated_end_user",
    "expedited_review",
    "exemption",
    "licence_decision",
    "entity_listing",
    "extraterritorial_rule",
    "quota",
    "tariff",
    "reporting_requirement",
    "compliance_inspection",
    "enforcement_action",
    "investment_restriction",
    "other_trade_measure",
]
Action = Literal[
    "introduce",
    "expand",
    "tighten",
    "ease",
    "suspend",
    "resume",
    "extend",
    "end",
    "grant",
    "deny",
    "delay",
    "maintain",
    "clarify",
    "enforce",
]
Stage = Literal["considered", "planned", "announced", "in_force", "ended"]
Certainty = Literal["stated", "reported", "speculated", "denied"]
SaidBy = Literal["both", "rules", "model", "neither"]
Direction = Literal["tightening", "easing", "neutral"]
TargetClass = Literal["all", "military", "civil", "company", "sector", "end_user"]
ConditionType = Literal[
    "end_use",
    "end_user",
    "destination",
    "validity_period",
    "threshold",
    "volume",
    "documentation",
    "inspection",
    "procedure",
    "counterpart_action",
    "item_scope",
]
Effect = Literal["require", "prohibit", "limit", "exempt", "allow"]
DateRole = Literal["announced", "effective", "expires"]
Relation = Literal[
    "suspends", "resumes", "ends", "extends", "eases", "tightens", "widens", "clarifies", "replaces", "implements"
]
SourceKind = Literal["official", "media", "anonymous", "company", "analyst", "document"]
Indicator = Literal[
    "exports",
    "imports",
    "production",
    "consumption",
    "reserves",
    "price",
    "market_share",
    "import_dependence",
    "licence_applications",
    "licence_approvals",
    "approval_rate",
    "tariff_rate",
    "entities_listed",
    "capacity",
    "trade_value",
    "other",
]
StatisticKind = Literal["change", "level", "share", "count", "rate"]
Bound = Literal["exact", "about", "at_least", "at_most"]
Comparison = Literal["year_on_year", "month_on_month", "other"]
SegmentKind = Literal["title", "body", "boilerplate"]

MEASURES: tuple[Measure, ...] = get_args(Measure)
ACTIONS: tuple[Action, ...] = get_args(Action)
STAGES: tuple[Stage, ...] = get_args(Stage)

TO_COME: frozenset[Stage] = frozenset({"considered", "planned"})
"""The stages at which an act binds nobody yet."""

UNKNOWN = "XX"
"""The jurisdiction that an article does not tell; others are ISO 3166 alpha-2 codes, or EU, G7, G20, UN, WTO, NATO, ..."""

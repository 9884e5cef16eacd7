"""What came of a contact, in the ten outcomes of Child Helpline International's yearly return."""

from collections.abc import Mapping

from helpline.cases.statistics import StatisticsRow

OTHER = "other"
# Their order in the return.
OUTCOMES = (
    "direct_intervention",
    "resources_recommended",
    "to_child_protection",
    "to_health",
    "to_law_enforcement",
    "to_mental_health",
    "to_other_organisation",
    "to_school_counsellor",
    "abuse_material_reported",
    OTHER,
)
# `referred` without a place says where in the referrals, or nowhere: then it is another organisation.
_ACTIONS: Mapping[str, str] = {
    "listened": "direct_intervention",
    "case_opened": "direct_intervention",
    "emergency": "direct_intervention",
    "follow_up": "direct_intervention",
    "informed": "resources_recommended",
    "reported_material": "abuse_material_reported",
}
_REFERRALS: Mapping[str, str] = {
    "child_protection": "to_child_protection",
    "health": "to_health",
    "law_enforcement": "to_law_enforcement",
    "mental_health": "to_mental_health",
    "school": "to_school_counsellor",
    "other": "to_other_organisation",
}


def outcomes_of(row: StatisticsRow) -> frozenset[str]:
    """One or several of OUTCOMES; of a contact that was about nothing, none."""
    if not row.categories:
        return frozenset()
    found = {_ACTIONS[code] for code in row.actions if code in _ACTIONS}
    found |= {_REFERRALS.get(code, "to_other_organisation") for code in row.referrals}
    if "referred" in row.actions and not row.referrals:
        found.add("to_other_organisation")
    return frozenset(found or {OTHER})

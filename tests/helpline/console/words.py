"""Every text a reader can meet, collected from templates, scripts and Python."""

import re
from collections.abc import Iterable
from pathlib import Path

from helpline.cases import case, check_text, directory, form, refer, rescue_contact, statistics
from helpline.cases.disclosure import REASONS
from helpline.console import case_acts
from helpline.console.problems import TITLES
from helpline.console.rota_makings import FLAGS
from helpline.people.ports import Role
from helpline.privacy.audit import ACTS
from helpline.privacy.detector.finding import MARKED, REFUSED
from helpline.reports import counting, outcomes, tables
from helpline.rota.alarms import AlarmKind
from helpline.rota.holidays import DayKind
from helpline.rota.making.explain import STOPS
from shift_schedule.candidates import Obstacle
from shift_schedule.law import Rule
from shift_schedule.notices import NoticeKind
from shift_schedule.plan import Duty, LeaveKind, LeaveState, RosterState
from shift_schedule.resolve import OpenReason
from shift_schedule.swap import SwapState

CONSOLE = Path("helpline/console")
_QUOTED = r'"((?:[^"\\]|\\.)*)"'


def collected() -> set[str]:
    """Message ids; codes of the contact form included."""
    return (
        set(check_text.WORDS.values())
        | _templates()
        | _scripts()
        | _python()
        | _codes()
        | set(TITLES.values())
    )


def _templates() -> set[str]:
    text = "".join(path.read_text("utf-8") for path in (CONSOLE / "templates").glob("*.html"))
    found = set(re.findall(rf"\b_\({_QUOTED}\)", text))
    found |= set(re.findall(r"\b_\('((?:[^'\\]|\\.)*)'\)", text))
    return {each for each in found if not each.endswith(":") or each.istitle()}


def _scripts() -> set[str]:
    found: set[str] = set()
    for path in (CONSOLE / "static/js").glob("*.js"):
        text = path.read_text("utf-8")
        found |= set(re.findall(rf"\bt\({_QUOTED}", text))
        for block in re.findall(
            r"const (?:PARTS|NAMES|REASONS|STATES|PRESENCES|TIERS|ROLES|COMES) = \{(.*?)\};",
            text,
            re.DOTALL,
        ):
            found |= set(re.findall(rf": {_QUOTED}", block))
        for block in re.findall(r"const BREAKS = \[(.*?)\];", text):
            found |= {f"break:{code}" for code in re.findall(_QUOTED, block)}
        for pair in re.findall(rf"line\(checks\.\w+, {_QUOTED}, {_QUOTED}\)", text):
            found |= set(pair)
    return found - {""}


def _python() -> set[str]:
    places = [*CONSOLE.glob("*.py"), *Path("helpline/cases").glob("*.py")]
    places += [
        *Path("helpline/rota").glob("*.py"),
        Path("helpline/people/accounts.py"),
        *Path("shift_schedule").glob("*.py"),
    ]
    text = "".join(path.read_text("utf-8") for path in places)
    found: set[str] = set()
    for pattern in (
        rf"\bgettext\(\s*{_QUOTED}",
        rf"Problem\(\s*HTTPStatus\.\w+,\s*{_QUOTED}",
        rf"\bwrong\([^()]+?,\s*{_QUOTED}\)",
        rf"(?:(?:Shift|Swap|Handover|Calendar|Roster)Error|BadReason|BadWords)\({_QUOTED}\)",
        rf"\bwords = {_QUOTED}",
        rf"\(1, \"\", {_QUOTED}\)",
        rf"\(0, \"\w*\", {_QUOTED}\)",
        rf"WrongMove\({_QUOTED}\)",
        rf"yield [^,{{\n]+, {_QUOTED}",
        rf"(?<!attrgetter)\(\"\w+\", {_QUOTED}\)[\])]",
    ):
        found |= set(re.findall(pattern, text))
    return found - {""}


_ROTA: dict[str, Iterable[str]] = {
    "duty": Duty,
    "open": OpenReason,
    "notice": NoticeKind,
    "swap": SwapState,
    "leave": LeaveKind,
    "leave_state": LeaveState,
    "rota_alarm": AlarmKind,
    "obstacle": Obstacle,
    "rule": Rule,
    "roster": RosterState,
    "stops": STOPS,
    "flag_of_work": FLAGS,
    "flag_for": FLAGS,
    "day_kind": DayKind,
    "weekday": [str(number) for number in range(1, 8)],
}

_RECORDS: dict[str, Iterable[str]] = {
    "call_type": form.CALL_TYPES,
    "field": [each.name for each in form.definition().fields],
    "channel": form.PAPER_CHANNELS,
    "rescue": rescue_contact.REASONS,
    "case_state": list(case.CaseState),
    "cases": case_acts.VIEWS,
    "section": (*case.SECTIONS, *case.NOTED),
    "flag": case.FLAGS,
    "consent": case.CONSENTS,
    "referred": ("made", *refer.OUTCOMES),
    "cost": directory.COSTS,
    "handing": ("asked", "withdrawn", "taken", "declined"),
    "report": (*tables.KINDS, "total", "explained"),
    "report_table": ("types", "categories", "reasons", "regions", "ages", "outcomes"),
    "report_gender": counting.GENDERS,
    "report_channel": counting.CHANNELS,
    "topic": counting.TOPICS,
    "outcome": outcomes.OUTCOMES,
    "age_band": statistics.AGE_BANDS,
    "finding": (*REFUSED, *MARKED),
    "age_group": form.AGE_GROUPS,
    "living": form.LIVING,
    "group": form.GROUPS,
    "referral": form.REFERRALS,
    "agreed": form.AGREED,
    "gender": form.GENDERS,
    "relation": form.RELATIONS,
    "urgency": form.URGENCIES,
    "action": form.ACTIONS,
    "risk": form.RISKS,
    "answer": form.RISK_ANSWERS,
    "region": form.REGIONS,
    "category": [
        *form.category_codes(),
        *(each["code"] for each in form.taxonomy()["categories"]),
    ],
}


def _codes() -> set[str]:
    kinds: dict[str, Iterable[str]] = {
        "act": ACTS,
        "role": list(Role),
        **_ROTA,
        "disclosure": REASONS,
        **_RECORDS,
    }
    return {f"{kind}:{code}" for kind, codes in kinds.items() for code in codes}

"""The rota's parts, joined: for the console, and for the jobs that watch it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import structlog

from helpline.assembly import Parts
from helpline.console.rota_parts import RotaParts
from helpline.jobs.rosters import RosterProcess, start_command
from helpline.jobs.schedule import Job
from helpline.rota.clocking import Clocking
from helpline.rota.duty_log import KeepDutyLog
from helpline.rota.follow_on_call import FollowOnCall
from helpline.rota.handovers import KEPT, Handovers
from helpline.rota.leaves import Leaves
from helpline.rota.month_of import MakeRoster
from helpline.rota.plan_need import PlanNeed
from helpline.rota.remind import Remind
from helpline.rota.resolved import ResolvedRota
from helpline.rota.rosters import Rosters
from helpline.rota.staff import Judge
from helpline.rota.swaps import Swaps
from helpline.rota.watch_attendance import WatchAttendance
from helpline.rota.watch_cover import WatchCover
from helpline.rota.watch_holidays import WatchHolidays
from helpline.rota.zone_check import check_zone
from helpline.store.alarm_book import SqlAlarmBook
from helpline.store.arrived_book import SqlCallHistory, arrived_by_half_hour
from helpline.store.database import Database
from helpline.store.departure_book import SqlDepartures
from helpline.store.duty_book import SqlDutyLog
from helpline.store.feed_book import SqlFeedBook
from helpline.store.handover_book import SqlHandoverBook
from helpline.store.planning_book import SqlPlanningBook
from helpline.store.roster_book import SqlRosterBook
from helpline.store.staff_book import SqlStaffBook
from shift_schedule.attendance import Missing
from shift_schedule.need import Minimum
from shift_schedule.plan import Duty as PlannedDuty

log = structlog.get_logger()
# Nobody sits alone, and each of the two languages of the country is answered at every hour.
MINIMUM = Minimum(by_day=2, by_night=2, by_language={"kk": 1, "ru": 1})


def rota_parts(parts: Parts) -> RotaParts:
    database, zone = parts.database, parts.config.zone
    check_zone(zone)
    book = parts.shifts.rota
    resolved = ResolvedRota(book=book)
    staff = SqlStaffBook(database, zone, MINIMUM)
    judge = Judge(book=book, staff=staff, holidays=staff, zone=zone)
    alarms = SqlAlarmBook(database)
    duty_log, departures = SqlDutyLog(database), SqlDepartures(database)

    def waiting(start: datetime, end: datetime) -> Mapping[datetime, int]:
        return arrived_by_half_hour(database, start, end)

    return RotaParts(
        book=book,
        resolved=resolved,
        judge=judge,
        swaps=Swaps(book=book, judge=judge),
        leaves=Leaves(book=book, judge=judge),
        handovers=Handovers(rota=resolved, book=SqlHandoverBook(database, parts.keys)),
        alarms=alarms,
        notices=alarms,
        duty_log=duty_log,
        clocking=Clocking(rota=resolved, log=duty_log, departures=departures),
        departures=departures,
        planning=staff,
        makings=SqlPlanningBook(database),
        feeds=SqlFeedBook(database),
        plan_need=PlanNeed(calls=SqlCallHistory(database), book=staff, holidays=staff, zone=zone),
        rosters=Rosters(
            book=SqlRosterBook(database), rota=book, judge=judge, needs=staff, zone=zone
        ),
        cover=WatchCover(rota=resolved, needs=staff, alarms=alarms, clock=parts.clock),
        waiting=waiting,
        zone=zone,
        clock=parts.clock,
    )


def make_roster_of(parts: Parts) -> MakeRoster:
    """What the command `roster` runs, in its own process."""
    rota = rota_parts(parts)
    return MakeRoster(
        rosters=rota.rosters,
        book=rota.rosters.book,
        months=rota.planning,
        clock=parts.clock,
        patterns=rota.makings.patterns,
    )


def keep_duty_log(rota: RotaParts) -> KeepDutyLog:
    return KeepDutyLog(rota=rota.resolved, log=rota.duty_log, clock=rota.clock)


def rota_jobs(rota: RotaParts, database: Database) -> Sequence[Job]:
    """What watches the rota; each run does whatever is due and is safe to repeat."""
    attendance = WatchAttendance(
        rota=rota.resolved,
        log=rota.duty_log,
        alarms=rota.alarms,
        judge=rota.judge,
        clock=rota.clock,
        call_backup=_call_backup,
    )
    alarms = SqlAlarmBook(database)
    watch_holidays = WatchHolidays(lists=alarms, alarms=alarms, clock=rota.clock)
    remind = Remind(rota=rota.resolved, notices=rota.notices, clock=rota.clock)
    now = rota.clock.now
    return (
        Job(name="attendance", run=attendance, every_s=5),
        Job(name="cover of the rota", run=rota.cover, every_s=15),
        Job(name="need of the coming weeks", run=lambda: rota.plan_need(now()), every_s=6 * 3600),
        Job(name="holidays", run=watch_holidays, every_s=6 * 3600),
        Job(name="reminders", run=remind, every_s=30),
        Job(
            name="rosters",
            run=RosterProcess(book=rota.rosters.book, start=start_command),
            every_s=1,
        ),
        Job(name="swaps that are over", run=lambda: rota.swaps.expire(now()), every_s=60),
        Job(
            name="handover notes",
            run=lambda: rota.handovers.book.erase(before=now() - KEPT),
            every_s=3600,
        ),
    )


def on_call_job(parts: Parts, rota: RotaParts) -> Job:
    """Their telephones are rung from the beginning of their duty to its end."""
    follow = FollowOnCall(
        at=lambda now: rota.resolved.at(now, PlannedDuty.ON_CALL),
        marked=parts.shifts,
        telephones=parts.line.telephones,
        apply_event=parts.apply_event,
        clock=parts.clock,
    )
    return Job(name="follow on-call", run=follow, every_s=5)


def _call_backup(person_id: str, missed: Missing) -> None:
    """The alarm names her on every board; nobody's private telephone is rung by a machine."""
    log.warning("rota.backup_called", person=person_id, ref=missed.shift.id)

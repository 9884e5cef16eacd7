"""What the jobs process does, joined."""

from helpline.assembly import Parts
from helpline.calls.moot_timers import MootTimers
from helpline.calls.reconcile import Reconcile
from helpline.jobs.fetch_recordings import FetchRecordings
from helpline.jobs.lease import FileLease, Lease, PostgresLease
from helpline.jobs.run import JobsProcess
from helpline.jobs.schedule import Job
from helpline.jobs.timers import TimerLoop
from helpline.people.heartbeats import SweepSilent
from helpline.people.sign_in import HALF_LIFE
from helpline.record_parts import erase_regularly, forget_carrier_records
from helpline.rota.follow_shifts import FollowShifts
from helpline.rota_joined import keep_duty_log, on_call_job, rota_jobs, rota_parts
from helpline.store.wake import Wake
from helpline.training.erase_practice import ErasePractice


def jobs_process(parts: Parts) -> JobsProcess:
    lease: Lease = PostgresLease(parts.database)
    if parts.database.is_sqlite:
        lease = FileLease(parts.config.data_dir / "jobs.lock")
    apply_event, clock, store = parts.apply_event, parts.clock, parts.store
    rota = rota_parts(parts)
    return JobsProcess(
        lease=lease,
        timers=TimerLoop(
            store=store,
            apply_event=apply_event,
            clock=clock,
            wake=Wake(parts.database),
            moot=MootTimers(store=store, clock=clock, policy=apply_event.policy),
        ),
        outbox=parts.outbox,
        follow_shifts=_follow_shifts(parts),
        reconcile=Reconcile(
            store=store, carrier=parts.carrier, apply_event=apply_event, clock=clock
        ),
        sweep_silent=SweepSilent(presence=parts.presence, apply_event=apply_event, clock=clock),
        found=lambda part, is_up: parts.health.found(part, is_up=is_up, now=clock.now()),
        log_duty=keep_duty_log(rota),
        chores=[*_chores(parts), *rota_jobs(rota, parts.database), on_call_job(parts, rota)],
    )


def _follow_shifts(parts: Parts) -> FollowShifts:
    return FollowShifts(
        shifts=parts.shifts,
        abilities=parts.abilities,
        apply_event=parts.apply_event,
        clock=parts.clock,
    )


def _chores(parts: Parts) -> list[Job]:
    clock, messages = parts.clock, parts.messages.book
    erase = ErasePractice(
        book=parts.training, follow=parts.follow_training, clock=clock, zone=parts.config.zone
    )
    fetch = FetchRecordings(book=messages, store=parts.store, carrier=parts.carrier, clock=clock)

    def forget_half_sign_ins() -> None:
        parts.factors.forget(clock.now() - HALF_LIFE)

    return [
        Job(name="follow training", run=parts.follow_training, every_s=5),
        Job(name="erase practice calls", run=erase, every_s=60),
        Job(name="fetch messages", run=fetch, every_s=15),
        Job(name="forget repeat marks", run=parts.repeat_marks.forget, every_s=3600),
        Job(
            name="anchor of the audit log",
            run=lambda: parts.anchors.append(clock.now()),
            every_s=3600,
        ),
        Job(name="carrier's records", run=forget_carrier_records(parts), every_s=60),
        Job(name="erase what is due", run=lambda: erase_regularly(parts), every_s=6 * 3600),
        Job(name="half sign-ins", run=forget_half_sign_ins, every_s=600),
    ]

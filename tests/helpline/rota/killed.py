"""A process that follows the rota and is killed at any point, again and again."""

import os
import random
import signal
import time
from datetime import datetime, timedelta

from helpline.rota.duty_log import KeepDutyLog
from helpline.rota.resolved import ResolvedRota
from helpline.store.database import open_database
from helpline.store.duty_book import SqlDutyLog
from helpline.store.rota_book import SqlRotaBook
from tests.fakes.stopped_clock import StoppedClock

# Reading what is desired, comparing it and writing the difference all lie within.
_LONGEST_LIFE_S = 0.03


def kill_often(url: str, start: datetime, step: timedelta, times: int) -> None:
    """The clock goes on by `step` from life to life; each is ended by a kill, wherever it has come to."""
    chance = random.Random(9)
    for number in range(times):
        _follow_and_be_killed(url, start + number * step, chance.random() * _LONGEST_LIFE_S)


def _follow_and_be_killed(url: str, at: datetime, life_s: float) -> None:
    """Killed `life_s` after it has opened the database and begun to look."""
    begun, begins = os.pipe()
    child = os.fork()
    if child == 0:
        _keep(url, at, begins)
        os._exit(0)
    os.close(begins)
    os.read(begun, 1)
    os.close(begun)
    time.sleep(life_s)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _keep(url: str, at: datetime, begins: int) -> None:
    database = open_database(url)
    rota = ResolvedRota(book=SqlRotaBook(database))
    keep = KeepDutyLog(rota=rota, log=SqlDutyLog(database), clock=StoppedClock(at))
    rota.at(at)
    os.write(begins, b"!")
    keep()

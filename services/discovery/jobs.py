"""What discovery does when its timers are due, and what it works at beside requests."""

from shared.tasks import Works
from shared.timers import Commands

commands = Commands()
works = Works()

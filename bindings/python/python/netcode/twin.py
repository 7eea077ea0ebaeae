"""The lock itself, in virtual time: keypad, programs, lights, clock, battery.

>>> from netcode.twin import Twin
>>> lock = Twin("kl1000-netcode-c2", "2026-07-01T12:00")
>>> lock.press("2244").effects
('blue', 'unlock')
>>> lock.press("#11335577 02 9999").effects
('blue', 'blue', 'blue', 'blue')
>>> lock.press("9999").effects, lock.bolt.value
(('blue', 'unlock'), 'unlocked')
>>> lock.act({"wait": "4s"}).bolt.value
'locked'
"""

from ._netcode import Fleet as Fleet, Trace as Trace, Twin as Twin
from ._values.script import *
from ._values.twin import *

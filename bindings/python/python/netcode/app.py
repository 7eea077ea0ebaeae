"""The lock-management app: what is set in it is a wish, and on the lock only once that is synchronised.

An account has the locks, who administers them, and the access key by which a portal is linked. A workbench has twins of
the locks besides, so that what an app does can be tried before a lock is at hand:

>>> from netcode.app import Account, Fault, Workbench
>>> bench = Workbench(Account("Harbour House", "Ann"))
>>> bench.add_lock("Office", model="cl5510", zone="Europe/London", by="Ann")
>>> bench.account.edit("Office", {"netcode": "on", "relock-delay": 10}, by="Ann")
>>> {change.parameter.value: (change.lock, change.desired) for change in bench.account.pending("Office")}["netcode"]
(False, True)
>>> ticket = bench.account.synchronise("Office", by="Ann")
>>> bench.reach("Office", faults=[Fault.CUT]).whole
False
>>> bench.reach("Office").whole, bench.account.pending("Office")
(True, [])

Whoever carries the messages to a lock of their own steps the account with what happens to the link; see
:meth:`Account.step`.
"""

from ._netcode import (
    AccessKey as AccessKey,
    Account as Account,
    Workbench as Workbench,
    converse as converse,
    moment_at as moment_at,
)
from ._values.app import *
from ._values.link import *

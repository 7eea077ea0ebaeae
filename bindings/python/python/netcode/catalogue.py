"""The lock models: what each can do, every fact with its source and its mark.

>>> from netcode.catalogue import Catalogue
>>> model = Catalogue().get("kl1060")
>>> model.id, model.netcode is not None
('kl1000-netcode', True)
>>> all(row.source for row in Catalogue().facts("kl1060") if row.mark == "stated")
True
"""

from ._netcode import Catalogue as Catalogue, rules as rules
from ._wire import Disputed as Disputed, Fact as Fact, FrozenMap as FrozenMap
from ._values.catalogue import *

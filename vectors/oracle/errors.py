"""The one exception of the oracle: a request refused, with its dotted code."""


class Refused(Exception):
    """A request that NC1 does not allow; `code` is the stable dotted text."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code

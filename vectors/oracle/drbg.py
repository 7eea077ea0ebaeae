"""A small repeatable source of choices, the same in every version of every language."""

import hashlib


class Choices:
    """SHA-256 of a label and a counter, read as numbers."""

    def __init__(self, *label):
        self._label = "/".join(str(part) for part in label).encode("utf-8")
        self._count = 0

    def below(self, bound: int) -> int:
        """A number in [0, bound); the bias of the reduction is far below anything that matters here."""
        self._count += 1
        digest = hashlib.sha256(self._label + b"#" + str(self._count).encode("ascii")).digest()
        return int.from_bytes(digest[:16], "big") % bound

    def between(self, least: int, greatest: int) -> int:
        return least + self.below(greatest - least + 1)

    def chance(self, percent: int) -> bool:
        return self.below(100) < percent

    def pick(self, items):
        items = list(items)
        return items[self.below(len(items))]

    def weighted(self, pairs):
        """pairs: (weight, item)."""
        point = self.below(sum(weight for weight, _ in pairs))
        for weight, item in pairs:
            if point < weight:
                return item
            point -= weight
        raise AssertionError

    def some(self, items):
        """A non-empty subset, in order."""
        items = list(items)
        chosen = [item for item in items if self.chance(50)]
        return chosen or [self.pick(items)]

"""Make the vector files again, or check that they are what this oracle makes.

    python3 generate.py             write every file
    python3 generate.py --check     write nothing; exit 1 when a file differs
    python3 generate.py --only lock one area, or one file
"""

import argparse
import json
import pathlib
import sys

import gen_advise
import gen_answers
import gen_code
import gen_lock_state
import gen_lock_uses
import gen_lock_windows
import gen_risk
import gen_stay
import gen_walk

VECTORS = pathlib.Path(__file__).resolve().parent.parent
SEED = 20200101


def as_text(rows: list) -> str:
    """A JSON array with one object a line."""
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Regenerate the NC1 vectors.")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    makers = {}
    makers.update(gen_code.files(options.seed, VECTORS))
    for module in (gen_lock_windows, gen_lock_uses, gen_lock_state, gen_walk, gen_risk, gen_stay, gen_answers, gen_advise):
        makers.update(module.files(options.seed))
    different = 0
    for name, make in makers.items():
        if not name.startswith(options.only):
            continue
        path = VECTORS / name
        rows = make()
        text = as_text(rows)
        same = path.exists() and path.read_text(encoding="utf-8") == text
        print(f"{name}: {len(rows)} rows, {len(text)} bytes, {'same' if same else 'DIFFERENT' if options.check else 'written'}")
        if same:
            continue
        different += 1
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return 1 if options.check and different else 0


if __name__ == "__main__":
    sys.exit(main())

"""Write down the schema of the present version in `resources/schema`, where the next version starts from it.

    python tools/build_schema.py            write it
    python tools/build_schema.py --check    only tell whether it is stale

Once people have files of a version, its text stays as it is: raise `schema.VERSION` instead, and look at
`store/migrations.py`.
"""

import argparse
import sys
from pathlib import Path

from planner.store.schema import VERSION, statements

ROOT = Path(__file__).resolve().parent.parent
TEXT = ROOT / "resources" / "schema" / f"{VERSION}.sql"


def main() -> int:
    """Write or compare; exit code 1 when it is stale."""
    parser = argparse.ArgumentParser(description="Write down the schema.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when it is stale")
    check = parser.parse_args().check
    wanted = "".join(f"{text}\n" for text in statements())
    if TEXT.exists() and TEXT.read_text(encoding="utf-8") == wanted:
        return 0
    print(f"{'stale' if check else 'written'}: {TEXT.relative_to(ROOT)}")
    if check:
        print("Run: python tools/build_schema.py, or raise the version where people have files of this one")
        return 1
    TEXT.write_text(wanted, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Sessions in the documents: a block that begins with `$ underpin …` is run again, and has to show what comes out."""

import re
import shlex

from golden import ROOT, call

BLOCK = re.compile(r"^```console\n\$ underpin ([^\n]*)\n(.*?)^```$", re.M | re.S)


def documents():
    return [ROOT / "README.md", *sorted(ROOT.glob("examples/*/README.md"))]


def rerun(path, update):
    """(number of sessions, those that show something else)."""
    text, wrong, count = path.read_text(encoding="utf-8"), [], 0

    def again(block):
        nonlocal count
        count += 1
        _, out, errors = call(shlex.split(block[1]), ROOT)
        if errors + out != block[2]:
            wrong.append(block[1])
        return f"```console\n$ underpin {block[1]}\n{errors}{out}```"

    new = BLOCK.sub(again, text)
    if update and new != text:
        path.write_text(new, encoding="utf-8")
    return count, wrong

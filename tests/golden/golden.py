"""Golden cases: one .sql file each, whose name is a sentence. Read by golden/run and server/run.

The first comment says what the case is for. Then sections, each begun by a line of its own:

    -- options: --target 14      (further options for every command, for example --target; may be left out)
    -- server: 18                (the oldest major version that knows the syntax; may be left out)
    -- from:                     SQL of the old state
    -- to:                       SQL of the new state
    -- plan:                     expected: the plan's statements
    -- back:                     expected: those of the plan from new to old (may be left out)
    -- diff:                     expected: the tree of changes, as comments (may be left out)
    -- findings:                 expected: what is reported, as comments (left out where there is nothing)

`-- from, made by:` and `-- to, made by:` are followed by a comment with a Python expression that gives the text or the bytes.
"""

import json
import os
import re
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CASES = HERE / "cases"
SECTION = re.compile(r"^-- (options|server|from|to|from, made by|to, made by|plan|back|diff|findings):[ \t]*(.*)\n", re.M)
EXPECTED = ("plan", "back", "diff", "findings")


def underpin():
    """The program under test."""
    return os.environ.get("UNDERPIN") or str(ROOT / "build/dev/underpin")


class Case:
    def __init__(self, path):
        self.path = path
        self.name = path.stem.replace("-", " ")
        text = path.read_text(encoding="utf-8")
        marks = list(SECTION.finditer(text))
        self.head = text[: marks[0].start()] if marks else text
        self.sections = {}
        for mark, following in zip(marks, marks[1:] + [None]):
            body = text[mark.end() : following.start() if following else len(text)]
            self.sections[mark[1]] = mark[2] if mark[1] in ("options", "server") else body
        if not self.head.startswith("-- ") or ("from" not in self.sections and "from, made by" not in self.sections):
            raise SystemExit(f"{path}: a case begins with a comment and has a `-- from:` section")

    @property
    def options(self):
        return self.sections.get("options", "").split()

    @property
    def server(self):
        return int(self.sections.get("server", "0"))

    def state(self, side):
        """The SQL of one side, as bytes."""
        made = self.sections.get(f"{side}, made by")
        if made is None:
            return self.sections.get(side, "").encode()
        value = eval(made.strip().removeprefix("--").strip())  # our own test file
        return value if isinstance(value, bytes) else value.encode()

    def text(self):
        """The file as its sections say it now."""
        out = self.head
        for name, body in self.sections.items():
            if name in ("options", "server"):
                out += f"-- {name}: {body}\n"
            else:
                out += f"-- {name}:\n{body}"
        return out


def cases(words=()):
    found = [Case(path) for path in sorted(CASES.rglob("*.sql"))]
    return [case for case in found if all(word in case.path.stem for word in words)]


def call(arguments, folder, timeout=60):
    """(exit code, output, error output) of the program."""
    done = subprocess.run([underpin(), *arguments], cwd=folder, capture_output=True, timeout=timeout,
                          env={**os.environ, "NO_COLOR": "1"})
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def comment(text):
    return "".join(f"-- {line}".rstrip() + "\n" for line in text.splitlines())


def statements(plan):
    """The statements of a plan.json, separated by empty lines where one has several lines."""
    out, last = "", ""
    for step in plan["steps"]:
        sql = step["sql"] + ";\n"
        if "\n" in sql[:-1] or "\n" in last[:-1]:
            out += "\n" if out else ""
        out += sql
        last = sql
    return out or "-- nothing to do\n"


def findings(code, errors):
    """What the program reported: messages without the source lines that it shows, and its exit code where it is not 0."""
    kept = [line for line in errors.splitlines() if not re.match(r"^ *[0-9]* \|", line)]
    out = comment("\n".join(kept))
    return out + (f"-- exit code {code}\n" if code else "")


def results(case):
    """What every expected section would hold now."""
    with tempfile.TemporaryDirectory(prefix="underpin-golden-") as folder:
        for side in ("from", "to"):
            Path(folder, f"{side}.sql").write_bytes(case.state(side))
        forth = ["--from", "from.sql", "--to", "to.sql", *case.options]
        code, out, err = call(["plan", *forth, "--format", "json"], folder)
        now = {"plan": statements(json.loads(out)) if code == 0 else "", "findings": findings(code, err)}
        if "back" in case.sections:
            code, out, err = call(["plan", "--from", "to.sql", "--to", "from.sql", *case.options, "--format", "json"], folder)
            now["back"] = statements(json.loads(out)) if code == 0 else findings(code, err)
        if "diff" in case.sections:
            now["diff"] = comment(call(["diff", *forth, "-q"], folder)[1])
        return now

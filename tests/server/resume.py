"""A plan that was broken off is planned again: what is done is not planned twice.

The plan is run up to each of its commits, and each time the rest is planned from the live database as it then is, run on
a copy of it, and compared with the wanted state; a further plan is empty. A CREATE INDEX CONCURRENTLY also fails: it
leaves its index behind, invalid. No rest of a plan keeps others waiting where the whole plan does not.
"""

import json
import os
import re
from dataclasses import dataclass
from itertools import groupby

from cluster import SqlError
from golden import call
from states import States, Trouble

PRELUDE = "SET check_function_bodies = off;\nSET search_path = public;\n"
CONCURRENTLY = re.compile(r"^CREATE (?:UNIQUE )?INDEX CONCURRENTLY ")
EVERY = 3  # one in so many commits of plain statements
STOPS = int(os.environ.get("UNDERPIN_STOPS", "4"))  # at most, of one plan: spread over it, another few for each way


def commits(steps):
    """What the script commits at once: a step, or steps in a row that share a transaction."""
    out = []
    for number, together in groupby(enumerate(steps), lambda pair: pair[1]["transaction"] or -pair[0] - 1):
        group = [step for _, step in together]
        sql = "".join(step["sql"] + ";\n" for step in group)
        out.append((group, f"BEGIN;\n{sql}COMMIT;\n" if number > 0 else sql))
    return out


def resume(states, folder, before, after, manifest, wanted):
    """Raises Trouble where a plan that was broken off does not come to its end."""
    walk = commits(manifest["steps"])
    if len(walk) < 2 and not any(CONCURRENTLY.match(step["sql"]) for step in manifest["steps"]):
        return
    blocking = sum(finding["code"] == "UP306" for finding in manifest["findings"])
    cluster, database = states.cluster, states.databases[before] + "_stop"
    cluster.copy(states.databases[before], database)
    wished = [number for number, (group, _) in enumerate(walk[:-1])
              if number % EVERY == 0 or group[0]["strategy"] != "plain"]
    stride = -(-len(wished) // STOPS) if wished else 1
    chosen = set(wished[(before == "to") % stride::stride])
    try:
        for number, (group, sql) in enumerate(walk):
            cluster.psql(database, sql=(PRELUDE + sql).encode())
            stop = Stop(states, folder, database, after, wanted, blocking,
                        f"{before} → {after}, broken off after {group[-1]['id']}")
            if number in chosen:
                stop.go_on("")
            if CONCURRENTLY.match(group[0]["sql"]):
                stop.when += ", which failed"
                stop.go_on(INVALID)
    finally:
        cluster.drop(database)


# What makes the index that was built last look as a failed build leaves it.
INVALID = """SET allow_system_table_mods = on;
UPDATE pg_index SET indisvalid = false, indisready = false
WHERE indexrelid = (SELECT indexrelid FROM pg_index ORDER BY indexrelid DESC LIMIT 1);
"""


@dataclass
class Stop:
    """A database where the plan stopped."""

    states: States
    folder: str
    database: str
    after: str
    wanted: str
    blocks: int  # how many steps of the whole plan keep others waiting
    when: str

    def go_on(self, sabotage):
        """On a copy: the rest of the way."""
        cluster, copy = self.states.cluster, self.database + "_rest"
        cluster.copy(self.database, copy)
        try:
            cluster.psql(copy, sql=sabotage.encode())
            sql, findings = self.plan(copy, "sql")
            if findings.count("[UP306]") > self.blocks:
                raise Trouble(f"{self.when}: the rest keeps others waiting\n{findings}")
            try:
                cluster.psql(copy, sql=sql.encode())
            except SqlError as error:
                raise Trouble(f"{self.when}: {error}\n{sql}") from error
            self.states.compare(copy, self.wanted, self.when)
            left = [step["sql"] for step in json.loads(self.plan(copy, "json")[0])["steps"]]
            if left:
                raise Trouble(f"{self.when}: planned, run and planned again, it is not empty\n  " + "\n  ".join(left))
        finally:
            cluster.drop(copy)

    def plan(self, database, form):
        states = self.states
        live = f"host={states.cluster.folder} user=postgres dbname={database}"
        code, out, findings = call(["plan", "--from", live, "--to", states.sides[self.after], "--format", form, *states.options], self.folder)
        if code:
            raise Trouble(f"{self.when}: exit code {code}\n{findings}")
        return out, findings

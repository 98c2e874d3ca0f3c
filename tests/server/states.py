"""What the tests of plans on a server share: two states, each in a database of its own, and plans between them."""

import json
import re
from pathlib import Path

from cluster import SqlError
from golden import call

LIST = re.compile(r"^CREATE (?:UNLOGGED |FOREIGN )?TABLE .*? \(\n|^CREATE TYPE [^\n]* AS \(\n", re.S)


def statements(dump):
    """The statements of a dump as a set: lines of a list of columns in no order, no comments, no settings."""
    text = re.sub(r"^(--.*|\\(un)?restrict .*|SET .*|SELECT pg_catalog\.set_config.*)?\n", "", dump, flags=re.M)
    out = []
    for statement in re.split(r";\n", text):
        if LIST.match(statement):
            statement = "\n".join(sorted(line.rstrip(",") for line in statement.split("\n")))
        out.append(statement)
    return sorted(out)


class Trouble(Exception):
    """A case that failed: what is wrong."""


class States:
    """The two states of a case: two databases, planned into each other."""

    def __init__(self, cluster, name, sides, options):
        self.cluster, self.name, self.sides, self.options = cluster, name, sides, options
        self.databases = {side: f"{name}_{side}" for side in sides}

    def load(self, folder, side):
        """As psql would; where files stand in an order that PostgreSQL does not take, by a plan from nothing."""
        self.cluster.create(self.databases[side])
        source = Path(folder, self.sides[side])
        files = [source] if source.is_file() else sorted(source.rglob("*.sql"))
        sql = b"BEGIN;\n" + b"\n".join(path.read_bytes() for path in files) + b"\nCOMMIT;\n"
        try:
            self.cluster.psql(self.databases[side], sql=sql)
        except SqlError as error:
            Path(folder, "empty.sql").write_text("")
            code, out, _ = self.plan(folder, "empty.sql", str(source), "sql")
            if code:
                raise Trouble(f"{side} cannot be loaded: {error}") from error
            try:
                self.cluster.psql(self.databases[side], sql=out.encode())
            except SqlError as second:
                raise Trouble(f"{side} cannot be loaded: {error}\nand from nothing: {second}") from second

    def plan(self, folder, before, after, form):
        return call(["plan", "--from", before, "--to", after, "-q", "--format", form, *self.options], folder)

    def reloaded(self, dump):
        """The statements of a dump of what the dump makes."""
        name = "again_" + next(iter(self.databases.values()))
        self.cluster.create(name)
        try:
            self.cluster.psql(name, sql=dump.encode())
            return statements(self.cluster.dump(name))
        except SqlError as error:
            return [str(error)]
        finally:
            self.cluster.drop(name)

    def compare(self, database, wanted, when):
        """Is the database as the dump of the wanted one says, the order of columns aside?"""
        dump = self.cluster.dump(database)
        have, want = statements(dump), statements(wanted)
        # PostgreSQL prints some expressions otherwise once they have been read again (a nested AND): so both may be.
        if have != want and self.reloaded(dump) != self.reloaded(wanted):
            missing = [f"  wanted: {s}" for s in want if s not in have]
            other = [f"  have:   {s}" for s in have if s not in want]
            raise Trouble(f"{when}: another state came out\n" + "\n".join(missing + other))
        return dump

    def drop(self):
        for database in self.databases.values():
            self.cluster.drop(database)

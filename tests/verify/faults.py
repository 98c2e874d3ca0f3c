"""Faults put into plans, each with the claims that may catch it."""

from dataclasses import dataclass, field
from typing import Callable

# Old and new states whose plans have steps of many kinds.
STORIES = {
    "orders": (
        """CREATE TABLE users (id bigint PRIMARY KEY, name text, age integer);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, total numeric(10,2), state text);
CREATE INDEX orders_state ON orders (state);
CREATE VIEW open_orders AS SELECT id, total FROM orders WHERE state = 'open';
""",
        """CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, age integer CHECK (age >= 0), email text);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users, total numeric(10,2), state text, note text DEFAULT 'x');
CREATE INDEX orders_state ON orders (state, id);
CREATE INDEX orders_user ON orders (user_id);
CREATE VIEW open_orders AS SELECT id, total, user_id FROM orders WHERE state = 'open';
COMMENT ON TABLE orders IS 'what was bought';
""",
    ),
    "types": (
        """CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE people (id integer PRIMARY KEY, name varchar(20), feels mood, born date);
CREATE FUNCTION shout(t text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT upper(t)';
CREATE TABLE gone (a integer);
""",
        """CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE people (
  id bigint PRIMARY KEY,  -- underpin: strategy plain
  name varchar(40), feels mood, born date DEFAULT now(), UNIQUE (name));
CREATE FUNCTION shout(t text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT upper(t) || ''!''';
""",
    ),
}


@dataclass
class Fault:
    name: str
    story: str
    put_into: Callable[[dict], None]
    caught_by: set = field(default_factory=set)
    changes_id: bool = True  # the id of a plan does not speak of what it only says about a step: locks


def step_with(plan, text):
    """The place of the first step whose SQL has the text."""
    found = [i for i, step in enumerate(plan["steps"]) if text in step["sql"]]
    if not found:
        raise SystemExit(f"no step with {text!r}: " + "; ".join(step["sql"] for step in plan["steps"]))
    return found[0]


def drop(text):
    def put(plan):
        gone = plan["steps"].pop(step_with(plan, text))
        for step in plan["steps"]:
            step["needs"] = [need for need in step["needs"] if need["step"] != gone["id"]]
        plan["gates"] = [gate for gate in plan["gates"] if gate["before"] != gone["id"]]
    return put


def replace(text, old, new):
    def put(plan):
        step = plan["steps"][step_with(plan, text)]
        if old not in step["sql"]:
            raise SystemExit(f"{old!r} is not in {step['sql']}")
        step["sql"] = step["sql"].replace(old, new)
    return put


def set_field(text, name, value):
    def put(plan):
        plan["steps"][step_with(plan, text)][name] = value
    return put


def swap(first, second):
    def put(plan):
        i, j = step_with(plan, first), step_with(plan, second)
        plan["steps"][i], plan["steps"][j] = plan["steps"][j], plan["steps"][i]
    return put


def add(text, sql, undo):
    """One more step behind the one that has the text."""
    def put(plan):
        at = step_with(plan, text)
        plan["steps"].insert(at + 1, {**plan["steps"][at], "id": "one-more", "sql": sql, "undo": undo, "guard": None, "locks": [],
                                      "transaction": None, "transactional": True, "changes": [], "needs": []})
    return put


RUN, END, LOCKS, GUARDS, ROWS, UNDO, STATES = "run", "end", "locks", "guards", "rows", "undo", "states"

FAULTS = [
    Fault("a step is missing", "orders", drop("ADD COLUMN email"), {END, RUN}),
    Fault("an index is missing", "orders", drop("INDEX CONCURRENTLY orders_user"), {END, RUN}),
    Fault("a comment is missing", "orders", drop("COMMENT ON"), {END}),
    Fault("a constraint is not validated", "orders", drop("VALIDATE CONSTRAINT orders_user"), {END}),
    Fault("the wrong type", "orders", replace("ADD COLUMN email", "text", "varchar(10)"), {END}),
    Fault("the wrong default", "orders", replace("'x'", "'x'", "'y'"), {END}),
    Fault("the wrong column", "orders", replace("INDEX CONCURRENTLY orders_user", "(user_id)", "(total)"), {END}),
    Fault("the wrong name", "orders", replace("ADD COLUMN email", "email", "e_mail"), {END, GUARDS}),
    Fault("a weaker check", "orders", replace(">= 0", ">= 0", ">= -1"), {END}),
    Fault("a step too much", "orders", add("ADD COLUMN email", "ALTER TABLE users ADD COLUMN extra integer", "ALTER TABLE users DROP COLUMN extra"), {END}),
    Fault("rows are deleted", "orders", add("ADD COLUMN email", "DELETE FROM users WHERE id = 3", ""), {ROWS, RUN}),
    Fault("values are overwritten", "orders", add("ADD COLUMN email", "UPDATE users SET age = age + 1", ""), {ROWS}),
    Fault("a lock is not said", "orders", set_field("ADD COLUMN email", "locks", []), {LOCKS}, changes_id=False),
    Fault("a weaker lock is said", "orders",
          set_field("ADD COLUMN email", "locks", [{"relation": "public.users", "mode": "SHARE UPDATE EXCLUSIVE", "blocks": "blocks other maintenance"}]),
          {LOCKS}, changes_id=False),
    Fault("a lock too much is said", "orders",
          set_field("COMMENT ON", "locks", [{"relation": "public.users", "mode": "ACCESS EXCLUSIVE", "blocks": "blocks reads and writes"}]),
          {LOCKS}, changes_id=False),
    Fault("a stronger lock is taken", "orders", replace("INDEX CONCURRENTLY orders_user", "CONCURRENTLY ", ""), {LOCKS}),
    Fault("an undo does nothing", "orders", set_field("ADD COLUMN email", "undo", ""), {UNDO}),
    Fault("an undo fails", "orders", set_field("ADD COLUMN email", "undo", "ALTER TABLE users DROP COLUMN nothing"), {UNDO}),
    Fault("an undo takes too much", "orders", set_field("ADD COLUMN email", "undo", "ALTER TABLE users DROP COLUMN email, DROP COLUMN age"), {UNDO}),
    Fault("a guard always says done", "orders", set_field("ADD COLUMN email", "guard", "SELECT 'done'"), {GUARDS}),
    Fault("a guard never says done", "orders", set_field("ADD COLUMN email", "guard", "SELECT 'not begun'"), {GUARDS}),
    Fault("a guard is no query", "orders", set_field("ADD COLUMN email", "guard", "SELECT FROM nowhere"), {GUARDS}),
    Fault("a concurrent step in a transaction", "orders", set_field("INDEX CONCURRENTLY orders_user", "transactional", True), {RUN}),
    Fault("steps in the wrong order", "orders", swap("ADD CONSTRAINT orders_user", "VALIDATE CONSTRAINT orders_user"), {RUN}),
    Fault("an enum label is missing", "types", drop("ADD VALUE"), {END}),
    Fault("another label", "types", replace("ADD VALUE", "'happy'", "'glad'"), {END}),
    Fault("a function's other body", "types", replace("shout", "'!'", "'?'"), {END}),
    Fault("a narrower type", "types", replace("TYPE bigint", "bigint", "smallint"), {END}),
    Fault("a table stays", "types", drop("DROP TABLE"), {END}),
    Fault("a key is not taken over", "types", drop("USING INDEX"), {END}),
]

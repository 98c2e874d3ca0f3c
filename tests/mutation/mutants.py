"""Faults that a planner could make, put into its plans.

A class is a generator over a plan: each of its values is what is said of a fault and a function that puts it in. A fault is one
only where it does harm: what merely costs time (a missing ANALYZE) or what is there twice is left alone.
"""

import re

WEAKER = {"ACCESS EXCLUSIVE": "SHARE UPDATE EXCLUSIVE", "EXCLUSIVE": "SHARE UPDATE EXCLUSIVE", "SHARE ROW EXCLUSIVE": "SHARE UPDATE EXCLUSIVE", "SHARE": "SHARE UPDATE EXCLUSIVE"}
OTHER_TYPE = {"bigint": "integer", "integer": "bigint", "smallint": "integer", "text": "character varying(10)", "boolean": "integer", "date": "timestamp without time zone",
              "timestamp with time zone": "timestamp without time zone", "double precision": "real", "uuid": "text", "jsonb": "json"}
PHASES = ("expand", "migrate", "switch", "contract")
HARMLESS = ("analyze", "lock")  # nothing but waiting depends on them

CLASSES = {}


def fault(name):
    def add(function):
        CLASSES[name] = function
        return function
    return add


# ---- what edits are made of -----------------------------------------------------------------------------------------------


def remove(plan, i):
    gone = plan["steps"].pop(i)
    for step in plan["steps"]:
        step["needs"] = [need for need in step["needs"] if need["step"] != gone["id"]]
    plan["gates"] = [gate for gate in plan["gates"] if gate["before"] != gone["id"]]


def removal(i):
    return lambda plan: remove(plan, i)


def setting(i, field, value):
    def put(plan):
        plan["steps"][i][field] = value
    return put


def rewriting(i, sql):
    return setting(i, "sql", sql)


def insertion(i, sql, undo=""):
    """One more step behind step i, of its phase."""
    def put(plan):
        plan["steps"].insert(i + 1, {**plan["steps"][i], "id": "one-more", "sql": sql, "undo": undo, "guard": None, "locks": [], "lasts": None, "transaction": None,
                                     "transactional": True, "commit_before": False, "changes": [], "needs": [], "action": "run", "loses_data": False})
    return put


def everywhere(old, new, pattern=False):
    """As if the planner had never known better: in every undo, too."""
    def put(plan):
        for step in plan["steps"]:
            for field in ("sql", "undo"):
                if step[field]:
                    step[field] = re.sub(old, new, step[field]) if pattern else step[field].replace(old, new)
    return put


def each(plan, *patterns):
    """(place, step, match) of the steps whose SQL has one of them."""
    for i, step in enumerate(plan["steps"]):
        for pattern in patterns:
            if match := re.search(pattern, step["sql"]):
                yield i, step, match
                break


def replaced(step, match, text, group=0):
    return step["sql"][: match.start(group)] + text + step["sql"][match.end(group) :]


def old_tables(plan):
    """Tables that the plan says it locks, with the first step that does so."""
    seen = {}
    for i, step in enumerate(plan["steps"]):
        if match := re.match(r"ALTER TABLE (?:ONLY )?(\S+) (?:ADD|ALTER)", step["sql"]):
            if any(lock["relation"] == match[1] for lock in step["locks"]):
                seen.setdefault(match[1], i)
    return seen.items()


# ---- steps ----------------------------------------------------------------------------------------------------------------


@fault("a step is missing")
def _(plan):
    for i, step in enumerate(plan["steps"]):
        if step["action"] not in HARMLESS + ("validate", "backfill"):
            yield step["id"], removal(i)


@fault("VALIDATE is missing")
def _(plan):
    for i, step, _ in each(plan, r"VALIDATE CONSTRAINT"):
        if step["action"] == "validate":
            yield step["id"], removal(i)


def fills_new(plan, step, and_alone=False):
    """Is it a backfill of a column that the plan adds? Where the rows came with a trigger in force it has nothing to do. `and_alone`:
    no trigger writes the column besides, whatever the backfill says."""
    column = re.search(r"UPDATE \S+ SET (\w+) =", step["sql"])
    if step["action"] != "backfill" or not column:
        return False
    others = "\n".join(other["sql"] for other in plan["steps"] if other is not step)
    return f"ADD COLUMN {column[1]} " in others and not (and_alone and f"NEW.{column[1]} :=" in others)


@fault("a backfill is missing")
def _(plan):
    for i, step in enumerate(plan["steps"]):
        if fills_new(plan, step):
            yield step["id"], removal(i)


@fault("a step comes before what it needs")
def _(plan):
    places = {step["id"]: i for i, step in enumerate(plan["steps"])}
    for j, step in enumerate(plan["steps"]):
        for need in step["needs"]:
            i = places[need["step"]]

            def put(plan, i=i, j=j):
                plan["steps"][i], plan["steps"][j] = plan["steps"][j], plan["steps"][i]
            yield f"{step['id']} and {need['step']}", put


@fault("a step is there twice")
def _(plan):
    for i, step, _ in each(plan, r"^(?:CREATE|ALTER TABLE \S+ (?:ADD|DROP|RENAME)|DROP)"):
        yield step["id"], insertion(i, step["sql"], step["undo"])


@fault("a step too much")
def _(plan):
    for table, i in old_tables(plan):
        yield f"a column of {table}", insertion(i, f"ALTER TABLE {table} ADD COLUMN one_more integer", f"ALTER TABLE {table} DROP COLUMN one_more")


@fault("rows are deleted")
def _(plan):
    for table, i in old_tables(plan):
        yield table, insertion(i, f"DELETE FROM {table} WHERE ctid = (SELECT min(ctid) FROM {table})")


# ---- statements -----------------------------------------------------------------------------------------------------------


@fault("a wrong type")
def _(plan):
    for name, other in OTHER_TYPE.items():
        for i, step, match in each(plan, rf"^(?:ALTER TABLE \S+ (?:ADD COLUMN \S+|ALTER COLUMN \S+ TYPE)|CREATE DOMAIN \S+ AS|CREATE TABLE \S+ \(\s*\S+) ({name})\b"):
            yield step["id"], rewriting(i, replaced(step, match, other, 1))
    for i, step, match in each(plan, r"character varying\((\d+)\)"):
        yield step["id"], rewriting(i, replaced(step, match, str(int(match[1]) - 1), 1))


@fault("another value")
def _(plan):
    for i, step, match in each(plan, r"DEFAULT (\d+)\b", r"CHECK \(\(?\S+ [<>=]+ (\d+)", r"IN ROW \((\d+)"):
        yield step["id"], rewriting(i, replaced(step, match, str(int(match[1]) + 1), 1))
    for i, step, match in each(plan, r"(?:DEFAULT|ADD VALUE|IS) '(\w+)'"):
        yield step["id"], rewriting(i, replaced(step, match, match[1] + "x", 1))


@fault("a wrong name")
def _(plan):
    for i, step, match in each(plan, r"(?:ADD COLUMN|ADD CONSTRAINT|RENAME TO|CREATE TRIGGER|INDEX CONCURRENTLY) (\w+)"):
        yield step["id"], rewriting(i, replaced(step, match, match[1] + "_x", 1))


@fault("another definition")
def _(plan):
    for i, step, match in each(plan, r"^CREATE (UNIQUE )INDEX", r"ON DELETE (CASCADE)", r"^GRANT (SELECT)\b", r"( NOT NULL)$", r"^CREATE INDEX.*\((\w+)\)$", r"^CREATE (?:OR REPLACE )?VIEW.*(SELECT )",
                               r"(?s)LANGUAGE \w+.* AS \$\$(.*)\$\$"):
        new = {"UNIQUE ": "", "CASCADE": "SET NULL", "SELECT": "INSERT", " NOT NULL": "", "SELECT ": "SELECT DISTINCT "}.get(match[1], match[1] + " DESC" if "INDEX" in step["sql"] else match[1] + " ")
        yield step["id"], rewriting(i, replaced(step, match, new, 1))


@fault("an index is built under a lock")
def _(plan):
    for i, step, match in each(plan, r"(?:CREATE (?:UNIQUE )?|DROP )INDEX (CONCURRENTLY )"):
        yield step["id"], rewriting(i, replaced(step, match, "", 1))


@fault("a constraint is checked under a lock")
def _(plan):
    for i, step, match in each(plan, r"( NOT VALID)$"):
        yield step["id"], rewriting(i, replaced(step, match, "", 1))


@fault("an index is left invalid")
def _(plan):
    for i, step, match in each(plan, r"^CREATE (?:UNIQUE )?INDEX CONCURRENTLY (\w+) ON (?:(\w+)\.)"):
        yield step["id"], insertion(i, f"UPDATE pg_catalog.pg_index SET indisvalid = false WHERE indexrelid = '{match[2]}.{match[1]}'::regclass")
    for i, step, _ in each(plan, r"ATTACH PARTITION"):
        if step["kind"] == "index":
            yield step["id"], removal(i)


# ---- triggers and backfills -------------------------------------------------------------------------------------------------


@fault("a trigger loses a write")
def _(plan):
    for i, step, match in each(plan, r"(?m)^ +(NEW\.underpin_\w+ := NEW\.\w+;)$"):
        if step["action"] in ("add function", "swap"):
            yield f"{step['id']} copies nothing", everywhere(match[1], "NULL;")
    for event in ("INSERT", "UPDATE"):
        for i, step, match in each(plan, r"CREATE TRIGGER (\w+)\s+BEFORE INSERT OR UPDATE "):
            if step["action"] in ("add trigger", "swap"):
                yield f"{step['id']} is for {event} alone", everywhere(rf"(CREATE TRIGGER {match[1]}\s+BEFORE )INSERT OR UPDATE ", rf"\1{event} ", pattern=True)


@fault("a backfill leaves rows out")
def _(plan):
    for i, step, match in each(plan, r"UPDATE \S+ SET [^\n]*\n? *WHERE [^\n]* (>=) \(underpin_at_1", r"UPDATE \S+ SET [^\n]*\n? *WHERE [^\n]*(<=) \(underpin_last_1"):
        if fills_new(plan, step):
            yield f"{step['id']}: {match[1]}", rewriting(i, replaced(step, match, match[1][0], 1))
    for i, step, match in each(plan, r"UPDATE \S+ SET [^\n]*\n? *WHERE [^\n]*( IS NULL)\b"):
        if fills_new(plan, step):
            yield f"{step['id']}: IS NULL", rewriting(i, replaced(step, match, " IS NOT NULL", 1))


@fault("a backfill writes another value")
def _(plan):
    for i, step, match in each(plan, r"UPDATE \S+ SET (\w+) = ((?:[^\n(]|\([^\n]*?\))+?)(?:\n| WHERE)"):
        if fills_new(plan, step, and_alone=True):
            yield step["id"], rewriting(i, replaced(step, match, f"(SELECT DISTINCT first_value({match[2]}) OVER (ORDER BY 1) FROM {re.search(r'UPDATE (.*) SET', match[0])[1]})", 2))


# ---- what a plan says of its steps ----------------------------------------------------------------------------------------


@fault("an undo is missing")
def _(plan):
    for i, step in enumerate(plan["steps"]):
        if step["undo"]:
            yield step["id"], setting(i, "undo", None)


@fault("an undo does nothing")
def _(plan):
    for i, step in enumerate(plan["steps"]):
        if step["undo"]:
            yield step["id"], setting(i, "undo", "")


@fault("an undo is another step's")
def _(plan):
    undos = sorted({step["undo"] for step in plan["steps"] if step["undo"]})
    for i, step in enumerate(plan["steps"]):
        if step["undo"] and len(undos) > 1:
            yield step["id"], setting(i, "undo", undos[undos.index(step["undo"]) - 1])


@fault("an undo stops half way")
def _(plan):
    for i, step in enumerate(plan["steps"]):
        parts = (step["undo"] or "").split(";\n")
        if len(parts) > 1 and "$" not in step["undo"] and not parts[-1].startswith("SELECT"):
            yield step["id"], setting(i, "undo", ";\n".join(parts[:-1]))


@fault("a lock is not said")
def _(plan):
    for i, step in enumerate(plan["steps"]):
        for lock in step["locks"]:
            yield f"{step['id']}: {lock['relation']}", setting(i, "locks", [other for other in step["locks"] if other is not lock])


@fault("a weaker lock is said")
def _(plan):
    for i, step in enumerate(plan["steps"]):
        for lock in step["locks"]:
            if lock["mode"] in WEAKER:
                yield f"{step['id']}: {lock['relation']}", setting(i, "locks", [{**other, "mode": WEAKER[other["mode"]]} if other is lock else other for other in step["locks"]])


@fault("a stronger lock is said")
def _(plan):
    for i, step in enumerate(plan["steps"]):
        for lock in step["locks"]:
            if lock["mode"] not in ("ACCESS EXCLUSIVE", "EXCLUSIVE") and step["transactional"]:
                yield f"{step['id']}: {lock['relation']}", setting(i, "locks", [{**other, "mode": "ACCESS EXCLUSIVE"} if other is lock else other for other in step["locks"]])


@fault("a guard lies")
def _(plan):
    guarded = [step["guard"] for step in plan["steps"] if step["guard"]]
    for i, step in enumerate(plan["steps"]):
        if not step["guard"]:
            continue
        yield f"{step['id']}: done", setting(i, "guard", "SELECT 'done'")
        yield f"{step['id']}: not begun", setting(i, "guard", "SELECT 'not begun'")
        turned = step["guard"].replace("'done'", "'?'").replace("'not begun'", "'done'").replace("'?'", "'not begun'")
        yield f"{step['id']}: the wrong way round", setting(i, "guard", turned)
        if (other := guarded[guarded.index(step["guard"]) - 1]) != step["guard"]:
            yield f"{step['id']}: of another step", setting(i, "guard", other)


@fault("lost data is not said")
def _(plan):
    for i, step in enumerate(plan["steps"]):
        if step["loses_data"] and "FOREIGN TABLE" not in step["sql"] and sum(other["loses_data"] for other in plan["steps"]) == 1:
            yield step["id"], setting(i, "loses_data", False)


# ---- transactions, phases, gates ------------------------------------------------------------------------------------------


@fault("a transaction is split")
def _(plan):
    numbers = [step["transaction"] for step in plan["steps"]]
    for number in sorted({number for number in numbers if number}):
        places = [i for i, other in enumerate(numbers) if other == number]
        if plan["steps"][places[0]]["kind"] == "statistics" or all(re.search(r"^DROP|DROP COLUMN", plan["steps"][i]["sql"]) for i in places):
            continue  # nobody asks for them by name; what only goes may go piece by piece

        def put(plan, places=places):
            for i in places:
                plan["steps"][i]["transaction"] = None
        yield f"{number}", put


@fault("a transaction mixes what may not be mixed")
def _(plan):
    steps = plan["steps"]
    for i in range(len(steps) - 1):
        one, other = steps[i], steps[i + 1]
        if one["transaction"] or other["transaction"] or one["phase"] != other["phase"]:
            continue
        holds = {lock["relation"] for lock in one["locks"] if lock["mode"] != "SHARE UPDATE EXCLUSIVE"}
        validates = other["action"] == "validate" and holds & {lock["relation"] for lock in other["locks"]}
        if not one["transactional"] or not other["transactional"] or other["commit_before"] or validates:
            def put(plan, i=i):
                for step in plan["steps"][i : i + 2]:
                    step.update(transaction=1000, transactional=True, commit_before=False)
            yield f"{one['id']} and {other['id']}", put


@fault("a wrong phase")
def _(plan):
    steps = plan["steps"]
    for i, step in enumerate(steps):
        if step["phase"] == "contract" and step["class"] == "backward":
            yield f"{step['id']}: expand", setting(i, "phase", "expand")
        if step["phase"] in ("expand", "migrate") and any(other["phase"] in ("expand", "migrate") for other in steps[i + 1 :]):
            yield f"{step['id']}: contract", setting(i, "phase", "contract")


@fault("what goes, goes first")
def _(plan):
    for i, step in enumerate(plan["steps"]):
        if step["phase"] != "contract" or not step["loses_data"] or step["needs"] or step["transaction"]:
            continue

        def put(plan, i=i):
            step = plan["steps"].pop(i)
            plan["gates"] = [gate for gate in plan["gates"] if gate["before"] != step["id"]]
            plan["steps"].insert(0, {**step, "phase": "expand"})
        if i > 0:
            yield step["id"], put


@fault("a gate is missing")
def _(plan):
    for gate in plan["gates"]:
        def put(plan, gate=gate):
            plan["gates"] = [other for other in plan["gates"] if other != gate]
        yield gate["waits_for"], put

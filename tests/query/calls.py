"""Overload resolution on generated calls: operators and functions of PostgreSQL with arguments of all types."""

import random

TYPES = """smallint integer bigint numeric real float8 boolean text varchar char(5) name "char" bytea date time timetz timestamp
timestamptz interval uuid json jsonb inet cidr macaddr bit varbit money point box circle path polygon lseg oid regclass xid tsvector
tsquery int4range numrange daterange tstzrange int4multirange int[] text[] numeric[] varchar[] jsonb[] date[] oidvector int2vector
xml pg_lsn""".split()
LITERALS = ["NULL", "'1'", "1", "1.5", "10000000000", "true", "$1"]

# Types of arguments whose functions are no concern of a query's: internal ones, pseudo-types without a value.
CANDIDATES = """
SELECT p.proname, p.pronargs, array_to_string(p.proargtypes::regtype[], ',') FROM pg_proc p
WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind = 'f' AND p.pronargs BETWEEN 1 AND 4
  AND NOT EXISTS (SELECT FROM unnest(p.proargtypes) a JOIN pg_type t ON t.oid = a WHERE t.typname IN
    ('internal', 'cstring', 'trigger', 'event_trigger', 'language_handler', 'fdw_handler', 'tsm_handler', 'index_am_handler', 'table_am_handler',
     'pg_ddl_command', 'unknown', 'void', 'record', '_record'))
  AND p.proname !~ '^(pg_|binary_upgrade|RI_|_|json_populate|jsonb_populate|json_to_record|jsonb_to_record)' AND p.prorettype <> 'internal'::regtype
ORDER BY 1, 2, 3"""
OPERATORS = """
SELECT oprname, CASE oprkind WHEN 'l' THEN 1 ELSE 2 END, concat_ws(',', NULLIF(oprleft, 0)::regtype, oprright::regtype)
FROM pg_operator WHERE oprnamespace = 'pg_catalog'::regnamespace ORDER BY 1, 2, 3"""


def argument(choose, declared):
    """An expression: often of the declared type or a neighbour of it, else of any."""
    dice = choose.random()
    if dice < 0.25:
        return choose.choice(LITERALS)
    kind = declared if dice < 0.55 and not declared.startswith("any") else choose.choice(TYPES)
    return f"NULL::{kind}"


def call(choose, functions, operators):
    if choose.random() < 0.5:
        name, count, types = choose.choice(operators)
        arguments = [argument(choose, kind) for kind in types.split(",")]
        return f"SELECT {name} ({arguments[0]}) AS r" if count == "1" else f"SELECT ({arguments[0]}) {name} ({arguments[1]}) AS r"
    name, _, types = choose.choice(functions)
    return f'SELECT "{name}"({", ".join(argument(choose, kind) for kind in types.split(","))}) AS r'


def compare_calls(server, count, seed, ask_underpin):
    choose = random.Random(seed)
    session = server.load("underpin_query", "")
    functions, operators = session.rows(CANDIDATES), session.rows(OPERATORS)
    queries = [call(choose, functions, operators) for _ in range(count)]
    prepared = [session.prepare(text) for text in queries]
    types = session.types({(oid, mod) for one in prepared for _, oid, mod in one.columns} | {(oid, -1) for one in prepared for oid in one.parameters})
    session.close()
    wrong = []
    for text, theirs, mine in zip(queries, prepared, ask_underpin("", queries, server.major, "")):
        if theirs.sqlstate:
            want = theirs.sqlstate
        else:
            want = ([types[oid, mod][0] for _, oid, mod in theirs.columns], [types[oid, -1][0] for oid in theirs.parameters])
        got = mine["error"]["sqlstate"] if mine["error"] else ([c["type"] for c in mine["columns"]], [p["type"] for p in mine["parameters"]])
        if want != got:
            wrong.append(f"{text}: server {want} {theirs.message}, underpin {got} {mine['error']['message'] if mine['error'] else mine['unknown']}")
    for words in wrong[:40]:
        print(words)
    print(f"{count} calls: {100 - 100 * len(wrong) / max(count, 1):.2f} % agree")
    allowed = count // 1000
    return count - len(wrong), max(0, len(wrong) - allowed)

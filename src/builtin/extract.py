#!/usr/bin/env python3
"""Writes facts.inc: what PostgreSQL itself defines, asked of real servers, one for each major.

usage: extract.py MAJOR=URL... > facts.inc        (psql on PATH; the servers are empty clusters)

The type codes come first, for everybody; the tables only where UNDERPIN_BUILTIN_FACTS is defined (builtin.cpp).
"""
import subprocess
import sys

FIRST, LAST = 14, 18

QUERIES = {
    "types": """
        select t.typname, format_type(t.oid, null), t.typtype, t.typcategory, t.typispreferred::int, (t.typcollation <> 0)::int,
               coalesce(case when t.typsubscript::text <> 'array_subscript_handler' and t.typelem <> 0 then e.typname end, ''),
               coalesce(s.typname, ''), coalesce(m.typname, '')
        from pg_type t left join pg_type e on e.oid = t.typelem
             left join pg_range r on r.rngtypid = t.oid or r.rngmultitypid = t.oid
             left join pg_type s on s.oid = case when t.typtype = 'm' then r.rngtypid else r.rngsubtype end
             left join pg_type m on m.oid = r.rngmultitypid and t.typtype = 'r'
        where t.typnamespace = 'pg_catalog'::regnamespace and t.typtype in ('b', 'p', 'r', 'm')
              and t.typsubscript::text <> 'array_subscript_handler' or t.typname in ('oidvector', 'int2vector')""",
    "functions": """
        select p.proname, p.prorettype::regtype::text,
               (select coalesce(string_agg(a::regtype::text, ' ' order by n), '') from unnest(p.proargtypes) with ordinality u(a, n)),
               p.pronargdefaults, p.prokind, p.provolatile, (p.provariadic <> 0)::int, p.proretset::int, p.proisstrict::int,
               coalesce((select string_agg(coalesce(p.proargnames[n], ''), ' ' order by n) from unnest(p.proallargtypes) with ordinality u(a, n)
                 where p.proargmodes[n] in ('o', 'b', 't')), ''),
               coalesce((select string_agg(a::regtype::text, ' ' order by n) from unnest(p.proallargtypes) with ordinality u(a, n)
                 where p.proargmodes[n] in ('o', 'b', 't')), '')
        from pg_proc p
        where p.pronamespace = 'pg_catalog'::regnamespace and not 'internal'::regtype = any (p.proargtypes)
              and p.prorettype not in ('internal'::regtype, 'index_am_handler'::regtype, 'table_am_handler'::regtype, 'tsm_handler'::regtype)""",
    "operators": """
        select oprname, case when oprleft = 0 then '' else oprleft::regtype::text end, oprright::regtype::text, oprresult::regtype::text
        from pg_operator where oprnamespace = 'pg_catalog'::regnamespace and oprresult <> 0""",
    "casts": "select castsource::regtype::text, casttarget::regtype::text, castcontext, castmethod from pg_cast",
    "columns": """
        select n.nspname, c.relname, a.attname,
               case when t.typtype = 'd' then t.typbasetype else t.oid end::regtype::text
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
             join pg_attribute a on a.attrelid = c.oid and (a.attnum > 0 or a.attname in ('oid')) and not a.attisdropped
             join pg_type t on t.oid = a.atttypid
        where n.nspname in ('pg_catalog', 'information_schema') and c.relkind in ('r', 'v')
        order by 1, 2, a.attnum""",
}


def ask(url, sql):
    sql = "set search_path = pg_catalog; " + " ".join(sql.split())
    out = subprocess.run(["psql", "-XqtA", "-F", "\t", url, "-c", sql], check=True, capture_output=True, text=True).stdout
    return [tuple(line.split("\t")) for line in out.splitlines()]


def merge(servers, name):
    """row -> (since, until): a fact that every server has holds for all majors."""
    seen = {}
    for major in sorted(servers):
        for row in ask(servers[major], QUERIES[name]):
            seen.setdefault(row, []).append(major)
    majors = sorted(servers)
    return {row: (FIRST if m[0] == majors[0] else m[0], LAST if m[-1] == majors[-1] else m[-1]) for row, m in seen.items()}


def quote(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("??", "?\\?") + '"'


class Writer:
    def __init__(self, types):
        self.names = sorted({t[0] for t in types})
        self.index = {n: i + 1 for i, n in enumerate(self.names)}
        self.display = {t[1]: t[0] for t in types}
        self.lists, self.pool = {(): 0}, [0]

    def type(self, shown):
        """Index of a type from 1 on; 0x8000 = array of it; 0 = none, or one that is no type of values."""
        array = shown.endswith("[]")
        name = self.display.get(shown[:-2] if array else shown)
        return 0 if name is None else self.index[name] | (0x8000 if array else 0)

    def list(self, types):
        """Offset of a list of types in the pool: its length, then the types."""
        types = tuple(types)
        if types not in self.lists:
            self.lists[types] = len(self.pool)
            self.pool += [len(types), *types]
        return self.lists[types]


def split_types(shown, known):
    """regtype texts hold blanks: the longest known name first."""
    words, out = shown.split(" "), []
    while words and words != [""]:
        for n in range(min(5, len(words)), 0, -1):
            text = " ".join(words[:n])
            if n == 1 or (text[:-2] if text.endswith("[]") else text) in known:
                out.append(text)
                words = words[n:]
                break
    return out


def table(declaration, rows):
    print(f"constexpr {declaration}[] = {{")
    for row in rows: print("  {" + ", ".join(row) + "},")
    print("};")


def main():
    servers = {int(a.split("=", 1)[0]): a.split("=", 1)[1] for a in sys.argv[1:]}
    types, facts = {}, {n: merge(servers, n) for n in QUERIES}
    for row in facts["types"]: types[row[0]] = row
    w = Writer(types.values())
    name = lambda n: str(w.index.get(n, 0))
    print(f"// Made by extract.py from servers of majors {', '.join(map(str, sorted(servers)))}. Do not edit.")
    print("// clang-format off")
    print("enum TypeCode : uint16_t {")
    for n in w.names: print(f"  kType{n.title().replace('_', '')} = {w.index[n]},")
    print("};\n#ifdef UNDERPIN_BUILTIN_FACTS")
    table("TypeInfo kTypes", ([quote(t[0]), quote(t[1]), f"'{t[2]}'", f"'{t[3]}'", t[4], t[5], name(t[6]), name(t[7]), name(t[8])]
                              for t in (types[n] for n in w.names)))
    functions = []
    for row, (since, until) in sorted(facts["functions"].items()):
        arguments = w.list(w.type(t) for t in split_types(row[2], w.display))
        outs = w.list(w.type(t) for t in split_types(row[10], w.display))
        flags = int(row[6]) | int(row[7]) << 1 | int(row[8]) << 2
        functions.append([quote(row[0]), str(w.type(row[1])), str(arguments), row[3], f"'{row[4]}'", f"'{row[5]}'", str(flags), str(since), str(until),
                          str(outs), quote(row[9])])
    table("FunctionInfo kFunctions", functions)
    table("OperatorInfo kOperators", ([quote(r[0]), *(str(w.type(t)) if t else "0" for t in r[1:4]), str(s), str(u)]
                                      for r, (s, u) in sorted(facts["operators"].items())))
    casts = {(w.type(r[0]), w.type(r[1]), r[2], r[3]) for r in facts["casts"]}
    table("CastInfo kCasts", ([str(s), str(t), f"'{c}'", f"'{m}'"] for s, t, c, m in sorted(casts)))
    relations = {}
    for row in facts["columns"]: relations.setdefault(row[:2], {})[row[2]] = w.type(row[3])
    columns = [(c, t) for r in sorted(relations) for c, t in relations[r].items()]
    first, rows = 0, []
    for r in sorted(relations):
        rows.append([quote(r[0]), quote(r[1]), str(first), str(len(relations[r]))])
        first += len(relations[r])
    table("RelationInfo kRelations", rows)
    table("ColumnInfo kColumns", ([quote(c), str(t)] for c, t in columns))
    print("constexpr uint16_t kTypeLists[] = {" + ",".join(map(str, w.pool)) + "};\n#endif")


main()

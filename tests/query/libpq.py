"""As much of libpq as it takes to ask a server what it makes of a query: PQprepare and PQdescribePrepared."""

import ctypes
import ctypes.util
from dataclasses import dataclass, field

SQLSTATE, POSITION, MESSAGE = ord("C"), ord("P"), ord("M")
OK = (1, 2)  # PGRES_COMMAND_OK, PGRES_TUPLES_OK


@dataclass
class Prepared:
    """What the server says: its error, or columns (name, type oid, typmod) and parameters (type oids)."""

    sqlstate: str = ""
    message: str = ""
    position: int = 0  # in characters from 1; 0 = none
    columns: list = field(default_factory=list)
    parameters: list = field(default_factory=list)


def library():
    pq = ctypes.CDLL(ctypes.util.find_library("pq") or "libpq.so.5")
    text = {"PQerrorMessage": 1, "PQresultErrorField": 2, "PQfname": 2, "PQgetvalue": 3}
    pointer = {"PQconnectdb": 1, "PQexec": 2, "PQprepare": 5, "PQdescribePrepared": 2}
    for name in text:
        getattr(pq, name).restype = ctypes.c_char_p
    for name in pointer:
        getattr(pq, name).restype = ctypes.c_void_p
    for name in ("PQftype", "PQparamtype"):
        getattr(pq, name).restype = ctypes.c_uint
    return pq


class Connection:
    """One session. `target` is a libpq connection string."""

    def __init__(self, target):
        self.pq = library()
        self.conn = ctypes.c_void_p(self.pq.PQconnectdb(target.encode()))
        if self.pq.PQstatus(self.conn) != 0:
            raise SystemExit(self.pq.PQerrorMessage(self.conn).decode())

    def close(self):
        self.pq.PQfinish(self.conn)

    def error(self, result):
        def part(code):
            return (self.pq.PQresultErrorField(result, code) or b"").decode("utf-8", "replace")
        return Prepared(part(SQLSTATE), part(MESSAGE), int(part(POSITION) or 0))

    def rows(self, sql):
        """The rows of a query as lists of text."""
        result = ctypes.c_void_p(self.pq.PQexec(self.conn, sql.encode()))
        try:
            if self.pq.PQresultStatus(result) not in OK:
                raise SystemExit(f"{self.error(result).message}: {sql[:300]}")
            width = self.pq.PQnfields(result)
            return [[self.pq.PQgetvalue(result, row, column).decode() for column in range(width)]
                    for row in range(self.pq.PQntuples(result))]
        finally:
            self.pq.PQclear(result)

    def prepare(self, sql):
        result = ctypes.c_void_p(self.pq.PQprepare(self.conn, b"", sql.encode(), 0, None))
        try:
            if self.pq.PQresultStatus(result) not in OK:
                return self.error(result)
        finally:
            self.pq.PQclear(result)
        result = ctypes.c_void_p(self.pq.PQdescribePrepared(self.conn, b""))
        try:
            columns = [(self.pq.PQfname(result, i).decode(), self.pq.PQftype(result, i), self.pq.PQfmod(result, i))
                       for i in range(self.pq.PQnfields(result))]
            parameters = [self.pq.PQparamtype(result, i) for i in range(self.pq.PQnparams(result))]
            return Prepared(columns=columns, parameters=parameters)
        finally:
            self.pq.PQclear(result)

    def types(self, wanted):
        """{(oid, typmod): (name, name with modifier)}"""
        wanted = sorted(wanted)
        if not wanted:
            return {}
        values = ",".join(f"({oid}::oid, {modifier})" for oid, modifier in wanted)
        rows = self.rows(f"SELECT format_type(o, NULL), format_type(o, m) FROM (VALUES {values}) v(o, m)")
        return {key: tuple(row) for key, row in zip(wanted, rows)}

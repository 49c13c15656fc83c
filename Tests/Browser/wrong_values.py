"""Puts values into a database that its own tables refuse, as a damaged disk does."""

import contextlib
import sqlite3

VALUES = [None, -1, 1 << 62, -(1 << 63), "x", b"\xff\xfe", b""]


def opened(database):
    return contextlib.closing(sqlite3.connect(database, isolation_level=None, timeout=30))


@contextlib.contextmanager
def lawless(database):
    """A connection for which no column has a type or a condition; afterwards the tables say again what they said."""
    with opened(database) as connection:
        tables = connection.execute("SELECT sql, name FROM sqlite_schema WHERE type = 'table'").fetchall()
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            """
            UPDATE sqlite_schema SET sql = replace(replace(replace(
                sql, 'NOT NULL', ''), ') STRICT, WITHOUT', ') WITHOUT'), ') STRICT', ')') WHERE type = 'table'
            """)
    with opened(database) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        yield connection
    with opened(database) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.executemany("UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?", tables)
    with opened(database) as connection:
        for _, statement in triggers:
            connection.execute(statement)


def columns(database):
    """The columns of the tables that hold rows, each as table and name."""
    with opened(database) as connection:
        tables = [row[0] for row in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1")]
        filled = [name for name in tables if connection.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone()]
        return [(name, row[1]) for name in filled for row in connection.execute(f'PRAGMA table_info("{name}")')]


def put(database, table, column, value, row=None):
    """Puts a value into a column, in all rows or in the one of that number. What even a table without conditions cannot
    hold (a key twice, a key of nothing) stays as it was.
    """
    with lawless(database) as connection:
        keys = ", ".join([one[1] for one in connection.execute(f'PRAGMA table_info("{table}")') if one[5]] or ["rowid"])
        found = connection.execute(f'SELECT {keys} FROM "{table}" ORDER BY {keys}').fetchall()
        chosen = found if row is None else [found[row % len(found)]]
        for key in chosen:
            with contextlib.suppress(sqlite3.IntegrityError):
                connection.execute(
                    f'UPDATE "{table}" SET "{column}" = ? WHERE ({keys}) IS ({", ".join("?" * len(key))})',
                    (value, *key))

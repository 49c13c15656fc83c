/// The tables of a log in SQLite. `docs/ledger-format.md` describes them.
enum LogSchema {
    /// Marks the file as a ledger of ours: «Liuh» in ASCII.
    static let applicationID: Int32 = 0x4C69_7568
    /// The version of the tables.
    static let version: Int32 = 1

    /// Singular camelCase names; STRICT tables; what is append-only refuses to be changed.
    static let statements = [
        """
        CREATE TABLE envelope (
            position INTEGER PRIMARY KEY CHECK (position >= 0),
            entry BLOB NOT NULL UNIQUE CHECK (length(entry) = 16),
            stream TEXT NOT NULL CHECK (length(stream) BETWEEN 1 AND 200),
            version INTEGER NOT NULL CHECK (version >= 1),
            bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 2 AND 16384),
            UNIQUE (stream, version)
        ) STRICT
        """,
        """
        CREATE TABLE part (
            position INTEGER NOT NULL REFERENCES envelope (position),
            name TEXT NOT NULL CHECK (name IN ('open', 'personal', 'sealed')),
            sealed BLOB NOT NULL CHECK (length(sealed) >= 28),
            PRIMARY KEY (position, name)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE streamKey (
            stream TEXT NOT NULL PRIMARY KEY,
            wrapped BLOB NOT NULL CHECK (length(wrapped) = 60)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE disposal (
            stream TEXT NOT NULL,
            version INTEGER NOT NULL CHECK (version >= 1),
            PRIMARY KEY (stream, version)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE command (
            command TEXT NOT NULL PRIMARY KEY CHECK (length(command) BETWEEN 1 AND 128),
            fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
            first INTEGER NOT NULL REFERENCES envelope (position),
            count INTEGER NOT NULL CHECK (count >= 1),
            checksum BLOB NOT NULL CHECK (length(checksum) = 32)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE tile (
            level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 7),
            number INTEGER NOT NULL CHECK (number >= 0),
            hashes BLOB NOT NULL CHECK (length(hashes) BETWEEN 32 AND 8192 AND length(hashes) % 32 = 0),
            PRIMARY KEY (level, number)
        ) STRICT
        """,
        """
        CREATE TABLE checkpoint (
            size INTEGER PRIMARY KEY CHECK (size >= 1),
            note BLOB NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE log (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            origin TEXT NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE writer (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            generation INTEGER NOT NULL
        ) STRICT
        """,
        refusal("UPDATE", "envelope"), refusal("DELETE", "envelope"),
        refusal("UPDATE", "part"), refusal("UPDATE", "streamKey"),
        refusal("UPDATE", "disposal"), refusal("DELETE", "disposal"),
        refusal("UPDATE", "command"), refusal("DELETE", "command"),
        refusal("UPDATE", "checkpoint"), refusal("DELETE", "checkpoint"),
        refusal("UPDATE", "log"), refusal("DELETE", "log"), refusal("DELETE", "tile"),
        """
        CREATE TRIGGER tileGrows BEFORE UPDATE ON tile
        WHEN NEW.level IS NOT OLD.level OR NEW.number IS NOT OLD.number
            OR substr(NEW.hashes, 1, length(OLD.hashes)) IS NOT OLD.hashes
        BEGIN SELECT RAISE(ABORT, 'a tile only grows'); END
        """,
    ]

    private static func refusal(_ operation: String, _ table: String) -> String {
        """
        CREATE TRIGGER \(table)No\(operation) BEFORE \(operation) ON \(table)
        BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END
        """
    }
}

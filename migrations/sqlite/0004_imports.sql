CREATE TABLE imports (
    id          INTEGER NOT NULL PRIMARY KEY,
    person_id   INTEGER NOT NULL REFERENCES people (id),
    kind        TEXT NOT NULL CHECK (kind IN ('people', 'leads', 'customers', 'contacts', 'calls', 'events')),
    file        TEXT NOT NULL,
    stored_as   TEXT NOT NULL,
    source      TEXT NOT NULL DEFAULT '{}',
    headers     TEXT NOT NULL DEFAULT '[]',
    sample      TEXT NOT NULL DEFAULT '[]',
    rules       TEXT NOT NULL DEFAULT '{}',
    state       TEXT NOT NULL CHECK (state IN ('uploaded', 'checking', 'checked', 'running', 'done', 'stopped')),
    row_count   INTEGER,
    progress    INTEGER NOT NULL DEFAULT 0,
    checked     TEXT,
    result      TEXT,
    findings    TEXT NOT NULL DEFAULT '{}',
    failure     TEXT,
    created_at  INTEGER NOT NULL,
    step_at     INTEGER,
    worker      TEXT,
    lease_until INTEGER
) STRICT;
CREATE INDEX imports_person ON imports (person_id, created_at);
CREATE INDEX imports_state ON imports (state, lease_until);

-- Rows that need a person: errors, and cells a person has mended (`fixes`: column number → text).
-- `cells` stay as they stand in the file, cut where they are only shown.
CREATE TABLE import_rows (
    import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    line      INTEGER NOT NULL,
    cells     TEXT NOT NULL,
    fixes     TEXT NOT NULL DEFAULT '{}',
    outcome   TEXT NOT NULL,
    problems  TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (import_id, line)
) STRICT, WITHOUT ROWID;

-- Headers → rules, remembered for a person's next file of the same shape: `shape` is the SHA-256 of the headers.
-- Others are served the columns only.
CREATE TABLE import_mappings (
    kind      TEXT NOT NULL,
    shape     TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people (id),
    rules     TEXT NOT NULL,
    kept_at   INTEGER NOT NULL,
    PRIMARY KEY (kind, shape, person_id)
) STRICT, WITHOUT ROWID;

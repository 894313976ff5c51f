-- Taking an import back. `undo` says how far that has come; nothing stands there where it never can be.
ALTER TABLE imports ADD COLUMN undo TEXT;
ALTER TABLE imports ADD COLUMN undo_tally TEXT;
ALTER TABLE imports ADD COLUMN ran_at INTEGER;

-- What imports have written, row by row: how each row stood after it (`version`, `touched_at`, and the latest of what
-- there was about any row), and what stood there before. `former` is field → text; a row that was made has none.
-- `host_id` is the customer of a contact, which a contact makes newer. `outcome` says what undoing came to.
CREATE TABLE import_changes (
    id                INTEGER NOT NULL PRIMARY KEY,
    import_id         INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    line              INTEGER NOT NULL,
    subject           TEXT NOT NULL CHECK (subject IN ('lead', 'customer', 'contact')),
    subject_id        INTEGER NOT NULL,
    name              TEXT NOT NULL,
    born              INTEGER NOT NULL,
    version           INTEGER NOT NULL,
    touched_at        INTEGER NOT NULL,
    kept_at           INTEGER NOT NULL,
    last_record       INTEGER NOT NULL,
    last_plan         INTEGER NOT NULL,
    last_file         INTEGER NOT NULL,
    last_approval     INTEGER NOT NULL,
    former            TEXT,
    host_id           INTEGER,
    host_before       INTEGER,
    host_after        INTEGER,
    outcome           TEXT
) STRICT;
CREATE INDEX import_changes_import ON import_changes (import_id, outcome, id);

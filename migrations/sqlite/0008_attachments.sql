-- 附件: files people keep with a row. The bytes lie elsewhere, under `stored_as`. Ids are not given twice.
CREATE TABLE attachments (
    id         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    subject    TEXT NOT NULL CHECK (subject IN ('lead', 'customer', 'contact')),
    subject_id INTEGER NOT NULL,
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    size       INTEGER NOT NULL,
    sha256     TEXT NOT NULL,
    stored_as  TEXT NOT NULL,
    by_id      INTEGER REFERENCES people (id),
    at         INTEGER NOT NULL,
    removed_at INTEGER,
    removed_by INTEGER REFERENCES people (id)
) STRICT;
CREATE INDEX attachments_about ON attachments (subject, subject_id, id);
CREATE UNIQUE INDEX attachments_stored_as ON attachments (stored_as);
CREATE INDEX attachments_removed ON attachments (removed_at) WHERE removed_at IS NOT NULL;

-- Bytes no row speaks of, yet or any more. They go once they are due, unless a row has taken them by then.
CREATE TABLE loose_files (
    stored_as TEXT NOT NULL PRIMARY KEY,
    due_at    INTEGER NOT NULL,
    taken     INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX loose_files_due ON loose_files (due_at);

-- 审批: what one person asks for and another decides. What it is about is held while either happens.
-- `old_value` and `new_value` are what the field held and is to hold, as a form writes it.
CREATE TABLE approvals (
    id         INTEGER NOT NULL PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind IN ('level')),
    subject    TEXT NOT NULL CHECK (subject IN ('lead', 'customer', 'contact')),
    subject_id INTEGER NOT NULL,
    old_value  TEXT NOT NULL DEFAULT '',
    new_value  TEXT NOT NULL DEFAULT '',
    reason     TEXT NOT NULL DEFAULT '',
    asked_by   INTEGER NOT NULL REFERENCES people (id),
    asked_at   INTEGER NOT NULL,
    state      TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'approved', 'rejected', 'withdrawn')),
    decided_by INTEGER REFERENCES people (id),
    decided_at INTEGER,
    note       TEXT NOT NULL DEFAULT '',
    CHECK ((state = 'pending') = (decided_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX approvals_pending ON approvals (subject, subject_id, kind) WHERE state = 'pending';
CREATE INDEX approvals_subject ON approvals (subject, subject_id, id);
CREATE INDEX approvals_asked ON approvals (asked_by, id);
CREATE INDEX approvals_decided ON approvals (decided_by, id) WHERE decided_by IS NOT NULL;
CREATE INDEX approvals_new_value ON approvals (kind, new_value);
CREATE INDEX approvals_old_value ON approvals (kind, old_value);

-- 已忽略: a person does not want to be asked about it any more.
CREATE TABLE approval_marks (
    approval_id INTEGER NOT NULL REFERENCES approvals (id) ON DELETE CASCADE,
    person_id   INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    at          INTEGER NOT NULL,
    PRIMARY KEY (approval_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX approval_marks_person ON approval_marks (person_id, approval_id);

-- 通知. Names of rows do not stand here: whoever may not see the row any more does not read its name.
CREATE TABLE notices (
    id         INTEGER NOT NULL PRIMARY KEY,
    person_id  INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL,
    subject    TEXT,
    subject_id INTEGER,
    detail     TEXT NOT NULL DEFAULT '{}',
    at         INTEGER NOT NULL,
    read_at    INTEGER
) STRICT;
CREATE INDEX notices_person ON notices (person_id, id);
CREATE INDEX notices_unread ON notices (person_id, id) WHERE read_at IS NULL;
CREATE INDEX notices_about ON notices (subject, subject_id) WHERE read_at IS NULL;

-- Visits, and later every other thing that is to be done at a time.
CREATE TABLE plans (
    id           INTEGER NOT NULL PRIMARY KEY,
    kind         TEXT NOT NULL DEFAULT 'visit' CHECK (kind IN ('visit', 'plan')),
    subject      TEXT NOT NULL CHECK (subject IN ('lead', 'customer')),
    subject_id   INTEGER NOT NULL,
    person_id    INTEGER NOT NULL REFERENCES people (id),
    starts_at    INTEGER NOT NULL,
    minutes      INTEGER NOT NULL,
    place        TEXT NOT NULL DEFAULT '',
    points       TEXT NOT NULL DEFAULT '',
    state        TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'cancelled')),
    created_by   INTEGER REFERENCES people (id),
    created_at   INTEGER NOT NULL,
    closed_at    INTEGER,
    once         TEXT,
    external_id  TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX plans_person ON plans (person_id, starts_at, id);
CREATE INDEX plans_subject ON plans (subject, subject_id, state, starts_at);
CREATE INDEX plans_starts ON plans (starts_at, id);
CREATE UNIQUE INDEX plans_once ON plans (once, subject, subject_id) WHERE once IS NOT NULL;
CREATE UNIQUE INDEX plans_external ON plans (external_id) WHERE external_id <> '';

-- The timeline of every record of every noun. Entries are added and amended, never deleted.
CREATE TABLE records (
    id          INTEGER NOT NULL PRIMARY KEY,
    subject     TEXT NOT NULL CHECK (subject IN ('lead', 'customer')),
    subject_id  INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    author_id   INTEGER REFERENCES people (id),
    at          INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    content     TEXT NOT NULL DEFAULT '',
    plan_id     INTEGER REFERENCES plans (id),
    type_id     INTEGER REFERENCES choices (id),
    extra       TEXT NOT NULL DEFAULT '',
    revisions   INTEGER NOT NULL DEFAULT 0,
    once        TEXT,
    external_id TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX records_subject ON records (subject, subject_id, at, id);
CREATE INDEX records_type ON records (type_id) WHERE type_id IS NOT NULL;
CREATE UNIQUE INDEX records_once ON records (once, subject, subject_id) WHERE once IS NOT NULL;
CREATE UNIQUE INDEX records_external ON records (external_id) WHERE external_id <> '';
-- A visit has one feedback, however often its form is sent.
CREATE UNIQUE INDEX records_feedback ON records (plan_id) WHERE kind = 'feedback';

-- Former wordings; the present one stands in `records`.
CREATE TABLE record_revisions (
    record_id INTEGER NOT NULL REFERENCES records (id),
    number    INTEGER NOT NULL,
    content   TEXT NOT NULL,
    author_id INTEGER REFERENCES people (id),
    at        INTEGER NOT NULL,
    PRIMARY KEY (record_id, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER records_keep BEFORE DELETE ON records BEGIN
    SELECT RAISE(ABORT, 'records are never deleted');
END;
CREATE TRIGGER record_revisions_keep BEFORE DELETE ON record_revisions BEGIN
    SELECT RAISE(ABORT, 'revisions are never deleted');
END;
CREATE TRIGGER record_revisions_fixed BEFORE UPDATE ON record_revisions BEGIN
    SELECT RAISE(ABORT, 'revisions are never changed');
END;
-- INSERT OR REPLACE would delete what is in its way, and of such deletes triggers are not told.
CREATE TRIGGER records_stay BEFORE INSERT ON records
WHEN EXISTS (SELECT 1 FROM records WHERE id = NEW.id)
    OR (NEW.external_id <> '' AND EXISTS (SELECT 1 FROM records WHERE external_id <> '' AND external_id = NEW.external_id))
    OR (NEW.kind = 'feedback' AND EXISTS (SELECT 1 FROM records WHERE kind = 'feedback' AND plan_id = NEW.plan_id))
    OR (NEW.once IS NOT NULL AND EXISTS (
        SELECT 1 FROM records WHERE once IS NOT NULL AND once = NEW.once AND subject = NEW.subject AND subject_id = NEW.subject_id
    ))
BEGIN
    SELECT RAISE(ABORT, 'records are never replaced');
END;
CREATE TRIGGER record_revisions_stay BEFORE INSERT ON record_revisions
WHEN EXISTS (SELECT 1 FROM record_revisions WHERE record_id = NEW.record_id AND number = NEW.number) BEGIN
    SELECT RAISE(ABORT, 'revisions are never replaced');
END;
-- A new wording needs the old one to be kept first, in the same statement order the program uses.
CREATE TRIGGER records_revised BEFORE UPDATE OF content ON records
WHEN NEW.content <> OLD.content AND NOT EXISTS (
    SELECT 1 FROM record_revisions r WHERE r.record_id = OLD.id AND r.number = NEW.revisions AND r.content = OLD.content
) BEGIN
    SELECT RAISE(ABORT, 'the former wording must be kept');
END;
CREATE TRIGGER records_fixed BEFORE UPDATE OF id, subject, subject_id, kind, author_id, at, created_at, plan_id, type_id, extra, once, external_id ON records BEGIN
    SELECT RAISE(ABORT, 'only the wording of a record changes');
END;
CREATE TRIGGER records_counted BEFORE UPDATE OF revisions ON records
WHEN NEW.revisions <> OLD.revisions AND NEW.content = OLD.content BEGIN
    SELECT RAISE(ABORT, 'a revision is a new wording');
END;

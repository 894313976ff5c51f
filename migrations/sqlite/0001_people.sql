-- Times are microseconds since 1970-01-01 UTC. Flags are 0 or 1.

CREATE TABLE settings (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE roles (
    id        INTEGER NOT NULL PRIMARY KEY,
    parent_id INTEGER REFERENCES roles (id),
    name      TEXT NOT NULL,
    scope     TEXT NOT NULL CHECK (scope IN ('own', 'subordinates', 'company')),
    preset    INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE role_permissions (
    role_id    INTEGER NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    permission TEXT NOT NULL,
    PRIMARY KEY (role_id, permission)
) STRICT, WITHOUT ROWID;

-- Every role with every role below it, itself at depth 0: makes "what my subordinates own" one indexed look-up.
CREATE TABLE role_closure (
    ancestor_id   INTEGER NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    descendant_id INTEGER NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    depth         INTEGER NOT NULL,
    PRIMARY KEY (ancestor_id, descendant_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX role_closure_descendant ON role_closure (descendant_id);

CREATE TABLE people (
    id            INTEGER NOT NULL PRIMARY KEY,
    login         TEXT NOT NULL,
    login_key     TEXT NOT NULL,
    name          TEXT NOT NULL,
    name_key      TEXT NOT NULL,
    email         TEXT NOT NULL DEFAULT '',
    password_hash TEXT,
    disabled      INTEGER NOT NULL DEFAULT 0,
    lang          TEXT NOT NULL DEFAULT 'zh-CN',
    theme         TEXT NOT NULL DEFAULT 'auto',
    density       TEXT NOT NULL DEFAULT 'comfortable',
    zone          TEXT NOT NULL DEFAULT 'Asia/Shanghai',
    clearance     INTEGER NOT NULL DEFAULT 0,
    most_customers INTEGER,
    created_at    INTEGER NOT NULL,
    seen_at       INTEGER
) STRICT;
CREATE UNIQUE INDEX people_login_key ON people (login_key);
CREATE INDEX people_name_key ON people (name_key, id);

CREATE TABLE person_roles (
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    role_id   INTEGER NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    PRIMARY KEY (person_id, role_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_roles_role ON person_roles (role_id, person_id);

CREATE TABLE sessions (
    id         INTEGER NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL,
    person_id  INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    device     TEXT NOT NULL,
    address    TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX sessions_token_hash ON sessions (token_hash);
CREATE INDEX sessions_person ON sessions (person_id);

CREATE TABLE tokens (
    id         INTEGER NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL,
    person_id  INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    name       TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at    INTEGER
) STRICT;
CREATE UNIQUE INDEX tokens_token_hash ON tokens (token_hash);

CREATE TABLE sign_ins (
    id        INTEGER NOT NULL PRIMARY KEY,
    person_id INTEGER REFERENCES people (id) ON DELETE CASCADE,
    login_key TEXT NOT NULL,
    address   TEXT NOT NULL,
    device    TEXT NOT NULL,
    at        INTEGER NOT NULL,
    succeeded INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_ins_person ON sign_ins (person_id, at);
CREATE INDEX sign_ins_login ON sign_ins (login_key, at);
CREATE INDEX sign_ins_address ON sign_ins (address, at);

CREATE TABLE audit (
    id         INTEGER NOT NULL PRIMARY KEY,
    at         INTEGER NOT NULL,
    person_id  INTEGER REFERENCES people (id),
    action     TEXT NOT NULL,
    subject    TEXT NOT NULL,
    subject_id INTEGER,
    version    INTEGER,
    detail     TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX audit_at ON audit (at, id);
CREATE INDEX audit_subject ON audit (subject, subject_id, version);
CREATE INDEX audit_person ON audit (person_id, at);

CREATE TABLE list_columns (
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    list      TEXT NOT NULL,
    columns   TEXT NOT NULL,
    PRIMARY KEY (person_id, list)
) STRICT, WITHOUT ROWID;

-- One answer for one key: a create sent again with the same key is not done again.
CREATE TABLE idempotency (
    person_id  INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    key        TEXT NOT NULL,
    request    TEXT NOT NULL,
    answer     TEXT,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_created_at ON idempotency (created_at);

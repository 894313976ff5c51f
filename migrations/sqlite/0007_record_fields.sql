-- What a record of a type is asked for beside its text.
CREATE TABLE record_fields (
    id       INTEGER NOT NULL PRIMARY KEY,
    type_id  INTEGER NOT NULL REFERENCES choices (id),
    name     TEXT NOT NULL,
    name_key TEXT NOT NULL,
    name_en  TEXT,
    kind     TEXT NOT NULL,
    required INTEGER NOT NULL DEFAULT 0,
    position INTEGER NOT NULL,
    retired  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX record_fields_name ON record_fields (type_id, name_key);

-- Fields the administrator has added. Each has a column of its own in the table of its noun, named by kind and id, which
-- the program makes when the field is added: so a list sorts and narrows by it as by any other.
CREATE TABLE custom_fields (
    id       INTEGER NOT NULL PRIMARY KEY,
    noun     TEXT NOT NULL CHECK (noun IN ('lead', 'customer', 'contact')),
    kind     TEXT NOT NULL CHECK (kind IN ('text', 'number', 'money', 'date', 'choice', 'choices', 'person', 'flag')),
    name     TEXT NOT NULL,
    name_key TEXT NOT NULL,
    name_en  TEXT,
    required INTEGER NOT NULL DEFAULT 0,
    is_unique INTEGER NOT NULL DEFAULT 0,
    preset   TEXT NOT NULL DEFAULT '',
    decimals INTEGER NOT NULL DEFAULT 0,
    position INTEGER NOT NULL,
    retired  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX custom_fields_name ON custom_fields (noun, name_key);

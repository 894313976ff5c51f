CREATE TABLE choices (
    id          INTEGER NOT NULL PRIMARY KEY,
    kind        TEXT NOT NULL,
    name        TEXT NOT NULL,
    name_key    TEXT NOT NULL,
    name_en     TEXT,
    colour      TEXT NOT NULL DEFAULT 'grey',
    position    INTEGER NOT NULL,
    open        INTEGER NOT NULL DEFAULT 1,
    retired     INTEGER NOT NULL DEFAULT 0,
    meaning     TEXT NOT NULL DEFAULT '',
    merged_into INTEGER REFERENCES choices (id)
) STRICT;
-- Which lists there are is the program's affair; `meaning` explains a level.
CREATE UNIQUE INDEX choices_name ON choices (kind, name_key) WHERE merged_into IS NULL;

CREATE TABLE tabs (
    id       INTEGER NOT NULL PRIMARY KEY,
    name     TEXT NOT NULL,
    name_en  TEXT,
    position INTEGER NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('today', 'focus', 'all', 'statuses', 'filter')),
    query    TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE tab_statuses (
    tab_id    INTEGER NOT NULL REFERENCES tabs (id) ON DELETE CASCADE,
    choice_id INTEGER NOT NULL REFERENCES choices (id),
    PRIMARY KEY (tab_id, choice_id)
) STRICT, WITHOUT ROWID;

-- A column `x_key` holds the sort key of `x`: pinyin for Chinese, folded for Latin, bytewise comparable.
CREATE TABLE leads (
    id               INTEGER NOT NULL PRIMARY KEY,
    version          INTEGER NOT NULL DEFAULT 1,
    state            TEXT NOT NULL CHECK (state IN ('unclaimed', 'claimed', 'finished', 'converted')),
    owner_id         INTEGER REFERENCES people (id),
    status_id        INTEGER NOT NULL REFERENCES choices (id),
    intake_id        INTEGER REFERENCES choices (id),
    source_id        INTEGER REFERENCES choices (id),
    finish_reason_id INTEGER REFERENCES choices (id),
    number           TEXT NOT NULL DEFAULT '',
    contact          TEXT NOT NULL DEFAULT '',
    contact_key      TEXT NOT NULL DEFAULT '',
    nickname         TEXT NOT NULL DEFAULT '',
    nickname_key     TEXT NOT NULL DEFAULT '',
    mobile           TEXT NOT NULL DEFAULT '',
    phone            TEXT NOT NULL DEFAULT '',
    email            TEXT NOT NULL DEFAULT '',
    email_key        TEXT NOT NULL DEFAULT '',
    fax              TEXT NOT NULL DEFAULT '',
    wechat           TEXT NOT NULL DEFAULT '',
    wechat_key       TEXT NOT NULL DEFAULT '',
    qq               TEXT NOT NULL DEFAULT '',
    address          TEXT NOT NULL DEFAULT '',
    address_key      TEXT NOT NULL DEFAULT '',
    postcode         TEXT NOT NULL DEFAULT '',
    company          TEXT NOT NULL DEFAULT '',
    company_key      TEXT NOT NULL DEFAULT '',
    website          TEXT NOT NULL DEFAULT '',
    website_key      TEXT NOT NULL DEFAULT '',
    company_type     TEXT NOT NULL DEFAULT '',
    company_type_key TEXT NOT NULL DEFAULT '',
    department       TEXT NOT NULL DEFAULT '',
    department_key   TEXT NOT NULL DEFAULT '',
    position         TEXT NOT NULL DEFAULT '',
    position_key     TEXT NOT NULL DEFAULT '',
    business         TEXT NOT NULL DEFAULT '',
    business_key     TEXT NOT NULL DEFAULT '',
    remarks          TEXT NOT NULL DEFAULT '',
    remarks_key      TEXT NOT NULL DEFAULT '',
    external_id      TEXT NOT NULL DEFAULT '',
    import_id        INTEGER,
    submitted_at     INTEGER NOT NULL,
    created_at       INTEGER NOT NULL,
    updated_at       INTEGER NOT NULL,
    last_record_at   INTEGER,
    next_visit_at    INTEGER,
    CHECK ((state = 'unclaimed' AND owner_id IS NULL) OR (state <> 'unclaimed' AND owner_id IS NOT NULL))
) STRICT;

-- What one person owns, and the pool.
CREATE INDEX leads_owner_updated ON leads (owner_id, state, updated_at, id);
CREATE INDEX leads_owner_status ON leads (owner_id, state, status_id, updated_at, id);
CREATE INDEX leads_owner_any ON leads (owner_id, updated_at, id);
CREATE INDEX leads_owner_submitted ON leads (owner_id, submitted_at, id);
-- One for each order of the whole company. Blank cells stand in none of them: they come last, by id.
CREATE INDEX leads_by_updated_at ON leads (updated_at, id);
CREATE INDEX leads_by_submitted_at ON leads (submitted_at, id);
CREATE INDEX leads_by_last_record_at ON leads (last_record_at, id) WHERE last_record_at IS NOT NULL;
CREATE INDEX leads_by_next_visit_at ON leads (next_visit_at, id) WHERE next_visit_at IS NOT NULL;
CREATE INDEX leads_by_status ON leads (status_id, id);
CREATE INDEX leads_by_intake ON leads (intake_id, id) WHERE intake_id IS NOT NULL;
CREATE INDEX leads_by_source ON leads (source_id, id) WHERE source_id IS NOT NULL;
CREATE INDEX leads_by_finish_reason ON leads (finish_reason_id, id) WHERE finish_reason_id IS NOT NULL;
CREATE INDEX leads_by_state ON leads (state, id);
CREATE INDEX leads_by_number ON leads (number, id) WHERE number <> '';
CREATE INDEX leads_by_contact ON leads (contact_key, id) WHERE contact_key <> '';
CREATE INDEX leads_by_nickname ON leads (nickname_key, id) WHERE nickname_key <> '';
CREATE INDEX leads_by_mobile ON leads (mobile, id) WHERE mobile <> '';
CREATE INDEX leads_by_phone ON leads (phone, id) WHERE phone <> '';
CREATE INDEX leads_by_email ON leads (email_key, id) WHERE email_key <> '';
CREATE INDEX leads_by_fax ON leads (fax, id) WHERE fax <> '';
CREATE INDEX leads_by_wechat ON leads (wechat_key, id) WHERE wechat_key <> '';
CREATE INDEX leads_by_qq ON leads (qq, id) WHERE qq <> '';
CREATE INDEX leads_by_address ON leads (address_key, id) WHERE address_key <> '';
CREATE INDEX leads_by_postcode ON leads (postcode, id) WHERE postcode <> '';
CREATE INDEX leads_by_company ON leads (company_key, id) WHERE company_key <> '';
CREATE INDEX leads_by_website ON leads (website_key, id) WHERE website_key <> '';
CREATE INDEX leads_by_company_type ON leads (company_type_key, id) WHERE company_type_key <> '';
CREATE INDEX leads_by_department ON leads (department_key, id) WHERE department_key <> '';
CREATE INDEX leads_by_position ON leads (position_key, id) WHERE position_key <> '';
CREATE INDEX leads_by_business ON leads (business_key, id) WHERE business_key <> '';
CREATE INDEX leads_by_remarks ON leads (remarks_key, id) WHERE remarks_key <> '';
CREATE INDEX leads_by_external_id ON leads (external_id) WHERE external_id <> '';

-- Tokens made by the program; `ascii` splits at the spaces between them and leaves Chinese alone.
CREATE VIRTUAL TABLE lead_search USING fts5 (
    tokens, content = '', contentless_delete = 1, tokenize = 'ascii'
);

-- How many leads stand where, as differences to be added up. Rows are only added by the triggers, so
-- that two writers never wait for each other here; the program folds them together now and then.
CREATE TABLE lead_tally (
    id        INTEGER NOT NULL PRIMARY KEY,
    owner_id  INTEGER,
    state     TEXT NOT NULL,
    status_id INTEGER NOT NULL,
    n         INTEGER NOT NULL
) STRICT;
CREATE INDEX lead_tally_owner ON lead_tally (owner_id, state, status_id, n);

CREATE TRIGGER lead_tally_insert AFTER INSERT ON leads BEGIN
    INSERT INTO lead_tally (owner_id, state, status_id, n) VALUES (NEW.owner_id, NEW.state, NEW.status_id, 1);
END;
CREATE TRIGGER lead_tally_delete AFTER DELETE ON leads BEGIN
    INSERT INTO lead_tally (owner_id, state, status_id, n) VALUES (OLD.owner_id, OLD.state, OLD.status_id, -1);
END;
CREATE TRIGGER lead_tally_update AFTER UPDATE OF owner_id, state, status_id ON leads
WHEN NEW.owner_id IS NOT OLD.owner_id OR NEW.state <> OLD.state OR NEW.status_id <> OLD.status_id BEGIN
    INSERT INTO lead_tally (owner_id, state, status_id, n) VALUES (OLD.owner_id, OLD.state, OLD.status_id, -1);
    INSERT INTO lead_tally (owner_id, state, status_id, n) VALUES (NEW.owner_id, NEW.state, NEW.status_id, 1);
END;

CREATE TABLE focus (
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    lead_id   INTEGER NOT NULL REFERENCES leads (id) ON DELETE CASCADE,
    PRIMARY KEY (person_id, lead_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX focus_lead ON focus (lead_id);

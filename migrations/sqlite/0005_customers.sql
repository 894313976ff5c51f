-- Pools of customers nobody has.
CREATE TABLE pools (
    id             INTEGER NOT NULL PRIMARY KEY,
    name           TEXT NOT NULL,
    name_key       TEXT NOT NULL,
    name_en        TEXT,
    position       INTEGER NOT NULL,
    everyone       INTEGER NOT NULL DEFAULT 1,
    hidden_fields  TEXT NOT NULL DEFAULT '[]',
    claims_per_day INTEGER,
    cool_down_days INTEGER,
    protect_days   INTEGER NOT NULL DEFAULT 0,
    warn_days      INTEGER NOT NULL DEFAULT 3,
    retired        INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX pools_name ON pools (name_key);

-- Who may claim from a pool that is not for everyone, and whose customers its rules take back.
CREATE TABLE pool_members (
    id        INTEGER NOT NULL PRIMARY KEY,
    pool_id   INTEGER NOT NULL REFERENCES pools (id) ON DELETE CASCADE,
    person_id INTEGER REFERENCES people (id) ON DELETE CASCADE,
    role_id   INTEGER REFERENCES roles (id) ON DELETE CASCADE,
    CHECK ((person_id IS NULL) <> (role_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX pool_members_person ON pool_members (pool_id, person_id) WHERE person_id IS NOT NULL;
CREATE UNIQUE INDEX pool_members_role ON pool_members (pool_id, role_id) WHERE role_id IS NOT NULL;

-- When customers go back: after so many days without a record, or after so many days whatever happens.
CREATE TABLE pool_rules (
    id       INTEGER NOT NULL PRIMARY KEY,
    pool_id  INTEGER NOT NULL REFERENCES pools (id) ON DELETE CASCADE,
    kind     TEXT NOT NULL CHECK (kind IN ('no_record', 'any')),
    days     INTEGER NOT NULL CHECK (days > 0),
    level_id INTEGER REFERENCES choices (id),
    enabled  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX pool_rules_pool ON pool_rules (pool_id);

-- What was about a purged customer must never be about a new one: ids are not given twice.
-- A column `x_key` holds the sort key of `x`. Days count from 1970-01-01. In the bin a customer keeps the owner it had;
-- `merged_into` says that it went into another and waits there to be taken out again.
CREATE TABLE customers (
    id                INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version           INTEGER NOT NULL DEFAULT 1,
    kind              TEXT NOT NULL CHECK (kind IN ('person', 'company')),
    state             TEXT NOT NULL CHECK (state IN ('owned', 'pool', 'bin')),
    owner_id          INTEGER REFERENCES people (id),
    pool_id           INTEGER REFERENCES pools (id),
    security          INTEGER NOT NULL DEFAULT 0,
    hot               INTEGER NOT NULL DEFAULT 0,
    status_id         INTEGER REFERENCES choices (id),
    level_id          INTEGER REFERENCES choices (id),
    type_id           INTEGER REFERENCES choices (id),
    category_id       INTEGER REFERENCES choices (id),
    source_id         INTEGER REFERENCES choices (id),
    industry_id       INTEGER REFERENCES choices (id),
    size_id           INTEGER REFERENCES choices (id),
    maturity_id       INTEGER REFERENCES choices (id),
    mark_id           INTEGER REFERENCES choices (id),
    sales_level_id    INTEGER REFERENCES choices (id),
    credit_id         INTEGER REFERENCES choices (id),
    country_id        INTEGER REFERENCES choices (id),
    region_id         INTEGER REFERENCES choices (id),
    name              TEXT NOT NULL DEFAULT '',
    name_key          TEXT NOT NULL DEFAULT '',
    number            TEXT NOT NULL DEFAULT '',
    company           TEXT NOT NULL DEFAULT '',
    company_key       TEXT NOT NULL DEFAULT '',
    mobile            TEXT NOT NULL DEFAULT '',
    phone             TEXT NOT NULL DEFAULT '',
    email             TEXT NOT NULL DEFAULT '',
    email_key         TEXT NOT NULL DEFAULT '',
    wechat            TEXT NOT NULL DEFAULT '',
    wechat_key        TEXT NOT NULL DEFAULT '',
    website           TEXT NOT NULL DEFAULT '',
    website_key       TEXT NOT NULL DEFAULT '',
    city              TEXT NOT NULL DEFAULT '',
    city_key          TEXT NOT NULL DEFAULT '',
    address           TEXT NOT NULL DEFAULT '',
    address_key       TEXT NOT NULL DEFAULT '',
    postcode          TEXT NOT NULL DEFAULT '',
    description       TEXT NOT NULL DEFAULT '',
    description_key   TEXT NOT NULL DEFAULT '',
    background        TEXT NOT NULL DEFAULT '',
    background_key    TEXT NOT NULL DEFAULT '',
    first_contact_on  INTEGER,
    external_id       TEXT NOT NULL DEFAULT '',
    import_id         INTEGER,
    created_by        INTEGER REFERENCES people (id),
    created_at        INTEGER NOT NULL,
    updated_at        INTEGER NOT NULL,
    last_record_at    INTEGER,
    next_visit_at     INTEGER,
    owned_at          INTEGER NOT NULL,
    recycle_at        INTEGER,
    binned_at         INTEGER,
    merged_into       INTEGER REFERENCES customers (id),
    CHECK ((state = 'owned' AND owner_id IS NOT NULL AND pool_id IS NULL)
        OR (state = 'pool' AND owner_id IS NULL AND pool_id IS NOT NULL)
        OR state = 'bin')
) STRICT;
-- What one person owns, and the pools.
CREATE INDEX customers_owner_updated ON customers (owner_id, state, updated_at, id);
CREATE INDEX customers_owner_any ON customers (owner_id, updated_at, id);
CREATE INDEX customers_pool_updated ON customers (pool_id, updated_at, id) WHERE pool_id IS NOT NULL;
CREATE INDEX customers_recycle ON customers (recycle_at, id) WHERE recycle_at IS NOT NULL;
-- One for each order of the whole company.
CREATE INDEX customers_by_updated_at ON customers (updated_at, id);
CREATE INDEX customers_by_created_at ON customers (created_at, id);
CREATE INDEX customers_by_owned_at ON customers (owned_at, id);
CREATE INDEX customers_by_last_record_at ON customers (last_record_at, id) WHERE last_record_at IS NOT NULL;
CREATE INDEX customers_by_next_visit_at ON customers (next_visit_at, id) WHERE next_visit_at IS NOT NULL;
CREATE INDEX customers_by_first_contact_on ON customers (first_contact_on, id) WHERE first_contact_on IS NOT NULL;
CREATE INDEX customers_by_status ON customers (status_id, id) WHERE status_id IS NOT NULL;
CREATE INDEX customers_by_level ON customers (level_id, id) WHERE level_id IS NOT NULL;
CREATE INDEX customers_by_type ON customers (type_id, id) WHERE type_id IS NOT NULL;
CREATE INDEX customers_by_category ON customers (category_id, id) WHERE category_id IS NOT NULL;
CREATE INDEX customers_by_source ON customers (source_id, id) WHERE source_id IS NOT NULL;
CREATE INDEX customers_by_industry ON customers (industry_id, id) WHERE industry_id IS NOT NULL;
CREATE INDEX customers_by_size ON customers (size_id, id) WHERE size_id IS NOT NULL;
CREATE INDEX customers_by_maturity ON customers (maturity_id, id) WHERE maturity_id IS NOT NULL;
CREATE INDEX customers_by_mark ON customers (mark_id, id) WHERE mark_id IS NOT NULL;
CREATE INDEX customers_by_sales_level ON customers (sales_level_id, id) WHERE sales_level_id IS NOT NULL;
CREATE INDEX customers_by_credit ON customers (credit_id, id) WHERE credit_id IS NOT NULL;
CREATE INDEX customers_by_country ON customers (country_id, id) WHERE country_id IS NOT NULL;
CREATE INDEX customers_by_region ON customers (region_id, id) WHERE region_id IS NOT NULL;
CREATE INDEX customers_by_kind ON customers (kind, id);
CREATE INDEX customers_by_state ON customers (state, id);
CREATE INDEX customers_by_security ON customers (security, id);
CREATE INDEX customers_by_hot ON customers (hot, id);
CREATE INDEX customers_by_name ON customers (name_key, id) WHERE name_key <> '';
CREATE INDEX customers_by_number ON customers (number, id) WHERE number <> '';
CREATE INDEX customers_by_company ON customers (company_key, id) WHERE company_key <> '';
CREATE INDEX customers_by_mobile ON customers (mobile, id) WHERE mobile <> '';
CREATE INDEX customers_by_phone ON customers (phone, id) WHERE phone <> '';
CREATE INDEX customers_by_email ON customers (email_key, id) WHERE email_key <> '';
CREATE INDEX customers_by_wechat ON customers (wechat_key, id) WHERE wechat_key <> '';
CREATE INDEX customers_by_website ON customers (website_key, id) WHERE website_key <> '';
CREATE INDEX customers_by_city ON customers (city_key, id) WHERE city_key <> '';
CREATE INDEX customers_by_address ON customers (address_key, id) WHERE address_key <> '';
CREATE INDEX customers_by_postcode ON customers (postcode, id) WHERE postcode <> '';
CREATE INDEX customers_by_description ON customers (description_key, id) WHERE description_key <> '';
CREATE INDEX customers_by_background ON customers (background_key, id) WHERE background_key <> '';
CREATE INDEX customers_by_external_id ON customers (external_id) WHERE external_id <> '';
CREATE INDEX customers_merged ON customers (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE contacts (
    id              INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version         INTEGER NOT NULL DEFAULT 1,
    customer_id     INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    main            INTEGER NOT NULL DEFAULT 0,
    name            TEXT NOT NULL DEFAULT '',
    name_key        TEXT NOT NULL DEFAULT '',
    title           TEXT NOT NULL DEFAULT '',
    title_key       TEXT NOT NULL DEFAULT '',
    department      TEXT NOT NULL DEFAULT '',
    department_key  TEXT NOT NULL DEFAULT '',
    position        TEXT NOT NULL DEFAULT '',
    position_key    TEXT NOT NULL DEFAULT '',
    mobile          TEXT NOT NULL DEFAULT '',
    phone           TEXT NOT NULL DEFAULT '',
    email           TEXT NOT NULL DEFAULT '',
    email_key       TEXT NOT NULL DEFAULT '',
    wechat          TEXT NOT NULL DEFAULT '',
    wechat_key      TEXT NOT NULL DEFAULT '',
    qq              TEXT NOT NULL DEFAULT '',
    fax             TEXT NOT NULL DEFAULT '',
    address         TEXT NOT NULL DEFAULT '',
    address_key     TEXT NOT NULL DEFAULT '',
    remarks         TEXT NOT NULL DEFAULT '',
    remarks_key     TEXT NOT NULL DEFAULT '',
    external_id     TEXT NOT NULL DEFAULT '',
    import_id       INTEGER,
    created_by      INTEGER REFERENCES people (id),
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX contacts_customer ON contacts (customer_id, main, id);
CREATE INDEX contacts_by_updated_at ON contacts (updated_at, id);
CREATE INDEX contacts_by_created_at ON contacts (created_at, id);
CREATE INDEX contacts_by_name ON contacts (name_key, id) WHERE name_key <> '';
CREATE INDEX contacts_by_title ON contacts (title_key, id) WHERE title_key <> '';
CREATE INDEX contacts_by_department ON contacts (department_key, id) WHERE department_key <> '';
CREATE INDEX contacts_by_position ON contacts (position_key, id) WHERE position_key <> '';
CREATE INDEX contacts_by_mobile ON contacts (mobile, id) WHERE mobile <> '';
CREATE INDEX contacts_by_phone ON contacts (phone, id) WHERE phone <> '';
CREATE INDEX contacts_by_email ON contacts (email_key, id) WHERE email_key <> '';
CREATE INDEX contacts_by_wechat ON contacts (wechat_key, id) WHERE wechat_key <> '';
CREATE INDEX contacts_by_qq ON contacts (qq, id) WHERE qq <> '';
CREATE INDEX contacts_by_fax ON contacts (fax, id) WHERE fax <> '';
CREATE INDEX contacts_by_address ON contacts (address_key, id) WHERE address_key <> '';
CREATE INDEX contacts_by_remarks ON contacts (remarks_key, id) WHERE remarks_key <> '';
CREATE INDEX contacts_by_external_id ON contacts (external_id) WHERE external_id <> '';

-- Who else sees a customer, or may change it, until when.
CREATE TABLE shares (
    customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    person_id   INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    may_edit    INTEGER NOT NULL DEFAULT 0,
    ends_at     INTEGER,
    by_id       INTEGER NOT NULL REFERENCES people (id),
    at          INTEGER NOT NULL,
    PRIMARY KEY (customer_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX shares_person ON shares (person_id, customer_id);

-- 流转: every way a row changed hands. Never changed, never deleted but with its row.
CREATE TABLE ownership_moves (
    id         INTEGER NOT NULL PRIMARY KEY,
    subject    TEXT NOT NULL CHECK (subject IN ('lead', 'customer')),
    subject_id INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    from_id    INTEGER REFERENCES people (id),
    to_id      INTEGER REFERENCES people (id),
    from_pool  INTEGER REFERENCES pools (id),
    to_pool    INTEGER REFERENCES pools (id),
    reason_id  INTEGER REFERENCES choices (id),
    note       TEXT NOT NULL DEFAULT '',
    by_id      INTEGER REFERENCES people (id),
    rule_id    INTEGER REFERENCES pool_rules (id)
) STRICT;
CREATE INDEX ownership_moves_subject ON ownership_moves (subject, subject_id, at, id);
CREATE INDEX ownership_moves_taken ON ownership_moves (subject, kind, to_id, at);
CREATE INDEX ownership_moves_reason ON ownership_moves (reason_id) WHERE reason_id IS NOT NULL;

-- By what a row is known again, in its plainest form: the digits of a telephone, an address in small letters, a
-- company without its legal form.
CREATE TABLE identities (
    id          INTEGER NOT NULL PRIMARY KEY,
    subject     TEXT NOT NULL CHECK (subject IN ('customer', 'contact')),
    subject_id  INTEGER NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    kind        TEXT NOT NULL CHECK (kind IN ('mobile', 'phone', 'email', 'company')),
    value       TEXT NOT NULL
) STRICT;
CREATE INDEX identities_value ON identities (kind, value, customer_id);
CREATE INDEX identities_subject ON identities (subject, subject_id);
CREATE INDEX identities_customer ON identities (customer_id);

-- 网络资讯.
CREATE TABLE web_items (
    id          INTEGER NOT NULL PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    title       TEXT NOT NULL,
    link        TEXT NOT NULL DEFAULT '',
    on_day      INTEGER,
    note        TEXT NOT NULL DEFAULT '',
    by_id       INTEGER REFERENCES people (id),
    at          INTEGER NOT NULL
) STRICT;
CREATE INDEX web_items_customer ON web_items (customer_id, on_day, id);

-- How many customers stand where, as differences to be added up: see lead_tally.
CREATE TABLE customer_tally (
    id        INTEGER NOT NULL PRIMARY KEY,
    owner_id  INTEGER,
    state     TEXT NOT NULL,
    pool_id   INTEGER,
    security  INTEGER NOT NULL,
    hot       INTEGER NOT NULL,
    level_id  INTEGER,
    status_id INTEGER,
    n         INTEGER NOT NULL
) STRICT;
CREATE INDEX customer_tally_owner ON customer_tally (owner_id, state, security, hot, pool_id, level_id, status_id, n);

CREATE TRIGGER customer_tally_insert AFTER INSERT ON customers BEGIN
    INSERT INTO customer_tally (owner_id, state, pool_id, security, hot, level_id, status_id, n)
    VALUES (NEW.owner_id, NEW.state, NEW.pool_id, NEW.security, NEW.hot, NEW.level_id, NEW.status_id, 1);
END;
CREATE TRIGGER customer_tally_delete AFTER DELETE ON customers BEGIN
    INSERT INTO customer_tally (owner_id, state, pool_id, security, hot, level_id, status_id, n)
    VALUES (OLD.owner_id, OLD.state, OLD.pool_id, OLD.security, OLD.hot, OLD.level_id, OLD.status_id, -1);
END;
CREATE TRIGGER customer_tally_update AFTER UPDATE OF owner_id, state, pool_id, security, hot, level_id, status_id ON customers
WHEN NEW.owner_id IS NOT OLD.owner_id OR NEW.state IS NOT OLD.state OR NEW.pool_id IS NOT OLD.pool_id OR NEW.security IS NOT OLD.security OR NEW.hot IS NOT OLD.hot OR NEW.level_id IS NOT OLD.level_id OR NEW.status_id IS NOT OLD.status_id BEGIN
    INSERT INTO customer_tally (owner_id, state, pool_id, security, hot, level_id, status_id, n)
    VALUES (OLD.owner_id, OLD.state, OLD.pool_id, OLD.security, OLD.hot, OLD.level_id, OLD.status_id, -1);
    INSERT INTO customer_tally (owner_id, state, pool_id, security, hot, level_id, status_id, n)
    VALUES (NEW.owner_id, NEW.state, NEW.pool_id, NEW.security, NEW.hot, NEW.level_id, NEW.status_id, 1);
END;

CREATE TRIGGER ownership_moves_fixed BEFORE UPDATE ON ownership_moves BEGIN
    SELECT RAISE(ABORT, 'moves are never changed');
END;

-- Search documents, as those of leads.
CREATE VIRTUAL TABLE customer_search USING fts5 (
    tokens, content = '', contentless_delete = 1, tokenize = 'ascii'
);
CREATE VIRTUAL TABLE contact_search USING fts5 (
    tokens, content = '', contentless_delete = 1, tokenize = 'ascii'
);

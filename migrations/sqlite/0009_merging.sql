-- More than one customer has, or has had, this mark: so suspected duplicates are found without looking at all of them.
ALTER TABLE identities ADD COLUMN shared INTEGER NOT NULL DEFAULT 0;
CREATE INDEX identities_shared ON identities (kind, value, customer_id) WHERE shared = 1;

-- Whoever enters a mark goes through one of these gates, so that of two who enter the same one at once the second
-- finds what the first has entered.
CREATE TABLE identity_gates (
    id INTEGER NOT NULL PRIMARY KEY
) STRICT;
INSERT INTO identity_gates (id)
WITH RECURSIVE gates (id) AS (SELECT 0 UNION ALL SELECT id + 1 FROM gates WHERE id < 255) SELECT id FROM gates;

-- Pairs somebody has looked at: they are not the same customer.
CREATE TABLE customers_apart (
    one_id   INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    by_id    INTEGER REFERENCES people (id),
    at       INTEGER NOT NULL,
    PRIMARY KEY (one_id, other_id),
    CHECK (one_id < other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customers_apart_other ON customers_apart (other_id);

-- Two customers that became one: what was moved and what was overwritten, so that they can be two again.
CREATE TABLE merges (
    id        INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    winner_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    loser_id  INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    at        INTEGER NOT NULL,
    by_id     INTEGER REFERENCES people (id),
    kept      TEXT NOT NULL,
    parted_at INTEGER,
    parted_by INTEGER REFERENCES people (id)
) STRICT;
CREATE INDEX merges_winner ON merges (winner_id, id);
-- A customer goes into one other at a time.
CREATE UNIQUE INDEX merges_loser ON merges (loser_id) WHERE parted_at IS NULL;

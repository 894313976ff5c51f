-- Levels of which only some roles may claim from a pool. A level that is not named is for everyone the pool is for; the row
-- without a role says that the level is limited, so that it stays so when its last role is gone.
CREATE TABLE pool_levels (
    id       INTEGER NOT NULL PRIMARY KEY,
    pool_id  INTEGER NOT NULL REFERENCES pools (id) ON DELETE CASCADE,
    level_id INTEGER NOT NULL REFERENCES choices (id),
    role_id  INTEGER REFERENCES roles (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX pool_levels_pool ON pool_levels (pool_id, level_id);

-- A rule is never changed, so that the history it made stays true: it is switched on, since a moment, and off, and taken
-- away.
ALTER TABLE pool_rules ADD COLUMN since INTEGER;
ALTER TABLE pool_rules ADD COLUMN retired INTEGER NOT NULL DEFAULT 0;

-- Since when a customer has been out of the pools: handing it on among people does not change it. And of which
-- `recycle_at` its owner has been warned.
ALTER TABLE customers ADD COLUMN tracked_at INTEGER;
ALTER TABLE customers ADD COLUMN warned_for INTEGER;

-- The pools, and what is hot, in the order they are shown in; and who sorts by the owner reads one owner after the other.
CREATE INDEX customers_in_state ON customers (state, updated_at, id);
CREATE INDEX customers_hot ON customers (hot, updated_at, id);
CREATE INDEX customers_by_owner ON customers (owner_id, id) WHERE owner_id IS NOT NULL;
CREATE INDEX leads_by_owner ON leads (owner_id, id) WHERE owner_id IS NOT NULL;

-- What a person has not read, by its kind: what a night does to her customers is told once.
DROP INDEX notices_unread;
CREATE INDEX notices_unread ON notices (person_id, kind, at) WHERE read_at IS NULL;

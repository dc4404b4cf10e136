-- The name of the computer on which a session was opened, as its client says it: a school has one address for all of them.
ALTER TABLE sessions ADD COLUMN machine TEXT NOT NULL DEFAULT '';

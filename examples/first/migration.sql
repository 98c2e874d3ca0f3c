-- By hand: what `underpin locks` says of it is in README.md.
SET lock_timeout = '2s';
ALTER TABLE users ADD COLUMN score double precision DEFAULT random();
CREATE INDEX CONCURRENTLY users_name ON users (name);

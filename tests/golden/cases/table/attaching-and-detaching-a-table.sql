-- The same table, before and after it belongs to the partitioned one.
-- from:
CREATE TABLE m (id integer NOT NULL, r text NOT NULL) PARTITION BY LIST (r);
CREATE TABLE m_eu (id integer NOT NULL, r text NOT NULL);
CREATE TABLE m_us PARTITION OF m FOR VALUES IN ('us');

-- to:
CREATE TABLE m (id integer NOT NULL, r text NOT NULL) PARTITION BY LIST (r);
CREATE TABLE m_eu PARTITION OF m FOR VALUES IN ('eu');
CREATE TABLE m_us (id integer NOT NULL, r text NOT NULL);

-- back:

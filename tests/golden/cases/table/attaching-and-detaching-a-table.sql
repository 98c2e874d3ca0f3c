-- The same table, before and after it belongs to the partitioned one.
-- from:
CREATE TABLE m (id integer NOT NULL, r text NOT NULL) PARTITION BY LIST (r);
CREATE TABLE m_eu (id integer NOT NULL, r text NOT NULL);
CREATE TABLE m_us PARTITION OF m FOR VALUES IN ('us');

-- to:
CREATE TABLE m (id integer NOT NULL, r text NOT NULL) PARTITION BY LIST (r);
CREATE TABLE m_eu PARTITION OF m FOR VALUES IN ('eu');
CREATE TABLE m_us (id integer NOT NULL, r text NOT NULL);

-- plan:
ALTER TABLE public.m_eu RENAME CONSTRAINT m_eu_id_not_null TO m_id_not_null;
ALTER TABLE public.m_eu RENAME CONSTRAINT m_eu_r_not_null TO m_r_not_null;
ALTER TABLE public.m ATTACH PARTITION public.m_eu FOR VALUES IN ('eu');
ALTER TABLE public.m DETACH PARTITION public.m_us;
ALTER TABLE public.m_us RENAME CONSTRAINT m_id_not_null TO m_us_id_not_null;
ALTER TABLE public.m_us RENAME CONSTRAINT m_r_not_null TO m_us_r_not_null;

-- back:
ALTER TABLE public.m_us RENAME CONSTRAINT m_us_id_not_null TO m_id_not_null;
ALTER TABLE public.m_us RENAME CONSTRAINT m_us_r_not_null TO m_r_not_null;
ALTER TABLE public.m DETACH PARTITION public.m_eu;
ALTER TABLE public.m ATTACH PARTITION public.m_us FOR VALUES IN ('us');
ALTER TABLE public.m_eu RENAME CONSTRAINT m_id_not_null TO m_eu_id_not_null;
ALTER TABLE public.m_eu RENAME CONSTRAINT m_r_not_null TO m_eu_r_not_null;

-- findings:
-- to.sql:2:14: warning: step attach-table-public.m_eu blocks reads and writes of "public.m_eu" for as long as it takes to read public.m_eu [UP306]
-- HINT: No online way is known for this change, or a directive asks for this one: run it when the table is small or nobody works, or make the change in steps of your own.

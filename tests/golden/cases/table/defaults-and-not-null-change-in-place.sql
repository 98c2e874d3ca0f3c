-- One ALTER each.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text DEFAULT 'x', b integer, c date NOT NULL);

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text DEFAULT lower('Y'), b integer NOT NULL DEFAULT 1, c date);

-- plan:
ALTER TABLE public.t ALTER COLUMN b SET DEFAULT 1;
ALTER TABLE public.t ALTER COLUMN c DROP NOT NULL;
ALTER TABLE public.t ALTER COLUMN a SET DEFAULT lower('Y');
ALTER TABLE public.t ADD CONSTRAINT t_b_not_null NOT NULL b NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT t_b_not_null;

-- back:
ALTER TABLE public.t ALTER COLUMN a SET DEFAULT 'x';
ALTER TABLE public.t ALTER COLUMN b DROP DEFAULT;
ALTER TABLE public.t ALTER COLUMN b DROP NOT NULL;
ALTER TABLE public.t ADD CONSTRAINT t_c_not_null NOT NULL c NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT t_c_not_null;

-- diff:
-- schema public
--     table public.t
--     ~ column a  default: 'x' → lower('Y')
--     ~ column b
--         not null: false → true
--         default: (none) → 1
--     ~ column c  not null: true → false
--
-- 0 added, 3 changed, 0 removed

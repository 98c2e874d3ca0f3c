-- The foreign keys go and come back around it.
-- from:
CREATE TABLE p (a integer NOT NULL, b integer NOT NULL, CONSTRAINT p_key PRIMARY KEY (a), CONSTRAINT p_b UNIQUE (b));
CREATE TABLE c (a integer, b integer REFERENCES p (b), CONSTRAINT c_fk FOREIGN KEY (a) REFERENCES p);

-- to:
CREATE TABLE p (a integer NOT NULL, b integer NOT NULL, CONSTRAINT p_key PRIMARY KEY (b), CONSTRAINT p_a UNIQUE (a), CONSTRAINT p_b UNIQUE (b));
CREATE TABLE c (a integer, b integer REFERENCES p (b), CONSTRAINT c_fk FOREIGN KEY (a) REFERENCES p (a));

-- plan:
ALTER TABLE public.c DROP CONSTRAINT c_b_fkey;
ALTER TABLE public.c DROP CONSTRAINT c_fk;
ALTER TABLE public.p DROP CONSTRAINT p_b;
ALTER TABLE public.p DROP CONSTRAINT p_key;
ALTER TABLE public.p ADD CONSTRAINT p_a UNIQUE (a);
ALTER TABLE public.p ADD CONSTRAINT p_key PRIMARY KEY (b);
ALTER TABLE public.c ADD CONSTRAINT c_b_fkey FOREIGN KEY (b) REFERENCES public.p (b);
ALTER TABLE public.c ADD CONSTRAINT c_fk FOREIGN KEY (a) REFERENCES public.p (a);

-- back:
ALTER TABLE public.c DROP CONSTRAINT c_b_fkey;
ALTER TABLE public.c DROP CONSTRAINT c_fk;
ALTER TABLE public.p DROP CONSTRAINT p_a;
ALTER TABLE public.p DROP CONSTRAINT p_key;
ALTER TABLE public.p ADD CONSTRAINT p_b UNIQUE (b);
ALTER TABLE public.p ADD CONSTRAINT p_key PRIMARY KEY (a);
ALTER TABLE public.c ADD CONSTRAINT c_b_fkey FOREIGN KEY (b) REFERENCES public.p (b);
ALTER TABLE public.c ADD CONSTRAINT c_fk FOREIGN KEY (a) REFERENCES public.p (a);

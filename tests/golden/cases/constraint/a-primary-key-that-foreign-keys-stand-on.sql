-- The foreign keys go and come back around it.
-- from:
CREATE TABLE p (a integer NOT NULL, b integer NOT NULL, CONSTRAINT p_key PRIMARY KEY (a), CONSTRAINT p_b UNIQUE (b));
CREATE TABLE c (a integer, b integer REFERENCES p (b), CONSTRAINT c_fk FOREIGN KEY (a) REFERENCES p);

-- to:
CREATE TABLE p (a integer NOT NULL, b integer NOT NULL, CONSTRAINT p_key PRIMARY KEY (b), CONSTRAINT p_a UNIQUE (a), CONSTRAINT p_b UNIQUE (b));
CREATE TABLE c (a integer, b integer REFERENCES p (b), CONSTRAINT c_fk FOREIGN KEY (a) REFERENCES p (a));

-- back:

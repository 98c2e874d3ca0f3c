-- The policy goes and comes back around the change.
-- from:
CREATE TABLE t (id integer, who varchar(20));
CREATE POLICY p ON t USING (who = current_user);

-- to:
CREATE TABLE t (id integer, who text);
CREATE POLICY p ON t USING (who = current_user);

-- back:

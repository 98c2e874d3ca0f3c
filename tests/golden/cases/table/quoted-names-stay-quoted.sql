-- Upper case, blanks, keywords, quotes in names.
-- from:
CREATE TABLE "Order" ("User" integer, "select" text);

-- to:
CREATE SCHEMA "My Schema";
CREATE TABLE "Order" ("User" integer, "select" text, "a ""b"" c" integer DEFAULT 1);
CREATE TABLE "My Schema"."Ünïcode" (id integer PRIMARY KEY);
CREATE INDEX "Order Index" ON "Order" ("User", lower("select"));

-- back:

-- Upper case, blanks, keywords, quotes in names.
-- from:
CREATE TABLE "Order" ("User" integer, "select" text);

-- to:
CREATE SCHEMA "My Schema";
CREATE TABLE "Order" ("User" integer, "select" text, "a ""b"" c" integer DEFAULT 1);
CREATE TABLE "My Schema"."Ünïcode" (id integer PRIMARY KEY);
CREATE INDEX "Order Index" ON "Order" ("User", lower("select"));

-- plan:
CREATE SCHEMA "My Schema";

CREATE TABLE "My Schema"."Ünïcode" (
    id integer NOT NULL,
    CONSTRAINT "Ünïcode_pkey" PRIMARY KEY (id)
);

ALTER TABLE public."Order" ADD COLUMN "a ""b"" c" integer DEFAULT 1;
CREATE INDEX CONCURRENTLY "Order Index" ON public."Order" USING btree ("User", (lower("select")));

-- back:
DROP INDEX CONCURRENTLY public."Order Index";
ALTER TABLE public."Order" DROP COLUMN "a ""b"" c";
DROP TABLE "My Schema"."Ünïcode";
DROP SCHEMA "My Schema";

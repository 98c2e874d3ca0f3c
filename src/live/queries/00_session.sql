-- One read-only snapshot; no wait is long; every name comes back qualified and every value in the same notation.
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SET LOCAL statement_timeout = '120s';
SET LOCAL lock_timeout = '5s';
SET LOCAL idle_in_transaction_session_timeout = '300s';
SET LOCAL search_path = pg_catalog;
SET LOCAL client_encoding = 'UTF8';
SET LOCAL standard_conforming_strings = on;
SET LOCAL bytea_output = hex;
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL intervalstyle = postgres;
SET LOCAL timezone = 'UTC';
SET LOCAL extra_float_digits = 1;
SET LOCAL quote_all_identifiers = off;
SET LOCAL xmloption = content;
SET LOCAL jit = off;

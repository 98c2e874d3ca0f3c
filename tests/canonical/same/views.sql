-- Each block is the query of a view. -- since N: a server's major before which it is left out.

SELECT 1

SELECT 1 AS one, 'x' AS x, NULL AS n, 1.5 AS f, true AS b, -1 AS m, '2020-01-01'::date AS d

SELECT a, b FROM t

SELECT * FROM t

SELECT t.* FROM t

SELECT t.*, t2.name FROM t JOIN t2 ON t2.t_id = t.id

SELECT x.* FROM t2 x

SELECT a AS z, b "Quoted", c FROM t WHERE a > 1 AND c = 'x'

SELECT t.id, t2.name FROM t, t2 WHERE t.id = t2.t_id

SELECT t.id, t2.name FROM t INNER JOIN t2 ON (t.id = t2.t_id) WHERE t2.amount > 0

SELECT t.id, t2.name FROM t LEFT OUTER JOIN t2 ON t.id = t2.t_id AND t2.kind = 'ok'

SELECT t.id, t2.name FROM t RIGHT JOIN t2 ON t.id = t2.t_id

SELECT t.id, t2.name FROM t FULL JOIN t2 ON t.id = t2.t_id

SELECT t.id, t2.name FROM t CROSS JOIN t2

SELECT id, t.c, t2.name FROM t JOIN t2 USING (id)

SELECT * FROM t2 JOIN s2.t3 USING (id)

SELECT id, t2.name FROM t2 FULL JOIN tree USING (id)

SELECT id, t2.name FROM t2 LEFT JOIN s2.t3 USING (id)

SELECT id FROM t2 NATURAL JOIN tree

SELECT * FROM (SELECT id, a FROM t) q NATURAL LEFT JOIN (SELECT id, name FROM t2) r

SELECT j.id FROM t2 JOIN tree USING (id) AS j

SELECT x.id, y.id AS yid FROM (t2 x JOIN tree y ON x.id = y.id) JOIN t ON t.id = x.id

SELECT x.id FROM t2 x LEFT JOIN (tree y JOIN t z ON z.id = y.id) ON x.id = y.id

SELECT jj.* FROM (t2 x JOIN tree y USING (id)) jj

SELECT count(*) FROM t

SELECT c, count(*) AS n, sum(a), avg(e), min(i), max(j) FROM t GROUP BY c

SELECT c, count(*) FROM t GROUP BY 1 ORDER BY 2 DESC

SELECT c AS kk, count(*) AS n FROM t GROUP BY kk ORDER BY n DESC, kk

SELECT date_trunc('day', j) AS day, count(DISTINCT a) FROM t GROUP BY date_trunc('day', j)

SELECT date_trunc('day', j) AS day, count(*) FROM t GROUP BY day HAVING count(*) > 1 ORDER BY day

SELECT a, b, sum(e) FROM t GROUP BY ROLLUP (a, b)

SELECT a, b, sum(e), grouping(a, b) FROM t GROUP BY CUBE (a, b)

SELECT a, b, sum(e) FROM t GROUP BY GROUPING SETS ((a, b), (a), ())

SELECT a, b, c, sum(e) FROM t GROUP BY a, ROLLUP (b, c)

SELECT id, a, b FROM t GROUP BY id

SELECT sum(a) FILTER (WHERE a > 0) AS pos, count(*) FILTER (WHERE h) FROM t

SELECT string_agg(c, ', ' ORDER BY a DESC) FROM t

SELECT array_agg(a ORDER BY b NULLS FIRST), array_agg(DISTINCT c) FROM t

SELECT jsonb_agg(t) FROM t

SELECT jsonb_agg(jsonb_build_object('id', id, 'name', name) ORDER BY id) AS items FROM t2

SELECT json_object_agg(c, a) FROM t

SELECT row_to_json(t2) FROM t2

SELECT row_to_json(t2.*) AS j FROM t2

SELECT to_jsonb(x) - 'id' AS j FROM t2 x

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY f) FROM t

SELECT mode() WITHIN GROUP (ORDER BY a DESC) FROM t

SELECT percentile_disc(ARRAY[0.25, 0.75]) WITHIN GROUP (ORDER BY e) FROM t

SELECT rank(1) WITHIN GROUP (ORDER BY a) FROM t

SELECT bool_and(h), bool_or(a > 0), every(h) FROM t

SELECT corr(f, g), stddev(a), variance(e), regr_slope(f, g) FROM t

SELECT a, row_number() OVER (PARTITION BY c ORDER BY a) FROM t

SELECT a, rank() OVER (ORDER BY e DESC NULLS LAST), sum(a) OVER () FROM t

SELECT a, lag(a, 1, 0) OVER w, lead(a) OVER w FROM t WINDOW w AS (PARTITION BY c ORDER BY id)

SELECT a, sum(a) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM t

SELECT a, sum(a) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) FROM t

SELECT a, sum(a) OVER (ORDER BY id RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM t

SELECT sum(a) OVER (ORDER BY j RANGE BETWEEN '1 day' PRECEDING AND '1 hour' FOLLOWING) FROM t

SELECT sum(a) OVER (ORDER BY id GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE TIES) FROM t

SELECT sum(a) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM t WINDOW w AS (ORDER BY id), w2 AS (w)

SELECT ntile(4) OVER (ORDER BY a), first_value(c) OVER (PARTITION BY h ORDER BY a), count(*) FILTER (WHERE h) OVER (PARTITION BY a) FROM t

SELECT DISTINCT a, c FROM t

SELECT DISTINCT ON (c) c, a, j FROM t ORDER BY c, j DESC

SELECT DISTINCT ON (lower(c)) c, a FROM t ORDER BY lower(c), a

SELECT a FROM t ORDER BY b DESC LIMIT 10 OFFSET 5

SELECT a FROM t ORDER BY 1 LIMIT ALL

SELECT a FROM t ORDER BY a FETCH FIRST 5 ROWS ONLY

SELECT a FROM t ORDER BY a FETCH FIRST 5 ROWS WITH TIES

SELECT a FROM t ORDER BY a USING >

SELECT a + 1 AS x FROM t ORDER BY x

SELECT a + 1 AS s FROM t ORDER BY a + 1 DESC NULLS LAST

SELECT id FROM t2 FOR UPDATE

SELECT id FROM t2 x FOR NO KEY UPDATE OF x SKIP LOCKED

SELECT a FROM t UNION SELECT a FROM t2

SELECT a FROM t UNION ALL SELECT id FROM t2 UNION ALL SELECT id::integer FROM s2.t3

SELECT a FROM t INTERSECT SELECT id FROM t2 EXCEPT SELECT 1

(SELECT a FROM t ORDER BY a LIMIT 1) UNION ALL (SELECT a FROM t ORDER BY a DESC LIMIT 1)

SELECT a, 'x' AS kind FROM t UNION ALL SELECT id, 'y' FROM t2 ORDER BY kind, 1

SELECT a, NULL AS n FROM t UNION ALL SELECT id, amount FROM t2

SELECT 1 AS a UNION SELECT 2.5

SELECT d FROM t UNION SELECT name FROM s2.t3

SELECT d FROM t UNION ALL SELECT c FROM t

SELECT 'a' AS x UNION ALL SELECT 'b' UNION ALL SELECT 'c'

SELECT i AS x FROM t UNION SELECT j FROM t

SELECT NULL AS a UNION ALL SELECT NULL

VALUES (1, 'a'), (2, 'b')

SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v(n, s)

SELECT v.n FROM (VALUES (1), (2.5), (3)) v(n)

SELECT column1, column2 FROM (VALUES (1, 'x'::text)) q

WITH q AS (SELECT a FROM t) SELECT * FROM q

WITH q(x, y) AS (SELECT a, b FROM t), r AS MATERIALIZED (SELECT x FROM q) SELECT r.x, q.y FROM r JOIN q ON q.x = r.x

WITH q AS NOT MATERIALIZED (SELECT * FROM t2) SELECT q.name, count(*) FROM q GROUP BY q.name

WITH RECURSIVE r AS (SELECT id, parent, name, 1 AS depth FROM tree WHERE parent IS NULL UNION ALL SELECT t.id, t.parent, t.name, r.depth + 1 FROM tree t JOIN r ON t.parent = r.id) SELECT * FROM r

WITH RECURSIVE r(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM r WHERE n < 10) SELECT n FROM r

WITH RECURSIVE r AS (SELECT id, ARRAY[id] AS path, name::text AS full_path FROM tree WHERE parent IS NULL UNION ALL SELECT c.id, r.path || c.id, r.full_path || ' > ' || c.name FROM tree c, r WHERE c.parent = r.id AND NOT c.id = ANY (r.path)) SELECT id, path, full_path FROM r ORDER BY path

WITH RECURSIVE r AS (SELECT id, parent FROM tree UNION SELECT tree.id, tree.parent FROM tree, r WHERE tree.parent = r.id) SEARCH DEPTH FIRST BY id SET ord SELECT id, parent FROM r ORDER BY ord

WITH RECURSIVE r AS (SELECT id, parent FROM tree UNION ALL SELECT tree.id, tree.parent FROM tree, r WHERE tree.parent = r.id) CYCLE id SET is_cycle USING path SELECT id, is_cycle FROM r

WITH a AS (SELECT 1 AS x), b AS (WITH c AS (SELECT 2 AS y) SELECT * FROM c) SELECT a.x, b.y FROM a, b

SELECT * FROM (WITH q AS (SELECT id FROM t) SELECT id FROM q) s

SELECT (SELECT max(a) FROM t) AS m, (SELECT count(*) FROM t2 WHERE t2.t_id = t.id) FROM t

SELECT id FROM t WHERE EXISTS (SELECT 1 FROM t2 WHERE t2.t_id = t.id)

SELECT id FROM t WHERE NOT EXISTS (SELECT * FROM t2 WHERE t2.t_id = t.id)

SELECT id FROM t WHERE id IN (SELECT t_id FROM t2)

SELECT id FROM t WHERE id NOT IN (SELECT t_id FROM t2 WHERE t_id IS NOT NULL)

SELECT id FROM t WHERE a > ALL (SELECT amount FROM t2)

SELECT id FROM t WHERE a = ANY (SELECT id FROM t2)

SELECT id FROM t WHERE (id, c) IN (SELECT t_id, name FROM t2)

SELECT id FROM t WHERE (a, b) = (SELECT 1, 2)

SELECT ARRAY(SELECT id FROM t2 ORDER BY id) AS ids

SELECT id, (SELECT jsonb_agg(qq) FROM (SELECT t2.id, t2.name FROM t2 WHERE t2.t_id = t.id) qq) AS kids FROM t

SELECT t.id, q.name FROM t, LATERAL (SELECT name FROM t2 WHERE t2.t_id = t.id LIMIT 1) q

SELECT t.id, q.n FROM t LEFT JOIN LATERAL (SELECT count(*) AS n FROM t2 WHERE t2.t_id = t.id) q ON true

SELECT t.id, q.* FROM t CROSS JOIN LATERAL (SELECT t.a * 2 AS dbl) q

SELECT g FROM generate_series(1, 10) g

SELECT g.n FROM generate_series(1, 10, 2) AS g(n)

SELECT d::date AS day FROM generate_series('2020-01-01'::date, '2020-12-31', '1 day') d

SELECT generate_series FROM generate_series(1, 3)

SELECT * FROM generate_series(1, 3) WITH ORDINALITY

SELECT x.v, x.ord FROM unnest(ARRAY['a', 'b']) WITH ORDINALITY AS x(v, ord)

SELECT t.id, tag FROM t, unnest(t.q) AS tag

SELECT t.id, u.tag, u.n FROM t CROSS JOIN LATERAL unnest(t.q, t.p) AS u(tag, n)

SELECT unnest(q) AS tag, count(*) FROM t GROUP BY 1

SELECT id, unnest(p) FROM t

SELECT e.key, e.value FROM t, jsonb_each(t.m) e

SELECT t.id, e.* FROM t, jsonb_each_text(t.m) AS e

SELECT t.id, elem ->> 'name' AS name FROM t, jsonb_array_elements(t.m -> 'items') elem

SELECT t.id, (elem.value ->> 'n')::int FROM t CROSS JOIN jsonb_array_elements(t.m) AS elem(value)

SELECT r.a, r.b FROM jsonb_to_record('{"a":1,"b":"x"}') AS r(a integer, b text)

SELECT r.* FROM t, jsonb_to_recordset(t.m) AS r(id int, name varchar(20), at timestamptz)

SELECT f.id, f.name FROM frows(1) f

SELECT * FROM frows(1)

SELECT x, y FROM frows(1) AS f(x, y)

SELECT fset FROM fset(1)

SELECT s.* FROM fset(1) AS s

SELECT * FROM ROWS FROM (generate_series(1, 2), fset(1)) AS z(a, b)

SELECT * FROM ROWS FROM (frows(1), generate_series(1, 3)) WITH ORDINALITY AS z

SELECT regexp_split_to_table(c, ',') AS part FROM t

SELECT m.v[1] FROM t, regexp_matches(t.c, 'a(b)', 'g') AS m(v)

SELECT * FROM t2 TABLESAMPLE BERNOULLI (10)

SELECT id FROM t2 TABLESAMPLE SYSTEM (5.5) REPEATABLE (42)

SELECT id FROM ONLY t2

TABLE t2

SELECT id, label FROM base_view WHERE label IS NOT NULL

SELECT b.* FROM base_view b

SELECT "Mixed Case", "order", t3."Mixed Case" + 1 AS "x y" FROM s2.t3

SELECT s2.t3.name FROM s2.t3

SELECT (w).x, (w).y, (t.w).x AS wx FROM t

SELECT (w).* FROM t

SELECT (frows(1)).*

SELECT (frows(1)).name

SELECT t2 FROM t2

SELECT t2 IS NULL AS n, t2.* IS NOT NULL AS nn FROM t2

SELECT to_jsonb(x) FROM (SELECT a, b FROM t) x

SELECT ROW(a, b) = ROW(1, 2) AS r, to_json(ROW(a)) AS r1, row_to_json((a, c)) AS r2 FROM t

SELECT ROW(1, 'a')::pair AS p, (ROW(1, 'a')::pair).y AS y

SELECT CASE WHEN a > 0 THEN 'pos' WHEN a < 0 THEN 'neg' ELSE 'zero' END AS sign, CASE c WHEN 'x' THEN 1 END FROM t

SELECT CASE WHEN h THEN e ELSE 0 END AS v, CASE WHEN h THEN d ELSE 'x' END AS dd, CASE d WHEN 'a' THEN 'b' END FROM t

SELECT CASE WHEN h THEN NULL ELSE i END, CASE WHEN h THEN k ELSE j END FROM t

SELECT coalesce(a, 0), coalesce(c, ''), coalesce(d, 'none'), coalesce(e, 0), coalesce(sum(a) OVER (), 0) FROM t

SELECT COALESCE(SUM(e), 0) AS total, COALESCE(AVG(a), 0.0)::numeric(10,2) AS mean, ROUND(AVG(f)::numeric, 2) FROM t

SELECT nullif(c, ''), nullif(d, ''), nullif(a, 0), greatest(a, b), least(i, j), greatest(d, 'x') FROM t

SELECT a::text, a::numeric(10,2), c::varchar(5), i::timestamp, cast(e AS integer), '5'::int, '1 hour'::interval, 'ok'::mood, '{1,2}'::int[] FROM t

SELECT d::text, d::varchar(5), u::text, u::char(2), vc::varchar, c::char(3) FROM t

SELECT now(), current_date, current_time, current_timestamp, localtimestamp(2), current_user, session_user, current_schema, current_database(), user

SELECT extract(year FROM i), EXTRACT(EPOCH FROM (k - now())), date_part('month', i), extract('dow' from j) FROM t

SELECT i + 1, i - 1, i + interval '1 day', i - i AS days, k - interval '1 month', j - j, k AT TIME ZONE 'UTC', j AT TIME ZONE 'Europe/Paris', l * 2, l / 3 FROM t

SELECT age(k), age(k, now()), date_trunc('week', k), date_trunc('day', k, 'UTC'), to_char(k, 'YYYY-MM-DD'), make_interval(days := a) FROM t

SELECT id FROM t WHERE k >= now() - '7 days'::interval AND k < now() - interval '24 hours'

SELECT id FROM t WHERE k > current_date - 30 AND i = current_date AND j::date = '2020-01-01'

SELECT id FROM t WHERE k BETWEEN date_trunc('month', now()) AND date_trunc('month', now()) + interval '1 month' - interval '1 day'

SELECT trim(c), ltrim(c), rtrim(c, 'x'), trim(both 'x' from c), trim(trailing from d), substring(c from 2), substring(c from 1 for 3), substring(c, 2), position('a' in c), overlay(c placing 'x' from 1), c || a, c || ' ' || d FROM t

SELECT upper(d), lower(c), initcap(d), length(d), concat(a, c), concat_ws('-', a, d), format('%s', c), replace(d, 'a', 'b'), lpad(c, 5), split_part(c, ',', 1), left(d, 2), md5(d), quote_ident(c), reverse(c), repeat(d, 2), translate(c, 'a', 'b'), ascii(d), chr(a) FROM t

SELECT c ~ 'a', c !~* 'a', c LIKE 'a%', c NOT ILIKE 'b', d LIKE 'a', c SIMILAR TO 'a', c ~~ 'x', c LIKE 'a' ESCAPE '#' FROM t

SELECT a + b, a - e, a * f, e / 2, a % 3, a ^ 2, -a, +a, @ a, a & 1, a | 2, a # 3, ~ a, a << 1, a >> 1, |/ f, ||/ f, e + 1.5, f * 2, g + 1 FROM t

SELECT abs(a), ceil(e), floor(f), round(e, 1), round(f), power(a, 2), sqrt(e), mod(a, 2), sign(e), random(), trunc(e, 1), exp(1), ln(f), log(e), pi(), div(a, 2) FROM t

SELECT p[1], p[1:2], p[:2], p[2:], q[array_length(q, 1)], array_length(p, 1), p || 1, p || p, array_append(p, 1), array_cat(p, p), array_remove(q, 'x'), cardinality(p), array_to_string(q, ','), array_position(q, 'a'), 1 = ANY (p), p @> ARRAY[1], ARRAY[a, 1], ARRAY[[1, 2], [3, 4]], ARRAY[]::text[] FROM t

SELECT m -> 'a', m ->> 'a', m -> 0, m #> '{a,b}', m #>> ARRAY['a', 'b'], m @> '{"a": 1}', m ? 'a', m ?& ARRAY['a'], m || '{"x": 1}', m - 'a', m - 1, m #- '{a}', m['a']['b'], jsonb_set(m, '{a}', '1'), jsonb_set(m, '{a}', to_jsonb(a), true), m::text, (m ->> 'n')::numeric, jsonb_pretty(m), jsonb_build_object('a', a, 'b', c), jsonb_build_array(1, 'x'), jsonb_strip_nulls(m), jsonb_path_query_first(m, '$.a'), json_build_object('a', n), n -> 'x', n::jsonb FROM t

SELECT x @> 1, x && '[1,2]', lower(x), upper(x), isempty(x), int4range(1, a), int4range(1, a, '[]'), tsr @> now(), tsr && tstzrange(now(), NULL), x * int4range(1, 3), x -|- int4range(1, 2), range_merge(x, x) FROM t

SELECT to_tsvector('english', c) @@ to_tsquery('a'), to_tsvector(c), plainto_tsquery('english', d), ts_rank(y, to_tsquery('english', 'a')), ts_headline(c, 'a'::tsquery), websearch_to_tsquery('x'), y || y FROM t

SELECT s << '10.0.0.0/8', host(s), s + 1, network(s), cid::text, inet '10.0.0.1' FROM t

SELECT o = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', o::text, gen_random_uuid() FROM t

SELECT a IS NULL, a IS NOT NULL, h IS TRUE, h IS NOT FALSE, h IS UNKNOWN, a IS DISTINCT FROM b, a IS NOT DISTINCT FROM 1, ROW(a, b) IS NULL, NOT h, h AND a > 0 OR c = 'x' FROM t

SELECT id FROM t WHERE a IN (1, 2, 3) AND c NOT IN ('a', 'b') AND d IN ('x', 'y') AND v IN ('ok', 'sad') AND e IN (1, 2.5) AND a IN (b, 1)

SELECT id FROM t WHERE a BETWEEN 1 AND 2 AND c BETWEEN SYMMETRIC 'b' AND 'a' AND a NOT BETWEEN b AND 5

SELECT id FROM t WHERE NOT (a = 1 OR NOT b = 2) AND (h OR a > 0) AND ((c = 'x' AND d = 'y') OR (c = 'z'))

SELECT c COLLATE "C" AS c, max(c COLLATE "C") FROM t GROUP BY c ORDER BY c COLLATE "C" DESC

SELECT f1(a), f1(c), f2(a), f2(a, 'x'), f2(b => c, a => 1), s2.f3(1, 2, a), s2.f3(VARIADIC p), public.f1(1) FROM t

SELECT dom + 1, em || 'x', dom = 5, em = 'a@b', upper(em), dom::text, coalesce(dom, 1), '5'::posint AS p5, 'a@b'::email FROM t

SELECT count(*) AS cnt, count(a) AS cnta, sum(CASE WHEN h THEN 1 ELSE 0 END) AS s, sum(e * a)::numeric(12,2) AS amt, 100.0 * sum(a) / nullif(count(*), 0) AS pct FROM t

SELECT pg_catalog.pg_get_userbyid(relowner) AS owner, relname FROM pg_catalog.pg_class WHERE relkind = 'r'

SELECT c.relname, n.nspname, a.attname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid WHERE a.attnum > 0

SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'

SELECT pid, state, query FROM pg_stat_activity WHERE state <> 'idle'

SELECT name, setting FROM pg_settings WHERE name LIKE 'log%'

SELECT id, ctid, xmin, tableoid::regclass FROM t2

SELECT xt.* FROM t, xmltable('/r' PASSING (t.c::xml) COLUMNS a integer PATH 'a', b text PATH '@b' DEFAULT 'x', n FOR ORDINALITY) AS xt

SELECT xmlelement(name foo, xmlattributes(a AS bar), c), xmlforest(a, b AS bb), xmlconcat('<a/>'::xml, '<b/>'), xmlagg(xmlelement(name x, a)) FROM t GROUP BY a, b, c

SELECT sum(amount) OVER (PARTITION BY date_trunc('month', created) ORDER BY created) AS running, amount - lag(amount) OVER (ORDER BY created) AS diff FROM t2

WITH monthly AS (SELECT date_trunc('month', created) AS month, sum(amount) AS total FROM t2 GROUP BY 1), ranked AS (SELECT month, total, rank() OVER (ORDER BY total DESC) AS rk FROM monthly) SELECT month, total, rk FROM ranked WHERE rk <= 3 ORDER BY month

SELECT q.c, q.n, t2.name FROM (SELECT c, count(*) AS n FROM t GROUP BY c HAVING count(*) > 1) q JOIN t2 ON t2.name = q.c ORDER BY q.n DESC

SELECT date_trunc('month', CURRENT_DATE - (n || ' months')::INTERVAL) AS month_start, n AS month_offset FROM generate_series(0, 11) AS n

SELECT id, CURRENT_DATE - i AS days, (CURRENT_DATE - i)::float / 365 AS years, now()::date - j::date FROM t

SELECT a AS id, b AS a FROM t ORDER BY a

SELECT sum(a) AS a FROM t GROUP BY c ORDER BY a

SELECT t1.id FROM t t1, t t2 WHERE t1.id = t2.a

SELECT t2.id FROM t AS t2 JOIN t2 AS t ON t.id = t2.id

SELECT id AS "select", a AS "from", c AS "UPPER" FROM t

SELECT x.id, x.d AS dd FROM t AS x(id, aa, bb, cc) WHERE aa > 1

SELECT ax, c FROM t AS x(idx, ax)

SELECT payload ->> 'a' AS a, n FROM events WHERE at > '2020-01-01 00:00:00+00'

SELECT ('2020-01-01 00:00:00+02'::timestamptz), '10:00'::time, TIME '10:00 PM', DATE 'Jan 1, 2020', '1 month 3 days'::interval, INTERVAL '2' HOUR, X'1F', B'01', E'tab\t', 1e3, 1.0e-5, .5, 5.

SELECT array_agg(DISTINCT t2.name ORDER BY t2.name) FILTER (WHERE t2.name IS NOT NULL) AS names, bool_or(t2.amount > 0) FROM t LEFT JOIN t2 ON t2.t_id = t.id GROUP BY t.id

SELECT jsonb_object_agg(k, v) FROM (SELECT c AS k, a AS v FROM t) s

SELECT (SELECT string_agg(x, ',') FROM unnest(q) x) AS joined FROM t

SELECT id, tags, array_length(tags, 1) AS n, data ->> 'k' AS k, (data -> 'a' -> 0 ->> 'b')::boolean AS flag FROM t2

SELECT 1 WHERE false

SELECT

SELECT FROM t

SELECT a, a FROM (SELECT a FROM t) s(a)

SELECT max(a) - min(a) AS spread, sum(a)::float8 / count(*) AS mean FROM t

SELECT id, lead(id) OVER (PARTITION BY a ORDER BY id DESC) - id AS gap FROM t2

SELECT substring(c from 'a(.*)b'), c ~ E'\\d+', regexp_replace(c, '\s+', ' ', 'g'), (regexp_match(c, 'x'))[1] FROM t

SELECT t.id, t2.id AS id2, tr.id AS id3 FROM t LEFT JOIN t2 ON t2.t_id = t.id LEFT JOIN tree tr ON tr.id = t2.id AND tr.name <> '' WHERE t.a IS NOT NULL OR tr.id IS NULL

-- since 16
SELECT * FROM (SELECT id FROM t)

-- since 16
SELECT any_value(c) FROM t

-- since 16
SELECT JSON_OBJECT('a' VALUE a, 'b': c), JSON_ARRAY(a, b), JSON_ARRAYAGG(a), JSON_OBJECTAGG(c: a), m IS JSON FROM t GROUP BY a, b, c, m

-- since 17
SELECT jt.* FROM t, JSON_TABLE(t.m, '$.items[*]' COLUMNS (id integer PATH '$.id', name text PATH '$.name', ord FOR ORDINALITY)) AS jt

-- since 17
SELECT JSON_VALUE(m, '$.a' RETURNING integer DEFAULT 0 ON EMPTY), JSON_QUERY(m, '$.b' WITH WRAPPER), JSON_EXISTS(m, '$.c'), JSON_SCALAR(1), JSON(c), JSON_SERIALIZE(m) FROM t

-- since 16
SELECT 0x1F AS a, 0b101 AS b, 1_000 AS c

SELECT max(a) AS a FROM t GROUP BY () HAVING count(*) > 0 AND false IS NOT NULL

SELECT DISTINCT c, lower(c) AS l FROM t ORDER BY lower(c), c DESC

(SELECT a FROM t UNION SELECT b::int FROM t) EXCEPT (SELECT id FROM t2 INTERSECT SELECT 1)

SELECT a FROM t UNION ALL (SELECT id FROM t2 EXCEPT ALL SELECT 2) ORDER BY a LIMIT 3

SELECT a FROM t FETCH FIRST ROW ONLY

SELECT a FROM t LIMIT (SELECT count(*) FROM t2) OFFSET 1 + 1

SELECT id FROM t WHERE NOT (a IN (1, 2)) AND NOT c LIKE 'x%' AND NOT a BETWEEN 1 AND 2 AND NOT a IS NULL AND NOT EXISTS (SELECT 1 FROM t2)

SELECT id FROM t WHERE a IN (VALUES (1), (2)) OR (a, c) = ANY (SELECT id, name FROM t2)

SELECT id FROM t o WHERE EXISTS (SELECT 1 FROM t WHERE t.id = o.id AND EXISTS (SELECT 1 FROM t i WHERE i.id = t.id))

SELECT t.id FROM t WHERE t.id IN (SELECT t.id FROM t2 t) OR t.a = 1

SELECT (SELECT count(*) FROM t2 x WHERE x.t_id = t.id) + (SELECT count(*) FROM t2 x WHERE x.a = t.a) AS n FROM t

SELECT x.n FROM (SELECT count(*) AS n FROM (SELECT DISTINCT c FROM t) x) x

WITH t AS (SELECT id FROM t2) SELECT t.id, u.n FROM t, (WITH t AS (SELECT 5 AS n) SELECT n FROM t) u

WITH a AS (SELECT 1 AS n), b AS (SELECT n + 1 AS n FROM a), c AS (SELECT a.n AS x, b.n AS y FROM a CROSS JOIN b) SELECT x + y AS s FROM c

SELECT CASE WHEN EXISTS (SELECT 1 FROM t2 WHERE t2.id = t.id) THEN (SELECT max(name) FROM t2) ELSE 'none' END AS v FROM t

SELECT coalesce((SELECT name FROM t2 WHERE t2.id = t.id), d, 'x') AS v, coalesce(d, c) AS dc, coalesce(vc, 'x') AS vv, coalesce(nm, 'x') AS nn FROM t

SELECT id, c::date, c::timestamp, c::jsonb, m::json, a::boolean, h::int, e::float, f::numeric(5,1), i::text, q::varchar[], p::text[], '{}'::jsonb, p::bigint[] FROM t

SELECT i::timestamptz, j::date, k::date, k::time, z::interval, l::time, '2020-01-01'::date - i, j - interval '1 day', k - '2020-01-01', i - '2020-01-01', '1 day' + k FROM t

SELECT interval '1 month' * a AS m, a * interval '1 day' AS d, (a || ' days')::interval AS dd, make_interval(0, 0, 0, a) AS mi, justify_days(l), extract(day from l), date_part('hour', l) FROM t

SELECT to_timestamp(f), to_timestamp(c, 'YYYY'), to_date(c, 'YYYY'), to_number(c, '9'), to_char(e, '9.9'), to_char(a, '9'), to_char(i, 'YYYY'), to_char(l, 'HH'), date_bin('15 minutes', k, '2020-01-01') FROM t

SELECT t.a, t.b, x.* FROM t CROSS JOIN LATERAL (VALUES (t.a, 'a'), (t.sm, 'b')) AS x(v, k)

SELECT v.k, count(t.id) FROM (VALUES ('x'), ('y')) v(k) LEFT JOIN t ON t.c = v.k GROUP BY v.k

SELECT t.c, xx FROM t, generate_subscripts(t.p, 1) xx, LATERAL (SELECT t.p[xx] AS el) e WHERE e.el > 0

SELECT id FROM t WHERE (SELECT true) AND (SELECT a > 1)

SELECT count(*) FILTER (WHERE a > 0) * 100.0 / count(*) AS pct, sum(a) / count(*)::numeric AS mean, round(100.0 * count(*) FILTER (WHERE h) / NULLIF(count(*), 0), 2) AS r FROM t

SELECT rank() OVER w AS r, dense_rank() OVER w AS d, percent_rank() OVER (w ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS p, nth_value(a, 2) OVER w AS n, last_value(a) OVER (PARTITION BY c ORDER BY id RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS l FROM t WINDOW w AS (PARTITION BY c, d ORDER BY a DESC, b)

SELECT a, sum(sum(a)) OVER (ORDER BY a) AS s FROM t GROUP BY a

SELECT sum(f) OVER (ORDER BY a RANGE BETWEEN 5 PRECEDING AND 5 FOLLOWING), sum(f) OVER (ORDER BY i RANGE '7 days' PRECEDING), sum(f) OVER (ORDER BY e RANGE BETWEEN 1.5 PRECEDING AND CURRENT ROW EXCLUDE CURRENT ROW) FROM t

SELECT DISTINCT ON (a, c) a, c, id FROM t ORDER BY a, c, id DESC NULLS LAST

SELECT bv.id, bv.label, t2.name FROM base_view bv LEFT JOIN t2 USING (id) WHERE bv.label ILIKE '%x%'

SELECT t2.id, t2.name, tree.name AS tn FROM t2 LEFT JOIN tree USING (id) LEFT JOIN s2.t3 ON t3.id = tree.id

SELECT id, a FROM t2 JOIN (SELECT id FROM tree) q USING (id) JOIN (SELECT id FROM s2.t3) r USING (id)

SELECT * FROM (SELECT id, name FROM t2) x FULL JOIN (SELECT id, parent FROM tree) y USING (id)

SELECT id, x.name AS n FROM t2 x RIGHT JOIN tree y USING (id) ORDER BY id

SELECT current_setting('a.b')::int AS s, pg_size_pretty(pg_total_relation_size('t')) AS z, 'public.t'::regclass::oid AS o, has_table_privilege('t2', 'select') AS p, txid_current() AS x, version() AS v

SELECT 'a'
'b' AS x

SELECT u FROM t WHERE u = 'ab' AND u IN ('a', 'b') AND u LIKE 'a%' AND length(u) > 1 AND u || 'x' = 'y'

SELECT nm, nm = 'x' AS a, nm LIKE 'a%' AS b, nm || 'x' AS c, nm IN ('a', 'b') AS d, lower(nm) AS l FROM t

SELECT '1'::int + a AS x, 1 + '1' AS y, a + '2' AS z, '2' * e AS zz, c || 1 AS q, 1 || c AS r, '[1,2]'::int4range * x AS w FROM t

SELECT v, v = 'ok' AS a, v > 'sad' AS b, v IN ('ok', 'sad') AS c, v::text || 'x' AS d, enum_range(v) AS e, enum_first(NULL::mood) AS f, ARRAY['ok', 'sad']::mood[] AS g, 'ok'::mood = ANY (ARRAY[v]) AS h FROM t

SELECT (m -> 'a')::text AS a, (m ->> 'b')::timestamptz AS b, m #>> '{a,0,b}' AS c, m -> 'x' -> 0 ->> 'y' AS d, (m -> 'a' ->> 'b')::numeric(10,2) AS e, m @> jsonb_build_object('k', a) AS f, m ?| q AS g, jsonb_array_length(m -> 'l') AS h, (SELECT count(*) FROM jsonb_object_keys(m)) AS i FROM t

SELECT jsonb_build_object('id', t.id, 'kids', COALESCE(jsonb_agg(jsonb_build_object('n', t2.name) ORDER BY t2.name) FILTER (WHERE t2.id IS NOT NULL), '[]'::jsonb)) AS doc FROM t LEFT JOIN t2 ON t2.t_id = t.id GROUP BY t.id

SELECT x.* FROM jsonb_populate_record(NULL::t2, '{"id":1}') x

SELECT p.x, p.y FROM json_populate_recordset(NULL::pair, '[{"x":1}]') AS p

SELECT * FROM json_to_recordset('[{"a":1}]') AS x(a integer, b numeric(10,2), c text[], d timestamptz)

SELECT a.attname, format_type(a.atttypid, a.atttypmod) AS ty, c.oid::regclass::text AS rel, obj_description(c.oid, 'pg_class') AS doc FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relkind = ANY (ARRAY['r', 'p']) AND NOT a.attisdropped AND a.attnum > 0

SELECT conname, pg_get_constraintdef(oid) AS def FROM pg_constraint WHERE contype IN ('p', 'f') AND conrelid = 't'::regclass

SELECT count(*) AS n FROM pg_stat_user_tables s JOIN pg_class c ON s.relid = c.oid WHERE s.n_dead_tup > 0 AND c.reltuples > 1e6

SELECT floatrange(f, f + 1) AS r, floatrange(1, 2, '[]') AS c, floatmultirange() AS none, floatmultirange(floatrange(f, NULL)) AS one, floatmultirange(floatrange(f, NULL), floatrange(1, 2)) AS two, floatmultirange(VARIADIC ARRAY[floatrange(1, 2)]) AS v, '{[1,2)}'::floatmultirange AS lit FROM t

SELECT public.floatmultirange(public.floatrange(a, b)) + NULL::public.floatmultirange AS sum, unnest(floatmultirange(floatrange(1, 2))) AS one FROM t WHERE floatrange(1, 2) @> f

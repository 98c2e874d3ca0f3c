SELECT u.id, u.email, e.email AS shown
FROM users u LEFT JOIN user_emails e USING (id)
WHERE u.name LIKE $1 AND u.id > $2;

UPDATE users SET nme = $1 WHERE id = $2;

INSERT INTO users (id, email) VALUES (1, 'a@example.org') RETURNING id;

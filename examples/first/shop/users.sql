-- name: GetUser :one
SELECT id, name, email FROM users WHERE id = $1;

-- name: SetEmail :exec
UPDATE users SET email = :email WHERE id = :id;

-- name: ListEmails :many
SELECT email FROM user_emails ORDER BY id;

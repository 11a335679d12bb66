-- A live token, by what its link carries or by its code. Six digits can be guessed or read over a shoulder, a link cannot:
-- the code is good for ten minutes, the link for as long as the token. A wrong code costs one of five tries, whoever
-- guesses. Nothing is used up by finding it.
CREATE OR REPLACE FUNCTION find_email_token(
  p_kind email_token_kind, p_token_hash text, p_user uuid, p_email text, p_code_hash text, p_now timestamptz
) RETURNS TABLE (
  token_id uuid, user_id uuid, token_email text, email text, name text, language text, tenant_names text[],
  membership_id uuid, tenant_id uuid
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  found_token email_tokens%ROWTYPE;
BEGIN
  IF p_token_hash IS NOT NULL THEN
    SELECT * INTO found_token FROM email_tokens e
    WHERE e.token_hash = p_token_hash AND e.kind = p_kind AND e.used_at IS NULL AND e.expires_at > p_now;
  ELSE
    SELECT * INTO found_token FROM email_tokens e
    WHERE e.kind = p_kind AND e.used_at IS NULL AND e.expires_at > p_now AND e.tries < 5
      AND e.created_at > p_now - interval '10 minutes'
      AND e.user_id = coalesce(p_user, (SELECT u.id FROM users u WHERE u.email = p_email))
      AND (p_user IS NOT NULL OR e.email = p_email)
    ORDER BY e.created_at DESC LIMIT 1 FOR UPDATE;
    IF found_token.code_hash <> p_code_hash THEN
      UPDATE email_tokens e SET tries = e.tries + 1 WHERE e.id = found_token.id;
      RETURN;
    END IF;
  END IF;
  RETURN QUERY
    SELECT found_token.id, u.id, found_token.email, u.email, u.name, u.language,
      ARRAY(SELECT t.name FROM memberships m JOIN tenants t ON t.id = m.tenant_id WHERE m.user_id = u.id), m.id, m.tenant_id
    FROM users u
    LEFT JOIN LATERAL (
      SELECT m.id, m.tenant_id FROM memberships m JOIN tenants t ON t.id = m.tenant_id
      WHERE m.user_id = u.id AND m.disabled_at IS NULL AND t.status = 'active'
      ORDER BY m.role, m.created_at LIMIT 1
    ) m ON true
    WHERE u.id = found_token.user_id AND u.disabled_at IS NULL;
END
$$;

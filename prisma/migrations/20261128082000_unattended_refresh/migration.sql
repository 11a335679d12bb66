-- Swaps a refresh token for a new one. What a console asks for while nobody sits at it is no use: the session goes on,
-- and ends for idleness when it would have ended without.
--
-- A token of the same family that is not the current one has been swapped before:
-- somebody has a copy, and the session ends for both. Who asked while the token was still the current one and came second
-- has lost a race and shown nothing old: one row without a session tells of it, and nothing is changed.
DROP FUNCTION rotate_session(text, text, text, timestamptz);
CREATE FUNCTION rotate_session(
  p_old_hash text, p_new_hash text, p_family_hash text, p_used boolean, p_now timestamptz
)
RETURNS TABLE (session_id uuid, membership_id uuid, expires_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  was_current boolean;
BEGIN
  -- Read before the row is waited for.
  was_current := EXISTS (SELECT FROM sessions s WHERE s.token_hash = p_old_hash AND s.revoked_at IS NULL);
  RETURN QUERY
    UPDATE sessions s SET token_hash = p_new_hash, previous_token_hash = p_old_hash,
      family_hash = coalesce(s.family_hash, p_family_hash),
      last_used_at = CASE WHEN p_used THEN p_now ELSE s.last_used_at END,
      expires_at = CASE WHEN p_used THEN least(p_now + make_interval(mins => t.session_idle_minutes), s.absolute_expires_at)
        ELSE s.expires_at END
    FROM memberships m, users u, tenants t
    WHERE s.token_hash = p_old_hash AND s.revoked_at IS NULL AND s.expires_at > p_now AND s.absolute_expires_at > p_now
      AND s.last_used_at > p_now - make_interval(mins => t.session_idle_minutes)
      AND s.created_at > p_now - make_interval(mins => t.session_absolute_minutes)
      AND m.id = s.membership_id AND u.id = s.user_id AND m.user_id = u.id AND t.id = m.tenant_id
      AND m.disabled_at IS NULL AND u.disabled_at IS NULL AND t.status = 'active'
    RETURNING s.id, s.membership_id, s.expires_at;
  IF FOUND THEN
    RETURN;
  END IF;
  IF was_current THEN
    RETURN QUERY SELECT NULL::uuid, NULL::uuid, NULL::timestamptz
      WHERE EXISTS (SELECT FROM sessions s WHERE s.previous_token_hash = p_old_hash AND s.revoked_at IS NULL);
    RETURN;
  END IF;
  UPDATE sessions s SET revoked_at = p_now
  WHERE (s.family_hash = p_family_hash OR s.previous_token_hash = p_old_hash) AND s.token_hash <> p_old_hash
    AND s.revoked_at IS NULL;
END
$$;
REVOKE ALL ON FUNCTION rotate_session(text, text, text, boolean, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rotate_session(text, text, text, boolean, timestamptz) TO countersign_app;

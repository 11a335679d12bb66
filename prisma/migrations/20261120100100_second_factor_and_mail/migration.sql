-- Mails that wait, the second factor of people, and sign-in through an OpenID provider. None of it belongs to a tenant:
-- a person signs in before it is known which tenant they work for. So no role but the owner reaches these tables, and
-- the owner only through the functions below.

CREATE TYPE mail_status AS ENUM ('pending', 'sent', 'failed');

CREATE TABLE outbound_mails (
    id uuid NOT NULL,
    idempotency_key text NOT NULL,
    recipient text NOT NULL,
    template text NOT NULL,
    language text NOT NULL,
    sealed bytea,
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz(3) NOT NULL,
    leased boolean NOT NULL DEFAULT false,
    status mail_status NOT NULL DEFAULT 'pending',
    last_error text,
    created_at timestamptz(3) NOT NULL,
    sent_at timestamptz(3),

    CONSTRAINT outbound_mails_pkey PRIMARY KEY (id),
    CONSTRAINT outbound_mails_sealed_while_pending CHECK (status <> 'pending' OR sealed IS NOT NULL)
);
CREATE UNIQUE INDEX outbound_mails_idempotency_key_key ON outbound_mails (idempotency_key);
CREATE INDEX outbound_mails_due_idx ON outbound_mails (next_attempt_at) WHERE status = 'pending';
CREATE INDEX outbound_mails_kept_idx ON outbound_mails (sent_at DESC, id DESC) WHERE status = 'sent' AND sealed IS NOT NULL;
CREATE INDEX outbound_mails_created_at_idx ON outbound_mails (created_at);

ALTER TABLE tenants ADD COLUMN require_second_factor boolean NOT NULL DEFAULT false;

CREATE TABLE totp_credentials (
    user_id uuid NOT NULL,
    sealed_secret bytea NOT NULL,
    created_at timestamptz(3) NOT NULL,
    confirmed_at timestamptz(3),
    last_used_step bigint,

    CONSTRAINT totp_credentials_pkey PRIMARY KEY (user_id)
);
ALTER TABLE totp_credentials ADD CONSTRAINT totp_credentials_user_id_fkey
  FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE recovery_codes (
    user_id uuid NOT NULL,
    code_hash text NOT NULL,
    created_at timestamptz(3) NOT NULL,
    used_at timestamptz(3),

    CONSTRAINT recovery_codes_pkey PRIMARY KEY (user_id, code_hash)
);
ALTER TABLE recovery_codes ADD CONSTRAINT recovery_codes_user_id_fkey
  FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE oidc_identities (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    email text,
    created_at timestamptz(3) NOT NULL,
    last_used_at timestamptz(3),

    CONSTRAINT oidc_identities_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX oidc_identities_issuer_subject_key ON oidc_identities (issuer, subject);
CREATE INDEX oidc_identities_user_id_idx ON oidc_identities (user_id);
ALTER TABLE oidc_identities ADD CONSTRAINT oidc_identities_user_id_fkey
  FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE;

-- Single-use steps of a sign-in elsewhere: the way to the provider, the code it ends in, the leave to link an account.
CREATE TYPE oidc_ticket_kind AS ENUM ('link', 'state', 'code', 'proposal');
CREATE TABLE oidc_tickets (
    ticket_hash text NOT NULL,
    kind oidc_ticket_kind NOT NULL,
    user_id uuid,
    sealed bytea NOT NULL,
    expires_at timestamptz(3) NOT NULL,

    CONSTRAINT oidc_tickets_pkey PRIMARY KEY (ticket_hash)
);
CREATE INDEX oidc_tickets_expires_at_idx ON oidc_tickets (expires_at);
ALTER TABLE oidc_tickets ADD CONSTRAINT oidc_tickets_user_id_fkey
  FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['outbound_mails', 'totp_credentials', 'recovery_codes', 'oidc_identities', 'oidc_tickets'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY platform ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
  END LOOP;
END
$$;

-- Stores a mail once, however often its key comes.
CREATE FUNCTION queue_mail(
  p_id uuid, p_key text, p_recipient text, p_template text, p_language text, p_sealed bytea, p_now timestamptz
) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  INSERT INTO outbound_mails (id, idempotency_key, recipient, template, language, sealed, next_attempt_at, created_at)
  VALUES (p_id, p_key, p_recipient, p_template, p_language, p_sealed, p_now, p_now)
  ON CONFLICT (idempotency_key) DO NOTHING
$$;

-- Leases due mails. A worker that dies leaves them to fall due again; the number of the attempt tells whose lease it is.
CREATE FUNCTION lease_due_mails(p_now timestamptz, p_lease_until timestamptz, p_limit int)
RETURNS TABLE (
  id uuid, idempotency_key text, recipient text, template text, language text, sealed bytea, attempt int,
  created_at timestamptz
)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  UPDATE outbound_mails m SET next_attempt_at = p_lease_until, leased = true, attempts = m.attempts + 1
  FROM (
    SELECT d.id FROM outbound_mails d
    WHERE d.status = 'pending' AND d.next_attempt_at <= p_now
    ORDER BY d.next_attempt_at LIMIT p_limit FOR UPDATE SKIP LOCKED
  ) due
  WHERE m.id = due.id
  RETURNING m.id, m.idempotency_key, m.recipient, m.template, m.language, m.sealed, m.attempts, m.created_at
$$;

CREATE FUNCTION next_mail_due_at() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT min(next_attempt_at) FROM outbound_mails WHERE status = 'pending' $$;

CREATE FUNCTION count_waiting_mails() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT count(*) FROM outbound_mails WHERE status = 'pending' $$;

-- A sent mail is wiped; a local mailbox keeps the newest ones, still sealed.
CREATE FUNCTION record_mail_sent(p_id uuid, p_attempt int, p_now timestamptz, p_keep int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  UPDATE outbound_mails SET status = 'sent', sent_at = p_now, leased = false, last_error = NULL,
    sealed = CASE WHEN p_keep > 0 THEN sealed END
  WHERE id = p_id AND status = 'pending' AND attempts = p_attempt;
  UPDATE outbound_mails SET sealed = NULL
  WHERE id IN (
    SELECT o.id FROM outbound_mails o WHERE o.status = 'sent' AND o.sealed IS NOT NULL
    ORDER BY o.sent_at DESC, o.id DESC OFFSET p_keep
  );
END
$$;

CREATE FUNCTION record_mail_retry(p_id uuid, p_attempt int, p_at timestamptz, p_error text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  UPDATE outbound_mails SET next_attempt_at = p_at, leased = false, last_error = p_error
  WHERE id = p_id AND status = 'pending' AND attempts = p_attempt
$$;

CREATE FUNCTION record_mail_failed(p_id uuid, p_attempt int, p_error text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  UPDATE outbound_mails SET status = 'failed', leased = false, last_error = p_error, sealed = NULL
  WHERE id = p_id AND status = 'pending' AND attempts = p_attempt
$$;

-- What a process that is known to be gone had leased falls due now.
CREATE FUNCTION release_mail_leases(p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ UPDATE outbound_mails SET next_attempt_at = p_now, leased = false WHERE status = 'pending' AND leased $$;

-- Forgets who was written to, once no retry can come any more.
CREATE FUNCTION purge_mails(p_before timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ DELETE FROM outbound_mails WHERE created_at < p_before AND status <> 'pending' $$;

CREATE FUNCTION read_mailbox(p_limit int)
RETURNS TABLE (id uuid, recipient text, template text, language text, sealed bytea, sent_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT m.id, m.recipient, m.template, m.language, m.sealed, m.sent_at
  FROM outbound_mails m WHERE m.status = 'sent' AND m.sealed IS NOT NULL
  ORDER BY m.sent_at DESC, m.id DESC LIMIT p_limit
$$;

-- Everything a decision about somebody's second factor needs. A tenant's demand holds for the whole person: otherwise
-- they could sign in to a tenant that demands nothing and change over.
CREATE FUNCTION read_second_factor(p_user uuid)
RETURNS TABLE (
  email text, name text, language text, password_hash text, disabled_at timestamptz, sealed_secret bytea, confirmed_at timestamptz, last_used_step bigint, recovery_left int, required boolean
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT u.email, u.name, u.language, u.password_hash, u.disabled_at, c.sealed_secret, c.confirmed_at,
    c.last_used_step,
    (SELECT count(*)::int FROM recovery_codes r WHERE r.user_id = u.id AND r.used_at IS NULL),
    EXISTS (
      SELECT FROM memberships m JOIN tenants t ON t.id = m.tenant_id
      WHERE m.user_id = u.id AND m.disabled_at IS NULL AND t.status = 'active' AND t.require_second_factor
    )
  FROM users u LEFT JOIN totp_credentials c ON c.user_id = u.id
  WHERE u.id = p_user
$$;

-- A secret that waits for its first code. False when the second factor is on already.
CREATE FUNCTION begin_second_factor(p_user uuid, p_sealed bytea, p_now timestamptz) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  WITH stored AS (
    INSERT INTO totp_credentials AS c (user_id, sealed_secret, created_at) VALUES (p_user, p_sealed, p_now)
    ON CONFLICT (user_id) DO UPDATE SET sealed_secret = p_sealed, created_at = p_now WHERE c.confirmed_at IS NULL
    RETURNING 1
  )
  SELECT EXISTS (SELECT FROM stored)
$$;

-- Turns it on with the secret the first code was checked against; false when that secret is no longer the one waiting.
CREATE FUNCTION confirm_second_factor(
  p_user uuid, p_sealed bytea, p_step bigint, p_code_hashes text[], p_now timestamptz
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  UPDATE totp_credentials SET confirmed_at = p_now, last_used_step = p_step
  WHERE user_id = p_user AND sealed_secret = p_sealed AND confirmed_at IS NULL;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM recovery_codes WHERE user_id = p_user;
  INSERT INTO recovery_codes (user_id, code_hash, created_at)
  SELECT p_user, hash, p_now FROM unnest(p_code_hashes) AS hash;
  RETURN true;
END
$$;

-- Spends a code's time step and all before it: the same code never works twice. One winner when asked twice at once.
CREATE FUNCTION spend_totp_step(p_user uuid, p_step bigint) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  WITH spent AS (
    UPDATE totp_credentials SET last_used_step = p_step
    WHERE user_id = p_user AND confirmed_at IS NOT NULL AND (last_used_step IS NULL OR last_used_step < p_step)
    RETURNING 1
  )
  SELECT EXISTS (SELECT FROM spent)
$$;

CREATE FUNCTION spend_recovery_code(p_user uuid, p_code_hash text, p_now timestamptz) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  WITH spent AS (
    UPDATE recovery_codes SET used_at = p_now WHERE user_id = p_user AND code_hash = p_code_hash AND used_at IS NULL
    RETURNING 1
  )
  SELECT EXISTS (SELECT FROM spent)
$$;

CREATE FUNCTION replace_recovery_codes(p_user uuid, p_code_hashes text[], p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  PERFORM FROM totp_credentials WHERE user_id = p_user AND confirmed_at IS NOT NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM recovery_codes WHERE user_id = p_user;
  INSERT INTO recovery_codes (user_id, code_hash, created_at)
  SELECT p_user, hash, p_now FROM unnest(p_code_hashes) AS hash;
  RETURN true;
END
$$;

CREATE FUNCTION disable_second_factor(p_user uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  DELETE FROM totp_credentials WHERE user_id = p_user AND confirmed_at IS NOT NULL;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM recovery_codes WHERE user_id = p_user;
  RETURN true;
END
$$;

-- Counts a try before it is looked at, so that a thousand guesses at once are a thousand tries. A count of its own: a
-- right password begins the count of passwords anew, and must not give whoever knows it more codes to guess.
CREATE FUNCTION charge_second_factor_try(p_user uuid, p_now timestamptz)
RETURNS TABLE (locked_until timestamptz, attempts int, next_lock timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  tried record;
BEGIN
  SELECT * INTO tried FROM count_attempt('second factor ' || p_user, p_user, 5, interval '30 minutes', p_now);
  IF tried.next_lock IS NOT NULL THEN
    UPDATE users u SET locked_until = greatest(u.locked_until, tried.next_lock) WHERE u.id = p_user;
  END IF;
  RETURN QUERY SELECT tried.locked_until, tried.attempts, tried.next_lock;
END
$$;

-- The right code takes back what was counted.
CREATE FUNCTION forgive_second_factor_tries(p_user uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ DELETE FROM sign_in_locks WHERE key_hash = 'second factor ' || p_user $$;

-- Tries are counted above now, and where a sign-in begins.
DROP FUNCTION record_failed_sign_in(uuid, timestamptz);

CREATE FUNCTION put_oidc_ticket(
  p_hash text, p_kind oidc_ticket_kind, p_user uuid, p_sealed bytea, p_now timestamptz, p_expires timestamptz
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  DELETE FROM oidc_tickets WHERE expires_at <= p_now;
  INSERT INTO oidc_tickets (ticket_hash, kind, user_id, sealed, expires_at)
  VALUES (p_hash, p_kind, p_user, p_sealed, p_expires);
END
$$;

-- Taking a ticket spends it, whatever comes of it.
CREATE FUNCTION take_oidc_ticket(p_hash text, p_kind oidc_ticket_kind, p_now timestamptz)
RETURNS TABLE (user_id uuid, sealed bytea)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  WITH taken AS (
    DELETE FROM oidc_tickets t WHERE t.ticket_hash = p_hash AND t.kind = p_kind
    RETURNING t.user_id, t.sealed, t.expires_at
  )
  SELECT taken.user_id, taken.sealed FROM taken WHERE taken.expires_at > p_now
$$;

-- Whose identity it is, and which account has its address; strongest open membership as at a sign-in by password.
CREATE FUNCTION find_oidc_person(p_issuer text, p_subject text, p_email text)
RETURNS TABLE (user_id uuid, linked boolean, disabled_at timestamptz, membership_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT u.id, i.id IS NOT NULL, u.disabled_at, m.id
  FROM users u
  LEFT JOIN oidc_identities i ON i.user_id = u.id AND i.issuer = p_issuer AND i.subject = p_subject
  LEFT JOIN LATERAL (
    SELECT m.id FROM memberships m JOIN tenants t ON t.id = m.tenant_id
    WHERE m.user_id = u.id AND m.disabled_at IS NULL AND t.status = 'active'
    ORDER BY m.role, m.created_at LIMIT 1
  ) m ON true
  WHERE u.id = (SELECT o.user_id FROM oidc_identities o WHERE o.issuer = p_issuer AND o.subject = p_subject)
    OR u.email = p_email
  ORDER BY i.id IS NOT NULL DESC LIMIT 1
$$;

-- The person a code was made out to, as they are now.
CREATE FUNCTION find_oidc_sign_in(p_user uuid)
RETURNS TABLE (disabled_at timestamptz, membership_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT u.disabled_at, m.id
  FROM users u
  LEFT JOIN LATERAL (
    SELECT m.id FROM memberships m JOIN tenants t ON t.id = m.tenant_id
    WHERE m.user_id = u.id AND m.disabled_at IS NULL AND t.status = 'active'
    ORDER BY m.role, m.created_at LIMIT 1
  ) m ON true
  WHERE u.id = p_user
$$;

-- False when the identity is somebody else's. Linking again what is linked already is the same as once.
CREATE FUNCTION link_oidc_identity(
  p_id uuid, p_user uuid, p_issuer text, p_subject text, p_email text, p_now timestamptz
) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  WITH linked AS (
    INSERT INTO oidc_identities AS i (id, user_id, issuer, subject, email, created_at)
    VALUES (p_id, p_user, p_issuer, p_subject, p_email, p_now)
    ON CONFLICT (issuer, subject) DO UPDATE SET email = p_email WHERE i.user_id = p_user
    RETURNING 1
  )
  SELECT EXISTS (SELECT FROM linked)
$$;

CREATE FUNCTION use_oidc_identity(p_issuer text, p_subject text, p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ UPDATE oidc_identities SET last_used_at = p_now WHERE issuer = p_issuer AND subject = p_subject $$;

CREATE FUNCTION list_oidc_identities(p_user uuid)
RETURNS TABLE (id uuid, issuer text, email text, created_at timestamptz, last_used_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT i.id, i.issuer, i.email, i.created_at, i.last_used_at
  FROM oidc_identities i WHERE i.user_id = p_user ORDER BY i.created_at, i.id
$$;

-- `last`: without a password it is the only way in, and stays.
CREATE FUNCTION unlink_oidc_identity(p_user uuid, p_id uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  has_password boolean;
BEGIN
  SELECT password_hash IS NOT NULL INTO has_password FROM users WHERE id = p_user FOR UPDATE;
  IF NOT EXISTS (SELECT FROM oidc_identities WHERE id = p_id AND user_id = p_user) THEN
    RETURN 'not_found';
  END IF;
  IF NOT has_password AND (SELECT count(*) FROM oidc_identities WHERE user_id = p_user) = 1 THEN
    RETURN 'last';
  END IF;
  DELETE FROM oidc_identities WHERE id = p_id AND user_id = p_user;
  RETURN 'done';
END
$$;

DO $$
DECLARE
  signature regprocedure;
BEGIN
  FOR signature IN
    SELECT p.oid::regprocedure FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
      AND p.proname IN (
        'queue_mail', 'lease_due_mails', 'next_mail_due_at', 'count_waiting_mails', 'record_mail_sent',
        'record_mail_retry', 'record_mail_failed', 'release_mail_leases', 'purge_mails', 'read_mailbox',
        'read_second_factor', 'begin_second_factor', 'confirm_second_factor', 'spend_totp_step',
        'spend_recovery_code', 'replace_recovery_codes', 'disable_second_factor', 'charge_second_factor_try',
        'forgive_second_factor_tries', 'put_oidc_ticket', 'take_oidc_ticket', 'find_oidc_person', 'find_oidc_sign_in',
        'link_oidc_identity', 'use_oidc_identity', 'list_oidc_identities', 'unlink_oidc_identity'
      )
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO countersign_app', signature);
  END LOOP;
END
$$;

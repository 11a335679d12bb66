ALTER TABLE approvals DROP CONSTRAINT approvals_who_check;
ALTER TABLE approvals ADD CONSTRAINT approvals_who_check CHECK (
  CASE kind
    WHEN 'auto_send' THEN suggestion_id IS NOT NULL AND membership_id IS NULL
    WHEN 'suggestion' THEN suggestion_id IS NOT NULL AND membership_id IS NOT NULL
    WHEN 'own_message' THEN suggestion_id IS NULL AND membership_id IS NOT NULL
    WHEN 'night_reply' THEN suggestion_id IS NULL AND membership_id IS NULL
  END);

-- Nobody stands behind a night reply but the settings: it says what they say, to the letter, and only while they say so.
CREATE FUNCTION refuse_unset_night_reply() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM human_delay_settings h
    WHERE h.tenant_id = NEW.tenant_id AND h.enabled AND h.night_mode = 'AUTO_REPLY'
      AND encode(sha256(convert_to(h.night_auto_reply_text, 'UTF8')), 'hex') = NEW.text_hash
  ) THEN
    RAISE EXCEPTION 'approval % is not what the settings say at night', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER approvals_night_reply BEFORE INSERT ON approvals
  FOR EACH ROW WHEN (NEW.kind = 'night_reply') EXECUTE FUNCTION refuse_unset_night_reply();

-- What a judgement would have met under other thresholds, kept with the suggestion so that the past can be replayed
-- from rows alone: whether the score decided nothing (forced intent, gate, hand-off), and which keys of auto-send did not
-- turn, one bit each in their order.
ALTER TABLE suggestions ADD COLUMN fixed_escalation boolean NOT NULL DEFAULT false;
ALTER TABLE suggestions ADD COLUMN failed_keys smallint NOT NULL DEFAULT 0;
ALTER TABLE suggestions ADD CONSTRAINT suggestions_failed_keys_check CHECK (failed_keys BETWEEN 0 AND 255);

-- Whoever migrates may be no more than the tables' owner, whom row-level security holds too.
ALTER TABLE suggestions NO FORCE ROW LEVEL SECURITY;
ALTER TABLE suggest_runs NO FORCE ROW LEVEL SECURITY;
UPDATE suggestions s SET
  fixed_escalation = s.decision = 'ESCALATE' AND coalesce(s.explanation -> 0 ->> 'code', '') <> 'BELOW_ESCALATE',
  failed_keys = coalesce((
    SELECT sum(1 << (k.place - 1)::int)
    FROM suggest_runs r, jsonb_array_elements(r.outcome -> 'keys') WITH ORDINALITY AS k (state, place)
    WHERE r.tenant_id = s.tenant_id AND r.id = s.run_id AND jsonb_typeof(r.outcome -> 'keys') = 'array'
      AND k.place <= 8 AND (k.state ->> 'turned') = 'false'
  ), 0);
ALTER TABLE suggestions FORCE ROW LEVEL SECURITY;
ALTER TABLE suggest_runs FORCE ROW LEVEL SECURITY;

CREATE INDEX training_samples_record_idx ON training_samples (tenant_id, intent, channel_type, created_at DESC);

-- A mode can be set for the tenant, a channel or one conversation; the nearest one set counts.
ALTER TABLE decision_settings ADD COLUMN mode conversation_mode NOT NULL DEFAULT 'learning';
ALTER TABLE channels ADD COLUMN mode conversation_mode;
ALTER TABLE conversations ALTER COLUMN mode DROP NOT NULL, ALTER COLUMN mode DROP DEFAULT;
-- What nobody chose is what was the default.
ALTER TABLE conversations NO FORCE ROW LEVEL SECURITY;
UPDATE conversations SET mode = NULL WHERE mode = 'learning';
ALTER TABLE conversations FORCE ROW LEVEL SECURITY;

-- Each intent on each channel: whether autonomy is open, and the record that says so.
CREATE TABLE autonomy_gates (
    tenant_id uuid NOT NULL,
    intent text NOT NULL,
    channel_type channel_type NOT NULL,
    open boolean NOT NULL,
    why text NOT NULL,
    decisions integer NOT NULL,
    unchanged integer NOT NULL,
    lower_bound real NOT NULL,
    target real NOT NULL,
    changed_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT autonomy_gates_pkey PRIMARY KEY (tenant_id, intent, channel_type)
);

-- What a member is told about, one row for each who is told.
CREATE TABLE notifications (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    membership_id uuid NOT NULL,
    kind text NOT NULL,
    params jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    read_at timestamptz(3),

    CONSTRAINT notifications_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX notifications_tenant_id_id_key ON notifications (tenant_id, id);
CREATE INDEX notifications_tenant_id_membership_id_created_at_idx
  ON notifications (tenant_id, membership_id, created_at DESC);
ALTER TABLE notifications ADD CONSTRAINT notifications_tenant_id_membership_id_fkey
  FOREIGN KEY (tenant_id, membership_id) REFERENCES memberships (tenant_id, id) ON DELETE CASCADE ON UPDATE CASCADE;

-- What conversations can teach: one open item for each, with its score and why.
CREATE TYPE learning_status AS ENUM ('pending', 'taught', 'dismissed');
CREATE TABLE learning_queue (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    suggestion_id uuid,
    learning_score integer NOT NULL DEFAULT 0,
    reasons jsonb NOT NULL DEFAULT '[]',
    intent text,
    question text NOT NULL DEFAULT '',
    draft text NOT NULL DEFAULT '',
    final_answer text,
    status learning_status NOT NULL DEFAULT 'pending',
    lesson_kind text,
    lesson_id uuid,
    repeats_id uuid,
    reviewed_by_id uuid,
    reviewed_at timestamptz(3),
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT learning_queue_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX learning_queue_tenant_id_id_key ON learning_queue (tenant_id, id);
CREATE UNIQUE INDEX learning_queue_one_open_key ON learning_queue (tenant_id, conversation_id) WHERE status = 'pending';
CREATE INDEX learning_queue_open_idx ON learning_queue (tenant_id, learning_score DESC, created_at DESC, id DESC)
  WHERE status = 'pending';
CREATE INDEX learning_queue_tenant_id_reviewed_at_idx ON learning_queue (tenant_id, reviewed_at DESC);
ALTER TABLE learning_queue ADD CONSTRAINT learning_queue_tenant_id_conversation_id_fkey
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE learning_queue ADD CONSTRAINT learning_queue_tenant_id_suggestion_id_fkey
  FOREIGN KEY (tenant_id, suggestion_id) REFERENCES suggestions (tenant_id, id) ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE learning_queue ADD CONSTRAINT learning_queue_tenant_id_repeats_id_fkey
  FOREIGN KEY (tenant_id, repeats_id) REFERENCES learning_queue (tenant_id, id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE learning_queue ADD CONSTRAINT learning_queue_tenant_id_reviewed_by_id_fkey
  FOREIGN KEY (tenant_id, reviewed_by_id) REFERENCES memberships (tenant_id, id) ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT protect_tenant_table('autonomy_gates', 'SELECT, INSERT, UPDATE');
SELECT protect_tenant_table('notifications', 'SELECT, INSERT, UPDATE');
SELECT protect_tenant_table('learning_queue', 'SELECT, INSERT, UPDATE');

-- What a tenant's customers want, by its own names. The first ones come with the product, when somebody first looks.
CREATE TABLE intents (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    key text NOT NULL,
    name text NOT NULL,
    description text NOT NULL DEFAULT '',
    active boolean NOT NULL DEFAULT true,
    position integer NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT intents_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX intents_tenant_id_id_key ON intents (tenant_id, id);
CREATE UNIQUE INDEX intents_tenant_id_key_key ON intents (tenant_id, key);
CREATE INDEX intents_tenant_id_position_idx ON intents (tenant_id, position);
-- `none` is the answer that no intent fits.
ALTER TABLE intents ADD CONSTRAINT intents_key_check CHECK (key ~ '^[a-z][a-z0-9_]{0,59}$' AND key <> 'none');

-- Texts that show what an intent is; without an intent, what none of them is.
CREATE TYPE intent_example_source AS ENUM ('manual', 'decision', 'shipped');
CREATE TABLE intent_examples (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    intent_id uuid,
    text text NOT NULL,
    -- The same text teaches once, whatever its case and spacing.
    text_hash text NOT NULL,
    language text,
    source intent_example_source NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT intent_examples_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX intent_examples_tenant_id_id_key ON intent_examples (tenant_id, id);
CREATE UNIQUE INDEX intent_examples_tenant_id_text_hash_key ON intent_examples (tenant_id, text_hash);
CREATE INDEX intent_examples_tenant_id_intent_id_created_at_id_idx
  ON intent_examples (tenant_id, intent_id, created_at DESC, id DESC);
ALTER TABLE intent_examples ADD CONSTRAINT intent_examples_tenant_id_intent_id_fkey
  FOREIGN KEY (tenant_id, intent_id) REFERENCES intents (tenant_id, id) ON DELETE CASCADE ON UPDATE CASCADE;

-- What was learned from them; the newest version is in force.
CREATE TABLE intent_models (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    version integer NOT NULL,
    model bytea NOT NULL,
    -- What it was learned from and by which code: the same again need not be learned again.
    source_hash text NOT NULL,
    sample_count integer NOT NULL,
    -- Share of examples that models learned without them got right.
    accuracy real NOT NULL,
    trained_at timestamptz(3) NOT NULL,

    CONSTRAINT intent_models_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX intent_models_tenant_id_version_key ON intent_models (tenant_id, version DESC);
ALTER TABLE intent_models ADD CONSTRAINT intent_models_accuracy_check CHECK (accuracy BETWEEN 0 AND 1);

SELECT protect_tenant_table('intents', 'SELECT, INSERT, UPDATE');
SELECT protect_tenant_table('intent_examples', 'SELECT, INSERT, DELETE');
SELECT protect_tenant_table('intent_models', 'SELECT, INSERT, DELETE');

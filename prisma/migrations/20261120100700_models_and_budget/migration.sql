-- What a model costs. One table for every tenant, changed by the platform only. Micros are millionths of a US dollar, for
-- a million tokens; `per_call_micros` is for models that charge by the call.
CREATE TABLE ai_models (
    id uuid NOT NULL,
    provider text NOT NULL,
    name text NOT NULL,
    input_micros bigint NOT NULL DEFAULT 0,
    output_micros bigint NOT NULL DEFAULT 0,
    per_call_micros bigint NOT NULL DEFAULT 0,
    abilities text[] DEFAULT ARRAY[]::text[],
    active boolean NOT NULL DEFAULT true,
    updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT ai_models_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ai_models_provider_name_key ON ai_models (provider, name);
ALTER TABLE ai_models ADD CONSTRAINT ai_models_prices_check
  CHECK (input_micros >= 0 AND output_micros >= 0 AND per_call_micros >= 0);
ALTER TABLE ai_models ENABLE ROW LEVEL SECURITY;
ALTER TABLE ai_models FORCE ROW LEVEL SECURITY;
CREATE POLICY readable ON ai_models FOR SELECT USING (true);
CREATE POLICY platform ON ai_models TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT ON ai_models TO countersign_app;

-- List prices as their makers publish them, in US dollars for a million tokens.
INSERT INTO ai_models (id, provider, name, input_micros, output_micros, abilities) VALUES
  ('01a1f900-0000-7000-8000-000000000001', 'offline', 'offline', 0, 0, ARRAY['draft', 'embed']),
  ('01a1f900-0000-7000-8000-000000000002', 'openai', 'gpt-4o-mini', 150000, 600000, ARRAY['draft']),
  ('01a1f900-0000-7000-8000-000000000003', 'openai', 'gpt-4o', 2500000, 10000000, ARRAY['draft']),
  ('01a1f900-0000-7000-8000-000000000004', 'openai', 'gpt-4.1', 2000000, 8000000, ARRAY['draft']),
  ('01a1f900-0000-7000-8000-000000000005', 'openai', 'gpt-4.1-mini', 400000, 1600000, ARRAY['draft']),
  ('01a1f900-0000-7000-8000-000000000006', 'openai', 'gpt-4.1-nano', 100000, 400000, ARRAY['draft']),
  ('01a1f900-0000-7000-8000-000000000007', 'openai', 'text-embedding-3-small', 20000, 0, ARRAY['embed']),
  ('01a1f900-0000-7000-8000-000000000008', 'openai', 'text-embedding-3-large', 130000, 0, ARRAY['embed']);

-- What a tenant's drafts have cost in a calendar month (UTC), discarded ones included.
CREATE TABLE ai_spend (
    tenant_id uuid NOT NULL,
    month date NOT NULL,
    cost_micros bigint NOT NULL DEFAULT 0,
    discarded_micros bigint NOT NULL DEFAULT 0,
    tokens_in bigint NOT NULL DEFAULT 0,
    tokens_out bigint NOT NULL DEFAULT 0,
    runs integer NOT NULL DEFAULT 0,
    -- Runs with a model whose price is not known: their cost is missing from the sums.
    unpriced integer NOT NULL DEFAULT 0,
    told text,

    CONSTRAINT ai_spend_pkey PRIMARY KEY (tenant_id, month)
);
SELECT protect_tenant_table('ai_spend', 'SELECT, INSERT, UPDATE');

-- Null: no limit.
ALTER TABLE decision_settings ADD COLUMN monthly_budget_micros bigint;
ALTER TABLE decision_settings ADD COLUMN budget_warn_share real NOT NULL DEFAULT 0.8;
ALTER TABLE decision_settings ADD CONSTRAINT decision_settings_budget_check
  CHECK (monthly_budget_micros IS NULL OR monthly_budget_micros >= 0);

-- Costs are summed over a period.
CREATE INDEX suggest_runs_tenant_id_started_at_idx ON suggest_runs (tenant_id, started_at);

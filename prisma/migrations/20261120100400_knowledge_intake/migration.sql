-- Where a page of a site stands, and where the site as a whole does.
CREATE TYPE "site_status" AS ENUM ('waiting', 'crawling', 'done', 'failed');
CREATE TYPE "site_page_status" AS ENUM ('indexed', 'unchanged', 'skipped', 'failed');

ALTER TABLE "documents"
  ADD COLUMN "about" TEXT,
  ADD COLUMN "site_id" UUID,
  ADD COLUMN "content_hash" TEXT,
  ADD COLUMN "file_name" TEXT,
  ADD COLUMN "file_version" INTEGER,
  ADD COLUMN "chunk_count" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "progress" REAL;

CREATE TABLE "document_files" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_files_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "document_files_tenant_id_document_id_version_key" ON "document_files"("tenant_id", "document_id", "version");
CREATE INDEX "document_files_tenant_id_sha256_idx" ON "document_files"("tenant_id", "sha256");

CREATE TABLE "document_versions" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "questions" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "size" INTEGER NOT NULL,
    "file_version" INTEGER,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "replaced_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_versions_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "document_versions_tenant_id_document_id_version_key" ON "document_versions"("tenant_id", "document_id", "version");

CREATE TABLE "sites" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "max_pages" INTEGER NOT NULL,
    "max_depth" INTEGER NOT NULL,
    "status" "site_status" NOT NULL DEFAULT 'waiting',
    "error" TEXT,
    "round" INTEGER NOT NULL DEFAULT 1,
    "pages_found" INTEGER NOT NULL DEFAULT 0,
    "pages_done" INTEGER NOT NULL DEFAULT 0,
    "pages_failed" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sites_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "sites_tenant_id_id_key" ON "sites"("tenant_id", "id");
CREATE INDEX "sites_tenant_id_created_at_idx" ON "sites"("tenant_id", "created_at" DESC);
-- One site per address: adding it again crawls it again.
CREATE UNIQUE INDEX "sites_tenant_url_key" ON "sites"("tenant_id", "url") WHERE "deleted_at" IS NULL;

CREATE TABLE "site_pages" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "status" "site_page_status" NOT NULL,
    "error" TEXT,
    "document_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "site_pages_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "site_pages_tenant_id_site_id_url_key" ON "site_pages"("tenant_id", "site_id", "url");

-- How large a tenant's knowledge is, and which of its words are too common to look anything up by.
CREATE TABLE "knowledge_counts" (
    "tenant_id" UUID NOT NULL,
    "chunks" INTEGER NOT NULL DEFAULT 0,
    "common_words" JSONB NOT NULL DEFAULT '{}',
    "counted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "knowledge_counts_pkey" PRIMARY KEY ("tenant_id")
);

ALTER TABLE "documents" ADD CONSTRAINT "documents_tenant_id_site_id_fkey" FOREIGN KEY ("tenant_id", "site_id") REFERENCES "sites"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "document_files" ADD CONSTRAINT "document_files_tenant_id_document_id_fkey" FOREIGN KEY ("tenant_id", "document_id") REFERENCES "documents"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "document_versions" ADD CONSTRAINT "document_versions_tenant_id_document_id_fkey" FOREIGN KEY ("tenant_id", "document_id") REFERENCES "documents"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "site_pages" ADD CONSTRAINT "site_pages_tenant_id_site_id_fkey" FOREIGN KEY ("tenant_id", "site_id") REFERENCES "sites"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT protect_tenant_table('sites', 'SELECT, INSERT, UPDATE');
SELECT protect_tenant_table('site_pages', 'SELECT, INSERT, UPDATE, DELETE');
SELECT protect_tenant_table('document_files', 'SELECT, INSERT, DELETE');
SELECT protect_tenant_table('document_versions', 'SELECT, INSERT, DELETE');
SELECT protect_tenant_table('knowledge_counts', 'SELECT, INSERT, UPDATE');

-- Compressed already, most of them.
ALTER TABLE "document_files" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

-- One page of a site has one document; whoever crawls the page again finds it here.
CREATE UNIQUE INDEX "documents_site_page_key" ON "documents"("tenant_id", "site_id", "url") WHERE "site_id" IS NOT NULL;
CREATE INDEX "documents_about_idx" ON "documents"("tenant_id", "about") WHERE "about" IS NOT NULL AND "deleted_at" IS NULL;

-- A vector beside its passage is read with it; moved out of the row, comparing thousands costs a look-up each.
ALTER TABLE "chunks" SET (toast_tuple_target = 4080);
-- Whose vectors another model made: read when the model changes, by tenant.
CREATE INDEX "chunks_model_idx" ON "chunks"("embed_model", "tenant_id");

-- What a product's pages are about is the product.
UPDATE "documents" d SET "about" = p."name" FROM "products" p WHERE p."tenant_id" = d."tenant_id" AND p."document_id" = d."id";
UPDATE "documents" d SET "chunk_count" = c.count
FROM (SELECT "tenant_id", "document_id", count(*)::int AS count FROM "chunks" GROUP BY 1, 2) c
WHERE c."tenant_id" = d."tenant_id" AND c."document_id" = d."id";

CREATE POLICY platform_read ON chunks FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY platform_read ON documents FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY platform_read ON knowledge_counts FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY platform_read ON sites FOR SELECT TO CURRENT_USER USING (true);

-- Passages that may answer, for each of several questions, by words and by vectors.
--
-- Behind row-level security neither lane can use its index: matching words and comparing vectors are not leakproof, so the
-- policy's condition is tested first, on every passage there is. Here the tenant is tested beside them instead. It is the one of
-- the transaction, never an argument: whoever calls this sees what they would see without it.
--
-- p_questions: [{"configs": [text search configurations], "text": …, "vector": "[…]" or null}], p_about: names of things.
-- Words found in more passages than their budget allows are not looked up by, they only rank. Vectors are
-- compared one by one up to p_exact passages of the tenant, by the index above that.
CREATE FUNCTION find_passages(
  p_questions jsonb, p_about text[], p_model text, p_dimensions int, p_depth int, p_exact int, p_budget int
)
RETURNS TABLE (question int, lane text, chunk_id uuid, place int, score real, cosine real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  size int;
  common jsonb;
  asked jsonb;
  number int := 0;
  words text[];
  rare text[];
  frequent text[];
  spent int;
  one record;
  lookup text;
  ranking tsquery;
  near text;
BEGIN
  IF tenant IS NULL THEN RETURN; END IF;
  SELECT c.chunks, c.common_words INTO size, common FROM knowledge_counts c WHERE c.tenant_id = tenant;
  size := coalesce(size, 0);
  FOR asked IN SELECT value FROM jsonb_array_elements(p_questions) LOOP
    number := number + 1;
    SELECT array_agg(DISTINCT l.lexeme) INTO words
    FROM jsonb_array_elements_text(asked -> 'configs') config (name),
      LATERAL unnest(to_tsvector(config.name::regconfig, asked ->> 'text')) l;
    IF words IS NOT NULL THEN
      SELECT to_tsquery('simple', string_agg(quote_literal(w), ' | ')) INTO ranking FROM unnest(words) w;
      rare := '{}';
      frequent := '{}';
      spent := 0;
      FOR one IN
        SELECT w AS word, coalesce((common ->> w)::int, 0) AS passages FROM unnest(words) w ORDER BY 2, 1
      LOOP
        IF one.passages <= p_budget AND spent + one.passages <= 2 * p_budget THEN
          spent := spent + one.passages;
          rare := rare || one.word;
        ELSE
          frequent := frequent || one.word;
        END IF;
      END LOOP;
      -- Words that everything has are looked up in pairs: a passage with two of them is about the question.
      SELECT string_agg(term, ' | ') INTO lookup FROM (
        SELECT quote_literal(w) AS term FROM unnest(rare) w
        UNION ALL
        SELECT * FROM (
          SELECT '(' || quote_literal(frequent[i]) || ' & ' || quote_literal(frequent[j]) || ')'
          FROM generate_subscripts(frequent, 1) i, generate_subscripts(frequent, 1) j
          WHERE i < j AND j <= 4
            AND (common ->> frequent[i])::float8 * (common ->> frequent[j])::float8 / greatest(size, 1) <= p_budget
          ORDER BY (common ->> frequent[i])::float8 * (common ->> frequent[j])::float8 LIMIT 3
        ) pairs
      ) terms;
      IF lookup IS NULL THEN
        SELECT string_agg(quote_literal(w), ' & ') INTO lookup FROM unnest(frequent[1:3]) w;
      END IF;
      RETURN QUERY EXECUTE '
        SELECT $1, ''words'', f.id, row_number() OVER (ORDER BY f.score DESC, f.id)::int, f.score,
          CASE WHEN c.embed_model = $7 THEN (1 - (c.embedding <=> $8::vector))::real END FROM (
          SELECT m.id, ts_rank(m.tsv, $4, 1) AS score FROM (
            SELECT k.id, k.tsv FROM chunks k WHERE k.tenant_id = $2 AND k.active AND k.tsv @@ $3 LIMIT $6
          ) m ORDER BY 2 DESC, 1 LIMIT $5) f JOIN chunks c ON c.id = f.id'
      USING number, tenant, to_tsquery('simple', lookup), ranking, p_depth, 4 * p_budget, p_model, asked ->> 'vector';
      IF cardinality(p_about) > 0 THEN
        RETURN QUERY EXECUTE '
          SELECT $1, ''about'', f.id, row_number() OVER (ORDER BY f.score DESC, f.id)::int, f.score,
            CASE WHEN c.embed_model = $6 THEN (1 - (c.embedding <=> $7::vector))::real END FROM (
            SELECT k.id, ts_rank_cd(k.tsv, $4, 1) AS score FROM documents d
            JOIN chunks k ON k.tenant_id = d.tenant_id AND k.document_id = d.id AND k.active
            WHERE d.tenant_id = $2 AND d.about = ANY ($3) AND d.deleted_at IS NULL ORDER BY 2 DESC, 1 LIMIT $5) f JOIN chunks c ON c.id = f.id'
        USING number, tenant, p_about, ranking, p_depth, p_model, asked ->> 'vector';
      END IF;
    END IF;
    IF asked ->> 'vector' IS NOT NULL THEN
      IF size > p_exact THEN
        -- The index holds everyone's vectors: it is read on until enough of this tenant's have come.
        PERFORM set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', '120', true);
        near := format('k.embedding::halfvec(%s) <=> $3::halfvec(%s)', p_dimensions, p_dimensions);
      ELSE
        near := 'k.embedding <=> $3::vector';
      END IF;
      RETURN QUERY EXECUTE format('
        SELECT $1, ''vector'', f.id, row_number() OVER (ORDER BY f.distance, f.id)::int, (1 - f.distance)::real, (1 - f.distance)::real FROM (
          SELECT k.id, %1$s AS distance FROM chunks k
          WHERE k.tenant_id = $2 AND k.active AND k.embed_model = %2$L ORDER BY %1$s LIMIT $4) f', near, p_model)
      USING number, tenant, asked ->> 'vector', p_depth;
    END IF;
  END LOOP;
END
$$;

-- Tenants whose passages carry vectors of another model.
CREATE FUNCTION find_stale_embeddings(p_model text, p_limit int)
RETURNS TABLE (tenant_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT DISTINCT k.tenant_id FROM chunks k WHERE k.embed_model IS DISTINCT FROM p_model LIMIT p_limit $$;

REVOKE ALL ON FUNCTION find_passages(jsonb, text[], text, int, int, int, int), find_stale_embeddings(text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_passages(jsonb, text[], text, int, int, int, int), find_stale_embeddings(text, int) TO countersign_app;

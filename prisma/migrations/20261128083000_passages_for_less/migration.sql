-- `find_passages` as before, with two bounds drawn closer: pairs of words that everything has are looked up only where the rarer words
-- have left room for them, and the index of vectors keeps 80 candidates in hand instead of 120. Of the exact search's best ten
-- passages among 100,000 it finds as many, for two thirds of the work (docs/decisions/0009-retrieval.md).
CREATE OR REPLACE FUNCTION find_passages(
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
            AND (common ->> frequent[i])::float8 * (common ->> frequent[j])::float8 / greatest(size, 1) <= greatest(2 * p_budget - spent, 100)
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
        PERFORM set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', '80', true);
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

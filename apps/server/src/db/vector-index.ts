import pg from 'pg'

/** The index type holds no longer vectors. */
const mostDimensions = 4000
/** Fewer vectors of a model are compared one by one faster than an index is kept. */
const leastVectors = 5000

/**
 * Makes sure that the vectors of a model have an index once there are many: one for each model, since vectors of different
 * models differ in length and are never compared. Half precision: half the pages to read, and no rank that anyone would miss.
 * Built beside running work; of several processes one builds. On the embedded database every vector is compared instead.
 *
 * @param url a role that owns the tables
 * @returns whether an index is there
 */
export async function ensureVectorIndex(url: string, model: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, application_name: 'countersign-vector-index' })
  await client.connect()
  try {
    const { rows } = await client.query<{ dimensions: number; count: string }>(
      `SELECT vector_dims(embedding) AS dimensions, count(*) AS count
       FROM (SELECT embedding FROM chunks WHERE embed_model = $1 LIMIT $2) sample GROUP BY 1 ORDER BY 2 DESC LIMIT 1`,
      [model, leastVectors],
    )
    const [most] = rows
    if (most === undefined || Number(most.count) < leastVectors || most.dimensions > mostDimensions)
      return false
    const name = `chunks_near_${model
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .slice(0, 40)}_${most.dimensions}`
    const locked = await client.query<{ mine: boolean }>(
      'SELECT pg_try_advisory_lock(hashtext($1)) AS mine',
      [name],
    )
    if (locked.rows[0]?.mine !== true) return false
    const { rows: broken } = await client.query(
      'SELECT 1 FROM pg_index WHERE indexrelid = to_regclass($1) AND NOT indisvalid',
      [name],
    )
    if (broken.length > 0) await client.query(`DROP INDEX ${pg.escapeIdentifier(name)}`)
    await client.query("SET maintenance_work_mem = '256MB'")
    await client.query(
      `CREATE INDEX CONCURRENTLY IF NOT EXISTS ${pg.escapeIdentifier(name)} ON chunks
       USING hnsw ((embedding::halfvec(${most.dimensions})) halfvec_cosine_ops) WITH (m = 16, ef_construction = 96)
       WHERE active AND embed_model = ${pg.escapeLiteral(model)}`,
    )
    return true
  } finally {
    await client.end()
  }
}

import { describe, expect, it } from 'vitest'
import { seedTenantRows } from './tenant-rows.fixture.ts'
import { useDatabase } from './use-database.fixture.ts'
import { ensureVectorIndex } from './vector-index.ts'

const model = 'eight-numbers'
const near = `SELECT id FROM chunks WHERE active AND embed_model = '${model}'
  ORDER BY embedding::halfvec(8) <=> '[1,0,0,0,0,0,0,0]'::halfvec(8) LIMIT 10`

describe('the index of vectors', () => {
  const database = useDatabase('native')

  it('is made once a model has many vectors, is used, and finds what comparing all of them finds', async context => {
    const { admin, adminUrl: url } = database(context)
    const { tenantId } = await seedTenantRows(admin, 'vectors')
    const add = (from: number, to: number) =>
      admin.query(
        `INSERT INTO chunks (id, tenant_id, document_id, index, content, token_count, start_offset, end_offset, ts_config, tsv, embedding, embed_model)
         SELECT gen_random_uuid(), $1, d.id, n, 'x', 1, 0, 1, 'simple', '',
           (SELECT array_agg(hashtext(n || '/' || axis) / 2e9)::vector FROM generate_series(1, 8) axis), $2
         FROM generate_series($3::int, $4::int) n, (SELECT id FROM documents WHERE tenant_id = $1 LIMIT 1) d`,
        [tenantId, model, from, to],
      )
    await add(1000, 3000)
    expect(await ensureVectorIndex(url, model)).toBe(false)
    await add(3001, 6500)
    const { rows: exact } = await admin.query<{ id: string }>(near)
    expect(await ensureVectorIndex(url, model)).toBe(true)
    // Asked again it is there already.
    expect(await ensureVectorIndex(url, model)).toBe(true)
    await admin.query('ANALYZE chunks')
    const { rows: plan } = await admin.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${near}`)
    expect(plan.map(row => row['QUERY PLAN']).join('\n')).toContain('chunks_near_eight_numbers_8')
    // As the search asks it.
    await admin.query('SET hnsw.ef_search = 80')
    const { rows: found } = await admin.query<{ id: string }>(near)
    const known = new Set(exact.map(row => row.id))
    expect(found.filter(row => known.has(row.id)).length).toBeGreaterThanOrEqual(9)
  })
})

import { describe, expect, it, type TestContext } from 'vitest'
import { findCandidates, findStaleEmbeddings } from './platform-retrieval.repo.ts'
import { seedTenantRows } from './tenant-rows.fixture.ts'
import { databaseKinds, useDatabase } from './use-database.fixture.ts'

const model = 'three-numbers'
const question = { configs: ['english', 'simple'], text: 'Is it thirty days?', vector: [1, 0, 0] }
const asked = { questions: [question], about: ['The cable'], embedModel: model, dimensions: 3, keep: 50 }

describe.each(databaseKinds)('retrieval past row-level security, %s', kind => {
  const database = useDatabase(kind)
  let count = 0
  /** Two tenants with the same passage, under the same name and vector. */
  const prepare = async (context: TestContext) => {
    const { admin, open } = database(context)
    count += 1
    const mine = await seedTenantRows(admin, `mine-${count}`)
    const theirs = await seedTenantRows(admin, `theirs-${count}`)
    await admin.query("UPDATE chunks SET embed_model = $1, tsv = to_tsvector('english', content)", [model])
    await admin.query("UPDATE documents SET about = 'The cable'")
    const { rows } = await admin.query<{ id: string }>('SELECT id FROM chunks WHERE tenant_id = $1', [
      mine.tenantId,
    ])
    return { admin, database: open.database, mine, theirs, own: rows.map(row => row.id) }
  }

  it.for<[string, boolean]>([
    ['by the index', false],
    ['by comparing every passage', true],
  ])('finds passages of the tenant of the transaction alone, %s', async ([, exact], context) => {
    const { database, mine, own } = await prepare(context)
    const found = await database.withTenant(mine.tenantId, tx => findCandidates(tx, { ...asked, exact }))
    expect(found.map(row => row.chunkId)).toEqual(own)
    const [lanes] = found[0]?.lanes ?? []
    expect(lanes).toMatchObject({ words: 1, vector: 1 })
  })

  it('finds nothing outside every tenant, nor in one that has nothing', async context => {
    const { admin, database } = await prepare(context)
    const nobody = await database.withTenant(crypto.randomUUID(), tx => findCandidates(tx, asked))
    expect(nobody).toEqual([])
    const { rows } = await admin.query(
      "SELECT * FROM find_passages($1, '{}', $2, 3, 40, 8000, 700) WHERE nullif(current_setting('app.tenant_id', true), '') IS NULL",
      [JSON.stringify([{ ...question, vector: '[1,0,0]' }]), model],
    )
    expect(rows).toEqual([])
  })

  it('names the tenants whose passages carry another vector, and no more of them', async context => {
    const { admin, database, mine, theirs } = await prepare(context)
    expect(await findStaleEmbeddings(database.statement, model, 10)).toEqual([])
    await admin.query("UPDATE chunks SET embed_model = 'an older one' WHERE tenant_id = $1", [
      theirs.tenantId,
    ])
    expect(await findStaleEmbeddings(database.statement, model, 10)).toEqual([theirs.tenantId])
    const both = await findStaleEmbeddings(database.statement, 'a newer one', 1000)
    expect(both).toEqual(expect.arrayContaining([mine.tenantId, theirs.tenantId]))
    expect(await findStaleEmbeddings(database.statement, 'a newer one', 1)).toHaveLength(1)
  })
})

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JobKind } from '../../jobs/queue.ts'
import { idPlacesOf, placesOfNobody } from './input-ids.fixture.ts'
import { jobCases } from './job-cases.fixture.ts'
import { type IdsOf, nobody, startTwoTenants, type TwoTenants } from './two-tenants.fixture.ts'

const catalog = join(import.meta.dirname, '../../jobs/catalog')
const kinds = new Map<string, JobKind<unknown>>()
let tenants: TwoTenants
let before: string

beforeAll(async () => {
  for (const file of readdirSync(catalog).filter(name => name.endsWith('.job.ts'))) {
    const exported = Object.values((await import(join(catalog, file))) as Record<string, JobKind<unknown>>)
    for (const kind of exported) if (typeof kind?.name === 'string') kinds.set(kind.name, kind)
  }
  tenants = await startTwoTenants()
  // What the rows have in flight is there for ever, and would be waited for.
  await tenants.admin.query(
    "DELETE FROM suggest_settles; UPDATE outbound_messages SET status = 'sent'; UPDATE suggest_runs SET status = 'finished'",
  )
  before = await tenants.digest()
})
afterAll(() => tenants?.close())

/** How a job ended: its state, and what is kept of its error. */
async function run(name: string, payload: unknown): Promise<unknown> {
  const { services, drain } = tenants.test.server
  const kind = kinds.get(name)
  if (kind === undefined) throw new Error(`there is no job ${name}`)
  await services.database.withPlatform(tx => services.jobs.enqueue(tx, kind, payload))
  await drain(20_000)
  const { rows } = await tenants.admin.query(
    'SELECT state, output, retry_count FROM pgboss.job WHERE name = $1 AND data @> $2::jsonb ORDER BY created_on DESC LIMIT 1',
    [name, JSON.stringify(payload)],
  )
  return rows[0]
}

describe('the table of jobs', () => {
  it('has every kind there is, and no other', () => {
    expect(Object.keys(jobCases).sort()).toEqual([...kinds.keys()].sort())
  })

  it.each(Object.keys(jobCases))('%s: an id stands wherever one can stand', name => {
    const payload = jobCases[name]?.(nobody, () => nobody)
    expect(placesOfNobody(payload).sort()).toEqual(idPlacesOf([kinds.get(name)?.payload]))
  })
})

describe('a job of one tenant with the ids of another', () => {
  it.each(Object.keys(jobCases))('%s: ends as if they were of nothing', async name => {
    const none: IdsOf = () => nobody
    const { stranger, victim, victimIds, strangerIds } = tenants
    const make = jobCases[name]
    const nowhere = await run(name, make?.(stranger.tenantId, none))
    expect(nowhere).toMatchObject({ state: 'completed' })
    expect(await run(name, make?.(stranger.tenantId, victimIds))).toEqual(nowhere)
    expect(await run(name, make?.(nobody, victimIds))).toEqual(nowhere)
    // The other way round: what is the stranger's is nothing to the victim.
    const takesIds = placesOfNobody(make?.(victim.tenantId, none)).length > 0
    if (takesIds) expect(await run(name, make?.(victim.tenantId, strangerIds))).toEqual(nowhere)
  })

  it('changes nothing of the other', async () => {
    expect(await tenants.digest()).toBe(before)
  })
})

import { type Mention, type NameFinder, prepareNameFinder } from '@countersign/shared/text/find-named'
import type { Services } from '../../api/services.ts'
import { listNamed } from './knowledge.repo.ts'

interface Known {
  readonly find: NameFinder
  /** Every name a thing is called by → the name its passages are filed under. */
  readonly filedUnder: ReadonlyMap<string, string>
  readonly until: number
}

/** Another process may have learned of a new product; this one hears of it after so many milliseconds. */
const keptMs = 20_000
const mostDocuments = 4000
const mostTenants = 200

const caches = new WeakMap<object, Map<string, Known>>()

/** Products, places and orders a dialogue is about, surest first. Read from names the tenant's documents are filed under. */
export async function findMentions(
  services: Pick<Services, 'database' | 'clock'>,
  tenantId: string,
  turns: readonly string[],
): Promise<Mention[]> {
  const { find, filedUnder } = await knownTo(services, tenantId)
  const strongest = new Map<string, number>()
  for (const { name, strength } of find(turns)) {
    const filed = filedUnder.get(name) ?? name
    strongest.set(filed, Math.max(strongest.get(filed) ?? 0, strength))
  }
  return Array.from(strongest, ([name, strength]) => ({ name, strength })).sort(
    (left, right) => right.strength - left.strength,
  )
}

/** The tenant's documents have changed. */
export function forgetNames(services: Services, tenantId: string): void {
  caches.get(services.database)?.delete(tenantId)
}

async function knownTo(services: Pick<Services, 'database' | 'clock'>, tenantId: string): Promise<Known> {
  const cache = caches.get(services.database) ?? new Map<string, Known>()
  caches.set(services.database, cache)
  const now = services.clock.now().getTime()
  const kept = cache.get(tenantId)
  if (kept !== undefined && kept.until > now) return kept
  const rows = await services.database.readTenant(tenantId, tx => listNamed(tx, mostDocuments))
  const things = rows.flatMap(({ about, kind, aliases }) =>
    about === null ? [] : [about, ...(aliases ?? [])].map(name => ({ name, kind, about })),
  )
  const known: Known = {
    find: prepareNameFinder(
      things,
      rows.map(({ about, title }) => ({ about, text: title })),
    ),
    filedUnder: new Map(things.map(({ name, about }) => [name, about])),
    until: now + keptMs,
  }
  if (cache.size >= mostTenants) cache.clear()
  cache.set(tenantId, known)
  return known
}

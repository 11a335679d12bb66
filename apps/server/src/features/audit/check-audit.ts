import { createHash } from 'node:crypto'
import type { AuditCheck } from '@countersign/shared/audit/audit.contract'
import { checkLink } from '@countersign/shared/audit/audit-chain.policy'
import type { Services } from '../../api/services.ts'
import { countTrail, type LinkRow, readLinks } from './audit.repo.ts'

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

const batch = 2000

/** A tenant's chain from its beginning, a batch at a time: lines that are added meanwhile come at the end. */
export async function* walkChain(
  services: Pick<Services, 'database'>,
  tenantId: string,
): AsyncGenerator<LinkRow> {
  for (let seq = 0; ; ) {
    const links = await services.database.readTenant(tenantId, tx => readLinks(tx, seq, batch))
    yield* links
    const last = links.at(-1)
    if (last === undefined || links.length < batch) return
    seq = last.seq
  }
}

/** Computes every hash of a tenant's chain again and compares. */
export async function checkAudit(
  services: Pick<Services, 'database'>,
  tenantId: string,
): Promise<AuditCheck> {
  let lines = 0
  let head: string | null = null
  // Before the walk: what is added while it goes on is linked, and found by it.
  const counted = await services.database.readTenant(tenantId, countTrail)
  for await (const link of walkChain(services, tenantId)) {
    const problem = checkLink(link, { tenantId, seq: lines + 1, prevHash: head }, sha256)
    if (problem !== null) return { lines, head, broken: { seq: lines + 1, problem } }
    lines += 1
    head = link.hash
  }
  const missing = lines < counted.links || counted.events !== counted.links
  return {
    lines,
    head,
    broken: missing ? { seq: lines + 1, problem: 'a line has no link, or a link no line' } : null,
  }
}

import type { AuditChainPart } from '@countersign/shared/audit/audit.contract'
import { chainFile } from '@countersign/shared/audit/audit-chain.policy'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { readLinks } from './audit.repo.ts'
import { recordAudit } from './record-audit.ts'

/** Links in one part: about a megabyte. */
const partLinks = 2000

/**
 * The next part of the whole trail with its chain: what the command `audit -- export` writes, for those who have no
 * access to the server. That it was taken out is a line of the trail, behind those that were.
 *
 * @param input.after the last link of the part before; absent at the beginning
 */
export function exportChain(
  services: Pick<Services, 'database' | 'ids'>,
  actor: Pick<Actor, 'tenantId' | 'memberId'>,
  input: { after?: number | undefined } = {},
  size = partLinks,
): Promise<AuditChainPart> {
  const after = input.after ?? 0
  return services.database.withTenant(actor.tenantId, async tx => {
    const found = await readLinks(tx, after, size + 1)
    const links = found.slice(0, size)
    const last = links.at(-1)
    const goesOn = found.length > links.length
    if (input.after === undefined) {
      await recordAudit(services, tx, {
        actorKind: 'member',
        actorId: actor.memberId,
        action: 'audit_exported',
        entityType: 'tenant',
        entityId: actor.tenantId,
        metadata: { chain: true },
      })
    }
    const lines = [
      ...(input.after === undefined ? [chainFile.open(actor.tenantId)] : []),
      ...links.map(chainFile.link),
      ...(goesOn ? [] : [chainFile.close(last?.seq ?? after, last?.hash ?? null)]),
    ]
    return {
      text: lines.map(line => `${line}\n`).join(''),
      next: goesOn && last !== undefined ? last.seq : null,
    }
  })
}

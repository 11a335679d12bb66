import type { InviteList } from '@countersign/shared/team/invite.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { listInvites as listRows } from './invite.repo.ts'
import { toInviteView } from './invite-view.ts'

/** How long an invitation that has ended is still shown, days. */
const shownDays = 30

export async function listInvites(services: Services, actor: Actor): Promise<InviteList> {
  const now = services.clock.now()
  const since = new Date(now.getTime() - shownDays * 24 * 3600 * 1000)
  const rows = await services.database.readTenant(actor.tenantId, tx => listRows(tx, since))
  return { items: rows.map(row => toInviteView(row, now)) }
}

import type { Result } from '@countersign/shared/kernel/result'
import type { TeamList } from '@countersign/shared/team/team.contract'
import type { Actor } from '../../api/actor.ts'
import type { ApiContext } from '../../api/context.ts'
import { recordAudit } from '../audit/index.ts'
import { checkPassword } from '../identity/index.ts'
import { changeMember } from './change-team.ts'
import { mailLanguageOf } from './mail-language.ts'
import { updateRole } from './team.repo.ts'

/** Makes a colleague the owner; who was it stays as an admin. Both are told by mail. */
export async function transferOwnership(
  context: ApiContext & { readonly actor: Actor },
  input: { memberId: string; password: string },
): Promise<Result<TeamList>> {
  const { services, actor } = context
  const proven = await checkPassword(context, actor.userId, input.password)
  if (!proven.ok) return proven
  const { memberId } = input
  return changeMember(
    services,
    actor,
    { kind: 'transfer', memberId },
    async (tx, { tenant, actor: from, target: to }) => {
      await updateRole(tx, memberId, 'owner')
      await updateRole(tx, actor.memberId, 'admin')
      const id = services.ids.next()
      await recordAudit(services, tx, {
        actorKind: 'member',
        actorId: actor.memberId,
        action: 'ownership_transferred',
        entityType: 'member',
        entityId: memberId,
        metadata: { from: actor.memberId, to: memberId },
      })
      for (const person of [from, to]) {
        await services.mail.queue(tx, {
          to: person.email,
          language: mailLanguageOf(tenant.language),
          content: {
            template: 'ownership_transferred',
            name: person.name,
            tenantName: tenant.name,
            to: to.name,
          },
          idempotencyKey: `ownership:${id}:${person.memberId}`,
        })
      }
    },
  )
}

import type { MemberView } from '@countersign/shared/identity/identity.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { describeMember } from '../../db/platform.repo.ts'
import { toMemberView } from './member-view.ts'

export async function describeSelf(services: Services, actor: Actor): Promise<Result<MemberView>> {
  const row = await describeMember(services.database.statement, actor.memberId)
  return row === null ? refused('auth.invalid') : ok(toMemberView(row))
}

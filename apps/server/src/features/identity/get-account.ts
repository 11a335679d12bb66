import type { AccountView } from '@countersign/shared/identity/account.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { findAccount } from '../../db/platform-sign-in.repo.ts'

export async function getAccount(services: Services, actor: Actor): Promise<Result<AccountView>> {
  const row = await findAccount(services.database.statement, actor.userId)
  if (row === null) return refused('auth.invalid')
  const { name, email, newEmail, language } = row
  return ok({ name, email, newEmail, language, hasPassword: row.passwordHash !== null })
}

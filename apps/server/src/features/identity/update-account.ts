import type { AccountView } from '@countersign/shared/identity/account.contract'
import type { Result } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { updateStoredAccount } from '../../db/platform-sign-in.repo.ts'
import { getAccount } from './get-account.ts'

/** A language that is not named stays as it is. */
export async function updateAccount(
  services: Services,
  actor: Actor,
  input: { name: string; language?: 'en' | 'ru' | undefined },
): Promise<Result<AccountView>> {
  await updateStoredAccount(services.database.statement, actor.userId, input.name, input.language ?? null)
  return getAccount(services, actor)
}

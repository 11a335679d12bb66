import type { Services } from '../../api/services.ts'
import { findPerson, type PersonRow } from '../../db/platform-sign-in.repo.ts'
import type { PlatformTx, TenantTx } from '../../db/tenant-tx.ts'
import { answerNoSooner, evenAnswerMs } from './answer-no-sooner.ts'

/** Does something for the person an address belongs to, and answers the same after the same time when there is none. */
export async function forWhoeverHas(
  services: Services,
  email: string,
  work: (person: PersonRow, tx: TenantTx | PlatformTx) => Promise<void>,
): Promise<{ done: true }> {
  return answerNoSooner(evenAnswerMs, async () => {
    const { database } = services
    const person = await findPerson(database.statement, email)
    if (person !== null && !person.disabled) {
      if (person.tenantId === null) await database.withPlatform(tx => work(person, tx))
      else await database.withTenant(person.tenantId, tx => work(person, tx))
    }
    return { done: true }
  })
}

import { randomInt } from 'node:crypto'
import type { Services } from '../../apps/server/src/api/services.ts'
import { hasAnyTenant } from '../../apps/server/src/db/platform.repo.ts'
import { claimPlatform } from '../../apps/server/src/db/platform-admin.repo.ts'
import { hashPassword } from '../../apps/server/src/features/identity/index.ts'
import { fitTenantCalibration } from '../../apps/server/src/features/learning/index.ts'
import { buildHistory, demoSeed } from './demo/build-history.ts'
import { members } from './demo/members.ts'
import { dayMs } from './demo/schedule-conversations.ts'
import { seededRandom } from './demo/seeded-random.ts'
import { insertHistory, insertPeople, insertShelf, insertShop, runInside, takeSeedLock } from './demo.repo.ts'
import { describeShop } from './demo-shop.ts'
import { noRows, type RecordSetting } from './history-rows.ts'
import { listDecisions } from './judge-draft.ts'
import { recordConversation } from './record-conversation.ts'
import { shelveKnowledge } from './shelve-knowledge.ts'

export interface SeededDemo {
  readonly signIns: { email: string; role: string }[]
  /** The same for all of them. */
  readonly password: string
  readonly tenantId: string
}

/** The shop has used the product this long: its first conversation is 60 days old. */
const openedDaysAgo = 75

/**
 * Fills an empty database with the demo shop: people, knowledge, and 60 days of conversations that end now. All of it is
 * one transaction, so a process that dies on the way leaves nothing behind and the next one begins anew.
 *
 * @param options.password null makes one up
 * @throws when the database holds a tenant; nothing has been changed then
 */
export async function seedDemo(
  services: Services,
  options: { password: string | null },
): Promise<SeededDemo> {
  const { database, clock, ids } = services
  const now = clock.now()
  const openedAt = new Date(now.getTime() - openedDaysAgo * dayMs)
  const password = options.password ?? makePassword()
  const tenantId = ids.next()
  refuseSecondTenant(await hasAnyTenant(database.statement))

  const people = await Promise.all(
    members.map(async member => ({
      ...member,
      userId: ids.next(),
      membershipId: ids.next(),
      passwordHash: await hashPassword(password),
    })),
  )
  const shop = describeShop(ids, tenantId, openedAt)
  const shelf = shelveKnowledge(ids, tenantId, now)
  const history = buildHistory({ random: seededRandom(demoSeed), now })
  const setting: RecordSetting = {
    ids,
    random: seededRandom(demoSeed + 1),
    now,
    tenantId,
    channelId: shop.channel.id,
    members: new Map(people.map(person => [person.email, person.membershipId])),
    shelf,
    decisions: listDecisions(history),
  }
  const rows = noRows()
  for (const conversation of history) recordConversation(rows, setting, conversation)

  await database.withTenant(tenantId, async tx => {
    await takeSeedLock(tx)
    refuseSecondTenant(await hasAnyTenant(runInside(tx)))
    await insertShop(tx, shop)
    await insertPeople(tx, people, openedAt)
    await insertShelf(tx, shelf)
    await insertHistory(tx, rows)
    // Whoever starts an installation looks after it, until they make somebody else do so.
    const owner = people.find(person => person.role === 'owner')
    if (owner !== undefined) {
      await claimPlatform(tx, owner.userId, { reason: 'the first start', id: ids.next(), now })
    }
  })
  await fitTenantCalibration(services, tenantId)
  return { signIns: people.map(({ email, role }) => ({ email, role })), password, tenantId }
}

function refuseSecondTenant(taken: boolean): void {
  if (taken) throw new Error('the demo shop is only for an empty database: there is a tenant already')
}

// No letters or digits that are read as others.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Four groups of four, about 79 bits: made to be typed from a screen. */
function makePassword(): string {
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return Array.from({ length: 4 }, group).join('-')
}

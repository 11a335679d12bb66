import type { Services } from '../api/services.ts'
import { registerUser } from '../db/platform.repo.ts'
import { sqlOf } from '../db/sql-of.ts'
import { hashPassword } from '../features/identity/index.ts'
import { indexPassages } from '../features/knowledge/index-passages.ts'
import { insertChunks } from '../features/knowledge/knowledge.repo.ts'

const roles = {
  owner: 'owner',
  operator: 'operator',
  second: 'operator',
  viewer: 'viewer',
  guest: 'guest',
} as const
export type Person = keyof typeof roles

export const testPassword = 'correct horse 42'

export interface SmallTenant {
  readonly tenantId: string
  readonly channelId: string
  readonly channelKey: string
  /** Membership ids. Each signs in as `<person>@<tenant>.test`. */
  readonly members: Readonly<Record<Person, string>>
}

/** One article and one product a test can ask about. */
const article = {
  title: 'Returns and exchanges',
  text: '# Returns\n\nYou can return any product within 30 days of delivery. Opened headphones are accepted when all parts are in the box.\n\n# Return postage\n\nReturn postage costs €4.90 and is deducted from the refund. Faulty goods are returned free of charge.',
}

/** What a test expects must not hang on the hour and the day it runs at. */
const alwaysOpen = {
  workingDays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  workingHoursStart: '00:00',
  workingHoursEnd: '00:00',
}

/** A tenant with two operators, two who may only look or not even that, a channel and a little knowledge; bursts settle at once so that tests need not wait. */
export async function seedSmallTenant(services: Services, name = 'test'): Promise<SmallTenant> {
  const { ids, database } = services
  const tenantId = ids.next()
  const channelId = ids.next()
  const channelKey = name
  const passwordHash = await hashPassword(testPassword)
  const people = (Object.keys(roles) as Person[]).map(person => ({
    person,
    userId: ids.next(),
    membershipId: ids.next(),
  }))
  for (const { person, userId } of people) {
    const email = `${person}@${name}.test`
    await registerUser(database.statement, {
      id: userId,
      username: `${person}.${name}`,
      email,
      name: person,
      passwordHash,
    })
  }
  await database.withTenant(tenantId, async tx => {
    const sql = sqlOf(tx)
    await sql.tenant.create({
      data: { id: tenantId, name, timezone: 'UTC', ...alwaysOpen },
      select: { id: true },
    })
    for (const { person, userId, membershipId } of people) {
      await sql.membership.create({
        data: { id: membershipId, tenantId, userId, role: roles[person] },
        select: { id: true },
      })
    }
    await sql.channel.create({
      data: { id: channelId, tenantId, type: 'webchat', name: 'Web chat', key: channelKey },
      select: { id: true },
    })
    await sql.decisionSetting.create({
      data: { tenantId, settleQuietMs: 0, settleMaxMs: 0 },
      select: { tenantId: true },
    })
    const documentId = ids.next()
    await sql.document.create({
      data: {
        id: documentId,
        tenantId,
        source: 'text',
        title: article.title,
        content: article.text,
        language: 'en',
        status: 'indexed',
      },
      select: { id: true },
    })
    await insertChunks(tx, indexPassages(ids, { documentId, ...article, language: 'en', questions: [] }))
  })
  const members = Object.fromEntries(people.map(one => [one.person, one.membershipId]))
  return {
    tenantId,
    channelId,
    channelKey,
    members: members as SmallTenant['members'],
  }
}

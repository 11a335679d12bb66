import { may, type Role, roles } from '@countersign/shared/identity/role.policy'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rootRouter } from '../root-router.ts'
import { countIds, idPlacesOf, placesOfNobody, withOneOf } from './input-ids.fixture.ts'
import { type Callers, type ProcedureCase, procedureCases } from './procedure-cases.fixture.ts'
import { type IdsOf, nobody, signInAgain, startTwoTenants, type TwoTenants } from './two-tenants.fixture.ts'

let tenants: TwoTenants
let before: string
const answers: string[] = []
const none: IdsOf = () => nobody

beforeAll(async () => {
  tenants = await startTwoTenants()
  before = await tenants.digest()
})
afterAll(() => tenants?.close())

interface Procedure {
  readonly _def: { readonly type: 'query' | 'mutation'; readonly inputs: readonly unknown[] }
}
const procedures = rootRouter._def.procedures as unknown as Readonly<Record<string, Procedure>>
const cases = Object.entries(procedureCases)
const withIds = cases.filter(([, one]) => one.inputs.length > 0)
const paths = (list: readonly (readonly [string, ProcedureCase])[]) => list.map(([path]) => path)

/** All that a caller sees of an answer. */
interface Answer {
  readonly status: number
  readonly code: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** They differ from request to request, whatever is asked. */
const changing = ['date', 'x-request-id', 'content-length']

async function call(path: string, token: string | null, input: unknown): Promise<Answer> {
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` }
  const response = await fetch(
    `${tenants.test.url}/trpc/${path}`,
    input === undefined
      ? procedures[path]?._def.type === 'query'
        ? { headers: authorization }
        : { method: 'POST', headers: { 'content-type': 'application/json', ...authorization } }
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...authorization },
          body: JSON.stringify(input),
        },
  )
  const body = await response.text()
  answers.push(body)
  const { error } = JSON.parse(body) as { error?: { data: { code: string } } }
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !changing.includes(name)))
  return { status: response.status, code: error?.data.code ?? null, headers, body }
}

function caseOf(path: string): ProcedureCase {
  const found = procedureCases[path]
  if (found === undefined) throw new Error(`${path} has no case`)
  return found
}

/** The people of a tenant may nothing of the platform's, whatever their role. */
const mayCall = (role: Role, callers: Callers) =>
  callers !== 'platform' && (callers === 'anyone' || callers === 'member' || may(role, callers))

describe('the table of procedures', () => {
  it('has every procedure there is, and no other', () => {
    expect(Object.keys(procedureCases).sort()).toEqual(Object.keys(procedures).sort())
  })

  it.each(paths(cases))('%s: an id stands wherever one can stand', path => {
    const { inputs } = caseOf(path)
    const filled = new Set(inputs.flatMap(make => placesOfNobody(make(none))))
    expect([...filled].sort()).toEqual(idPlacesOf(procedures[path]?._def.inputs ?? []))
  })
})

describe('ids of another tenant', () => {
  it.each(paths(withIds))('%s: are as good as none, for every role', async path => {
    const { callers, inputs } = caseOf(path)
    for (const make of inputs) {
      for (const role of roles) {
        const token = tenants.tokens[role]
        const theirs = await call(path, token, make(tenants.victimIds))
        expect(theirs, role).toEqual(await call(path, token, make(none)))
        if (mayCall(role, callers)) expect(theirs.code, role).not.toBe('auth.forbidden')
        else expect(theirs, role).toMatchObject({ status: 403, code: 'auth.forbidden' })
      }
    }
  })

  const mixed = withIds.filter(([, one]) => one.inputs.some(make => countIds(make) > 1))
  it.each(paths(mixed))('%s: are as good as none beside ids of their own', async path => {
    for (const make of caseOf(path).inputs) {
      for (let index = 0; index < countIds(make); index += 1) {
        const token = tenants.tokens.owner
        const theirs = await call(path, token, withOneOf(make, index, tenants.victimIds, tenants.strangerIds))
        const nowhere = await call(path, token, withOneOf(make, index, none, tenants.strangerIds))
        expect(theirs, `id ${index + 1}`).toEqual(nowhere)
      }
    }
  })

  it.each(paths(withIds))('%s: are told apart from nothing by nobody who is signed out', async path => {
    const { callers, inputs } = caseOf(path)
    for (const make of inputs) {
      for (const [who, token] of Object.entries(await falseTokens())) {
        const theirs = await call(path, token, make(tenants.victimIds))
        expect(theirs, who).toEqual(await call(path, token, make(none)))
        if (callers !== 'anyone') expect(theirs, who).toMatchObject({ status: 401 })
      }
    }
  })
})

/** Answers to a call that was not one, or to a caller who should have been let in. */
const meaningless = ['auth.forbidden', 'auth.expired', 'input.invalid', 'method.not_allowed', 'server.error']

describe('a role', () => {
  it.each(paths(cases))('%s: is refused alike whatever is asked of, or let in', async path => {
    const { callers, inputs, plain } = caseOf(path)
    const input = inputs.length > 0 ? inputs[0]?.(none) : plain
    for (const role of roles) {
      const { code } = await call(path, tenants.tokens[role], input)
      if (!mayCall(role, callers)) expect(code, role).toBe('auth.forbidden')
      else expect(meaningless, `${role}: ${code}`).not.toContain(code)
    }
    const refused = roles.filter(role => !mayCall(role, callers))
    for (const make of inputs) {
      for (const role of refused) {
        const own = await call(path, tenants.tokens[role], make(tenants.strangerIds))
        expect(own, role).toEqual(await call(path, tenants.tokens[role], make(none)))
      }
    }
    if (callers !== 'anyone') expect((await call(path, null, input)).code).toBe('auth.invalid')
  })
})

describe('ids of their own', () => {
  let ownIds: IdsOf
  beforeAll(async () => {
    const session = await signInAgain(tenants.test.url)
    ownIds = table => (table === 'sessions' ? session : tenants.strangerIds(table))
  })

  const findable = withIds.filter(([, one]) => one.unfound === undefined)
  it.each(paths(findable))('%s: are found, or the rest would prove nothing', async path => {
    const { callers, inputs } = caseOf(path)
    const token = callers === 'platform' ? tenants.keeperToken : tenants.tokens.owner
    const found: boolean[] = []
    for (const make of inputs) {
      const own = await call(path, token, make(ownIds))
      expect(meaningless, String(own.code)).not.toContain(own.code)
      const nowhere = await call(path, token, make(none))
      found.push(own.body !== nowhere.body)
    }
    expect(found).toContain(true)
  })
})

describe('the other tenant, after all of this', () => {
  it('is as it was', async () => {
    expect(await tenants.digest()).toBe(before)
  })

  it('is in no answer', () => {
    expect(answers.length).toBeGreaterThan(200)
    expect(answers.flatMap(body => tenants.findLeaks(body))).toEqual([])
  })

  it('would be seen in an answer, and a change of a row too', async () => {
    expect(tenants.findLeaks(`{"id":"${tenants.victim.conversationId}"}`)).toHaveLength(1)
    await tenants.admin.query('BEGIN')
    await tenants.admin.query('UPDATE conversations SET unread_count = unread_count + 1 WHERE id = $1', [
      tenants.victim.conversationId,
    ])
    expect(await tenants.digest()).not.toBe(before)
    await tenants.admin.query('ROLLBACK')
  })
})

/** Tokens that are good for nothing, one of them naming the victim's own member. */
async function falseTokens(): Promise<Readonly<Record<string, string | null>>> {
  const { tenantId, memberId, userId } = tenants.victim
  const claims = { sub: userId, tenantId, memberId, role: 'owner', sessionId: crypto.randomUUID() }
  const forged = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer('countersign')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode('a key of somebody else, long enough'))
  return { 'no token': null, 'a forged token': forged, 'no token at all': 'x'.repeat(40) }
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertRow } from '../../db/tenant-rows.fixture.ts'
import { hashPassword } from '../../features/identity/index.ts'
import { passwordMatches } from '../../features/identity/password.ts'
import { anonymous, codeOf } from '../../testing/test-server.ts'
import { compareTimes, timeInTurns } from './compare-times.fixture.ts'
import { startTwoTenants, type TwoTenants } from './two-tenants.fixture.ts'

const turns = 60
/** Fewer wrong passwords than lock an account. */
const triesEach = 3
let tenants: TwoTenants

beforeAll(async () => {
  tenants = await startTwoTenants()
  const { admin, stranger } = tenants
  const password_hash = await hashPassword('not what is tried')
  for (let number = 0; number < turns / triesEach; number += 1) {
    const name = `timed-${number}`
    const id = crypto.randomUUID()
    await insertRow(admin, 'users', { id, username: name, email: `${name}@x.test`, name, password_hash })
    await insertRow(admin, 'memberships', {
      id: crypto.randomUUID(),
      tenant_id: stranger.tenantId,
      user_id: id,
      role: 'operator',
    })
  }
})
afterAll(() => tenants?.close())

const signIn = (email: string) =>
  codeOf(anonymous(tenants.test.url).auth.login.mutate({ email, password: 'some password' }))

describe('how long a refused sign-in takes', () => {
  it('does not tell whether there is such an account', async () => {
    const codes = new Set<string | null>()
    const compared = await timeInTurns(
      turns,
      async turn => codes.add(await signIn(`timed-${Math.floor(turn / triesEach)}@x.test`)),
      async turn => codes.add(await signIn(`nobody-${Math.floor(turn / triesEach)}@x.test`)),
    )
    expect([...codes]).toEqual(['auth.invalid'])
    expect(compared).toMatchObject({ toldApart: false })
    // The password was worked on, both times.
    expect(Math.min(...compared.medians)).toBeGreaterThan(5)
  })
})

describe('the comparison', () => {
  it('tells an answer that comes early from one that was worked for', async () => {
    const stored = await hashPassword('a password')
    const worked = () => passwordMatches(stored, 'another')
    const decoy = () => passwordMatches(null, 'another')
    expect(await timeInTurns(30, worked, async () => false)).toMatchObject({ toldApart: true })
    expect(await timeInTurns(30, worked, decoy)).toMatchObject({ toldApart: false })
  })

  it('tells a second look at the password from one', async () => {
    const stored = await hashPassword('a password')
    const once = () => passwordMatches(stored, 'another')
    const twice = async () => [await once(), await once()]
    // On a busy machine a difference takes more turns to stand out from the noise.
    let told = false
    for (let turnsNow = 30; !told && turnsNow <= 480; turnsNow *= 2) {
      told = (await timeInTurns(turnsNow, once, twice)).toldApart
    }
    expect(told).toBe(true)
  }, 120_000)

  it('takes no noise for a difference, and no difference for noise', () => {
    const noisy = (middle: number, spread: number) =>
      Array.from({ length: 60 }, (_, index) => middle + spread * Math.sin(index * 7.3))
    expect(compareTimes(noisy(40, 20), noisy(43, 20)).toldApart).toBe(false)
    expect(compareTimes(noisy(40, 2), noisy(55, 2)).toldApart).toBe(true)
    expect(compareTimes([...noisy(40, 1), 4000, 9000], noisy(40, 1)).toldApart).toBe(false)
  })
})

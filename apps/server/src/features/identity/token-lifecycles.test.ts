import { mailedCodeMinutes, mailedLinkMinutes } from '@countersign/shared/mail/mailed-secret.policy'
import fc from 'fast-check'
import { expect, it, type TestContext } from 'vitest'
import { resolveSession } from '../../db/platform-session.repo.ts'
import {
  changeStoredEmail,
  confirmEmail,
  type EmailTokenKind,
  type EmailTokenProof,
  findEmailToken,
  issueEmailToken,
  openSession,
  resetStoredPassword,
  rotateSession,
  signOutSession,
} from '../../db/platform-sign-in.repo.ts'
import { seedTenantRows } from '../../db/tenant-rows.fixture.ts'
import type { StatementRunner } from '../../db/tenant-tx.ts'
import { useDatabase } from '../../db/use-database.fixture.ts'
import {
  makeNextRefreshToken,
  makeRefreshToken,
  type RefreshToken,
  readRefreshToken,
} from './session-token.ts'

const database = useDatabase('embedded')
const minute = 60_000
const tries = 5
let people = 0

async function somebody(context: TestContext) {
  const { admin, open } = database(context)
  people += 1
  const rows = await seedTenantRows(admin, `person-${people}`)
  await admin.query('DELETE FROM sessions WHERE user_id = $1', [rows.userId])
  return { rows, admin, run: open.database.statement }
}

interface Mailed {
  readonly kind: EmailTokenKind
  readonly id: string
  readonly token: string
  readonly code: string
  readonly until: number
  /** The code ends before the link does. */
  readonly codeUntil: number
  tries: number
  live: boolean
}

type Step =
  | { readonly do: 'issue'; readonly kind: EmailTokenKind }
  | { readonly do: 'link' | 'code' | 'guess'; readonly pick: number; readonly as: EmailTokenKind }
  | { readonly do: 'wait'; readonly minutes: number }

const kinds = fc.constantFrom<EmailTokenKind>('verify', 'reset', 'change')
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('issue' as const), kind: kinds }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('link' as const, 'code' as const, 'guess' as const),
      pick: fc.nat(20),
      as: kinds,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      minutes: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 90 })),
    }),
  },
)

/** What the database must do with each step, said the shortest way. */
class Model {
  now = Date.parse('2026-05-04T12:00:00Z')
  readonly issued: Mailed[] = []
  readonly issuedAt: { kind: EmailTokenKind; at: number }[] = []

  mayIssue(kind: EmailTokenKind): boolean {
    return this.issuedAt.filter(one => one.kind === kind && one.at > this.now - 60 * minute).length < 5
  }

  newest(kind: EmailTokenKind): Mailed | undefined {
    return this.issued.findLast(one => one.kind === kind && one.live && this.now < one.until)
  }

  /** A reset ends every other secret, a change as well; confirming an address ends only itself. */
  use(used: Mailed): void {
    for (const one of this.issued) if (one === used || used.kind !== 'verify') one.live = false
  }
}

it('a mailed secret opens once what it was sent for, in its time, and five guesses end its code', async context => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async steps => {
      const { rows, admin, run } = await somebody(context)
      const model = new Model()
      const emailOf = async () =>
        (await admin.query<{ email: string }>('SELECT email FROM users WHERE id = $1', [rows.userId])).rows[0]
          ?.email ?? ''
      for (const one of steps) {
        if (one.do === 'wait') model.now += one.minutes * minute
        else if (one.do === 'issue') await issue(run, model, rows.userId, one.kind, await emailOf())
        else await show(run, model, rows.userId, one, await emailOf())
      }
    }),
    { numRuns: 40 },
  )
})

async function issue(
  run: StatementRunner,
  model: Model,
  userId: string,
  kind: EmailTokenKind,
  email: string,
) {
  const id = crypto.randomUUID()
  const until = model.now + mailedLinkMinutes[kind] * minute
  const codeUntil = model.now + mailedCodeMinutes * minute
  const shown = { token: `link-${id}`, code: `code-${id}` }
  const mailed: Mailed = { kind, id, ...shown, until, codeUntil, tries: 0, live: true }
  const issued = await issueEmailToken(run, {
    id,
    userId,
    kind,
    email: kind === 'change' ? `${id}@moved.test` : email,
    tokenHash: mailed.token,
    codeHash: mailed.code,
    now: new Date(model.now),
    expiresAt: new Date(until),
  })
  expect(issued).toBe(model.mayIssue(kind))
  if (!issued) return
  for (const one of model.issued) if (one.kind === kind) one.live = false
  model.issued.push(mailed)
  model.issuedAt.push({ kind, at: model.now })
}

async function show(
  run: StatementRunner,
  model: Model,
  userId: string,
  step: { do: 'link' | 'code' | 'guess'; pick: number; as: EmailTokenKind },
  email: string,
) {
  const mailed = model.issued[step.pick % Math.max(1, model.issued.length)]
  if (mailed === undefined) return
  const now = new Date(model.now)
  const none: EmailTokenProof = { tokenHash: null, userId: null, email: null, codeHash: null }
  const whose = step.as === 'change' ? { userId } : { email }
  if (step.do === 'link') {
    const found = await findEmailToken(run, step.as, { ...none, tokenHash: mailed.token }, now)
    const good = mailed.live && mailed.kind === step.as && model.now < mailed.until
    expect(found?.tokenId ?? null).toBe(good ? mailed.id : null)
    if (good) await use(run, model, mailed)
    return
  }
  const codeHash = step.do === 'guess' ? 'a guess' : mailed.code
  const found = await findEmailToken(run, step.as, { ...none, ...whose, codeHash }, now)
  const asked = model.newest(step.as)
  const open = asked !== undefined && asked.tries < tries && model.now < asked.codeUntil
  const good = open && step.do === 'code' && asked === mailed
  expect(found?.tokenId ?? null).toBe(good ? asked.id : null)
  if (open && !good) asked.tries += 1
  if (good) await use(run, model, asked)
}

/** Three at once, as if the link had been opened in three windows. */
async function use(run: StatementRunner, model: Model, mailed: Mailed) {
  const now = new Date(model.now)
  const once = () => {
    if (mailed.kind === 'verify') return confirmEmail(run, mailed.id, now)
    if (mailed.kind === 'reset') return resetStoredPassword(run, mailed.id, 'x', now)
    return changeStoredEmail(run, mailed.id, now)
  }
  const used = await Promise.all([once(), once(), once()])
  expect(used.filter(Boolean)).toHaveLength(1)
  model.use(mailed)
}

it('a session lives by its newest refresh token, and dies of any other of its own', async context => {
  const move = fc.oneof(
    { weight: 6, arbitrary: fc.constant({ do: 'newest' as const }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('older' as const), pick: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.constant({ do: 'foreign' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'out' as const }) },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 3, maxLength: 20 }), async moves => {
      const { rows, run } = await somebody(context)
      const now = new Date('2026-05-04T12:00:00Z')
      const id = crypto.randomUUID()
      const tokens: RefreshToken[] = [makeRefreshToken()]
      const newest = () => tokens.at(-1) as RefreshToken
      const { hash: tokenHash, familyHash } = newest()
      const { userId, memberId: membershipId } = rows
      const opened = { id, userId, membershipId, tokenHash, familyHash, device: null, address: null, now }
      await openSession(run, { ...opened, method: 'password' })
      let live = true
      const swap = async (old: string) => {
        const next = makeNextRefreshToken(old)
        const swapped = await rotateSession(run, readRefreshToken(old), next.hash, now)
        if (swapped !== null) tokens.push(next)
        return swapped !== null
      }
      for (const one of moves) {
        if (one.do === 'newest') expect(await swap(newest().token)).toBe(live)
        if (one.do === 'foreign') expect(await swap(makeRefreshToken().token)).toBe(false)
        if (one.do === 'older' && tokens.length > 1) {
          expect(await swap(tokens[one.pick % (tokens.length - 1)]?.token ?? '')).toBe(false)
          live = false
        }
        if (one.do === 'out') {
          expect((await signOutSession(run, newest().hash, now)) !== null).toBe(live)
          live = false
        }
        expect((await resolveSession(run, id, true, now)) !== null).toBe(live)
      }
    }),
    { numRuns: 40 },
  )
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { may, roles } from '../identity/role.policy.ts'
import { changeTeam, grantableRoles, mayManage, type TeamChange, type TeamPlace } from './team.policy.ts'

const strength = (role: TeamPlace['role']) => roles.length - roles.indexOf(role)

const team = fc
  .array(fc.record({ role: fc.constantFrom(...roles), active: fc.boolean() }), { minLength: 1, maxLength: 7 })
  .map(places => places.map((place, index): TeamPlace => ({ ...place, memberId: `m${index}` })))
const change = (ids: readonly string[]): fc.Arbitrary<TeamChange> =>
  fc.oneof(
    fc.record({
      kind: fc.constant('role' as const),
      memberId: fc.constantFrom(...ids),
      role: fc.constantFrom(...roles),
    }),
    fc.record({
      kind: fc.constantFrom('disable' as const, 'enable' as const, 'transfer' as const, 'leave' as const),
      memberId: fc.constantFrom(...ids),
    }),
  )
const situation = team.chain(places => {
  const ids = [...places.map(place => place.memberId), 'nobody']
  return fc.record({ places: fc.constant(places), actorId: fc.constantFrom(...ids), change: change(ids) })
})
const find = (places: readonly TeamPlace[], id: string) => places.find(place => place.memberId === id)

describe('changing a team', () => {
  it('keeps an active owner where there was one, whatever is asked in whatever order', () => {
    fc.assert(
      fc.property(
        team.chain(places => {
          const ids = places.map(place => place.memberId)
          const step = fc.record({ actorId: fc.constantFrom(...ids), change: change(ids) })
          return fc.tuple(fc.constant(places), fc.array(step, { maxLength: 30 }))
        }),
        ([places, steps]) => {
          fc.pre(places.some(place => place.role === 'owner' && place.active))
          let now: readonly TeamPlace[] = places
          for (const step of steps) {
            const verdict = changeTeam(now, step.actorId, step.change)
            if (verdict.allowed) now = verdict.after
            expect(now.some(place => place.role === 'owner' && place.active)).toBe(true)
          }
        },
      ),
    )
  })

  it('lets everybody but an owner leave, and takes nobody else along', () => {
    fc.assert(
      fc.property(situation, ({ places, actorId, change: asked }) => {
        fc.pre(asked.kind === 'leave')
        const actor = find(places, actorId)
        const verdict = changeTeam(places, actorId, asked)
        const own = actor?.active === true && asked.memberId === actorId
        expect(verdict.allowed).toBe(own && actor.role !== 'owner')
        if (verdict.allowed) expect(find(verdict.after, actorId)?.active).toBe(false)
        else if (own) expect(verdict.code).toBe('team.owner_stays')
      }),
    )
  })

  it('lets nobody act above their own role, on themselves, or without the permission', () => {
    fc.assert(
      fc.property(situation, ({ places, actorId, change: asked }) => {
        const verdict = changeTeam(places, actorId, asked)
        if (!verdict.allowed || asked.kind === 'leave') return
        const actor = find(places, actorId)
        const target = find(places, asked.memberId)
        if (actor === undefined || target === undefined) throw new Error('allowed for nobody')
        expect(actor.active).toBe(true)
        expect(actorId).not.toBe(asked.memberId)
        expect(may(actor.role, asked.kind === 'transfer' ? 'tenant.transfer' : 'team.write')).toBe(true)
        expect(strength(target.role)).toBeLessThanOrEqual(strength(actor.role))
        if (target.role === 'owner') expect(actor.role).toBe('owner')
      }),
    )
  })

  it('gives no role above the giver’s own, and makes an owner only by a transfer', () => {
    fc.assert(
      fc.property(situation, ({ places, actorId, change: asked }) => {
        const verdict = changeTeam(places, actorId, asked)
        if (!verdict.allowed) return
        const actor = find(places, actorId)
        for (const place of verdict.after) {
          const before = find(places, place.memberId)
          if (before === undefined || actor === undefined || before.role === place.role) continue
          expect(strength(place.role)).toBeLessThanOrEqual(strength(actor.role))
          if (place.role === 'owner') expect(asked.kind).toBe('transfer')
        }
      }),
    )
  })

  it('changes only whom it is about, and with a transfer who gives it away', () => {
    fc.assert(
      fc.property(situation, ({ places, actorId, change: asked }) => {
        const verdict = changeTeam(places, actorId, asked)
        if (!verdict.allowed) return
        const changed = verdict.after
          .filter((place, index) => place !== places[index])
          .map(place => place.memberId)
        const allowed = asked.kind === 'transfer' ? [actorId, asked.memberId] : [asked.memberId]
        expect(allowed).toEqual(expect.arrayContaining(changed))
        if (asked.kind !== 'transfer') return
        expect(find(verdict.after, asked.memberId)?.role).toBe('owner')
        expect(find(verdict.after, actorId)?.role).toBe('admin')
      }),
    )
  })

  const people: TeamPlace[] = [
    { memberId: 'owner', role: 'owner', active: true },
    { memberId: 'admin', role: 'admin', active: true },
    { memberId: 'peer', role: 'admin', active: true },
    { memberId: 'manager', role: 'manager', active: true },
    { memberId: 'gone', role: 'operator', active: false },
  ]
  it.each<[string, string, TeamChange, string]>([
    ['an owner demotes an admin', 'owner', { kind: 'role', memberId: 'admin', role: 'operator' }, 'allowed'],
    ['an admin disables a peer', 'admin', { kind: 'disable', memberId: 'peer' }, 'allowed'],
    ['an admin disables the owner', 'admin', { kind: 'disable', memberId: 'owner' }, 'auth.forbidden'],
    [
      'an admin makes an owner',
      'admin',
      { kind: 'role', memberId: 'manager', role: 'owner' },
      'auth.forbidden',
    ],
    [
      'an owner makes an owner',
      'owner',
      { kind: 'role', memberId: 'manager', role: 'owner' },
      'auth.forbidden',
    ],
    [
      'an owner demotes themselves',
      'owner',
      { kind: 'role', memberId: 'owner', role: 'admin' },
      'team.own_membership',
    ],
    ['an admin disables themselves', 'admin', { kind: 'disable', memberId: 'admin' }, 'team.own_membership'],
    [
      'a manager changes a role',
      'manager',
      { kind: 'role', memberId: 'gone', role: 'viewer' },
      'auth.forbidden',
    ],
    ['an owner transfers to an admin', 'owner', { kind: 'transfer', memberId: 'admin' }, 'allowed'],
    [
      'an owner transfers to a disabled member',
      'owner',
      { kind: 'transfer', memberId: 'gone' },
      'member.not_found',
    ],
    ['an admin transfers', 'admin', { kind: 'transfer', memberId: 'peer' }, 'auth.forbidden'],
    [
      'somebody is changed who is not there',
      'owner',
      { kind: 'enable', memberId: 'nobody' },
      'member.not_found',
    ],
    ['a disabled member acts', 'gone', { kind: 'enable', memberId: 'gone' }, 'auth.forbidden'],
  ])('%s', (_name, actorId, asked, answer) => {
    const verdict = changeTeam(people, actorId, asked)
    expect(verdict.allowed ? 'allowed' : verdict.code).toBe(answer)
  })
})

describe('the roles one may give', () => {
  it.each([
    ['owner', 'admin manager operator viewer guest'],
    ['admin', 'admin manager operator viewer guest'],
    ['manager', ''],
    ['operator', ''],
    ['guest', ''],
  ] as const)('%s: %s', (own, given) => {
    expect(grantableRoles(own).join(' ')).toBe(given)
  })

  it('shows the same as the rules decide', () => {
    const own: TeamPlace = { memberId: 'a', role: 'admin', active: true }
    expect(mayManage(own, { memberId: 'b', role: 'admin', active: true })).toBe(true)
    expect(mayManage(own, { memberId: 'b', role: 'owner', active: true })).toBe(false)
    expect(mayManage({ ...own, active: false }, { memberId: 'b', role: 'guest', active: true })).toBe(false)
    expect(mayManage(own, own)).toBe(false)
  })
})

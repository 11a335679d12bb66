import { may, type Role, roles } from '../identity/role.policy.ts'

/** Who somebody is in a team, as far as these rules ask. */
export interface TeamPlace {
  readonly memberId: string
  readonly role: Role
  /** Disabled members, and people shut out of the installation, are not. */
  readonly active: boolean
}

/** Roles somebody of this role may give: their own and weaker ones. Ownership is never given, only transferred. */
export function grantableRoles(own: Role): readonly Role[] {
  if (!may(own, 'team.write')) return []
  return roles.filter(role => role !== 'owner' && !isStronger(role, own))
}

/** May `actor` change what `target` is, whatever to? Nobody acts above their own role, nor on themselves. */
export function mayManage(actor: TeamPlace, target: TeamPlace): boolean {
  return (
    actor.active &&
    actor.memberId !== target.memberId &&
    may(actor.role, 'team.write') &&
    !isStronger(target.role, actor.role)
  )
}

export type TeamChange =
  | { readonly kind: 'role'; readonly memberId: string; readonly role: Role }
  | { readonly kind: 'disable' | 'enable' | 'transfer'; readonly memberId: string }
  /** Of oneself, and of nobody else. */
  | { readonly kind: 'leave'; readonly memberId: string }

export type TeamVerdict =
  | { readonly allowed: true; readonly after: readonly TeamPlace[] }
  | {
      readonly allowed: false
      readonly code: 'auth.forbidden' | 'member.not_found' | 'team.own_membership' | 'team.owner_stays'
    }

/**
 * The one set of rules for every change of a team: what it looks like afterwards, or why not.
 *
 * A tenant keeps an active owner: only an active owner touches an owner, nobody touches themselves but to leave, which
 * an owner may not, so whoever asked is still one, or has made the other one it.
 *
 * @param team everybody in it, disabled members too
 */
export function changeTeam(team: readonly TeamPlace[], actorId: string, change: TeamChange): TeamVerdict {
  const actor = team.find(place => place.memberId === actorId)
  if (actor === undefined || !actor.active) return { allowed: false, code: 'auth.forbidden' }
  if (change.kind === 'leave') {
    if (change.memberId !== actorId) return { allowed: false, code: 'auth.forbidden' }
    if (actor.role === 'owner') return { allowed: false, code: 'team.owner_stays' }
    return { allowed: true, after: team.map(place => placeAfter(place, actor, change)) }
  }
  const permission = change.kind === 'transfer' ? 'tenant.transfer' : 'team.write'
  if (!may(actor.role, permission)) return { allowed: false, code: 'auth.forbidden' }
  const target = team.find(place => place.memberId === change.memberId)
  if (target === undefined) return { allowed: false, code: 'member.not_found' }
  if (target === actor) return { allowed: false, code: 'team.own_membership' }
  if (!mayManage(actor, target)) return { allowed: false, code: 'auth.forbidden' }
  if (change.kind === 'role' && !grantableRoles(actor.role).includes(change.role)) {
    return { allowed: false, code: 'auth.forbidden' }
  }
  // Whoever cannot sign in cannot look after a tenant.
  if (change.kind === 'transfer' && !target.active) return { allowed: false, code: 'member.not_found' }
  return { allowed: true, after: team.map(place => placeAfter(place, actor, change)) }
}

function placeAfter(place: TeamPlace, actor: TeamPlace, change: TeamChange): TeamPlace {
  if (change.kind === 'transfer' && place.memberId === actor.memberId) return { ...place, role: 'admin' }
  if (place.memberId !== change.memberId) return place
  switch (change.kind) {
    case 'role':
      return { ...place, role: change.role }
    case 'disable':
    case 'leave':
      return { ...place, active: false }
    case 'enable':
      return { ...place, active: true }
    case 'transfer':
      return { ...place, role: 'owner' }
  }
}

function isStronger(one: Role, other: Role): boolean {
  return roles.indexOf(one) < roles.indexOf(other)
}

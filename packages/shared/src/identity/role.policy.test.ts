import { describe, expect, it } from 'vitest'
import { may, permissions, type Role, roles } from './role.policy.ts'

/** Read across: owner, admin, manager, operator, viewer, guest. */
const matrix: Readonly<Record<(typeof permissions)[number], string>> = {
  'conversation.read': 'yes yes yes yes yes no',
  'conversation.handle': 'yes yes yes yes no no',
  'suggestion.decide': 'yes yes yes yes no no',
  'message.send': 'yes yes yes yes no no',
  'escalation.handle': 'yes yes yes yes no no',
  'knowledge.read': 'yes yes yes yes yes no',
  'knowledge.write': 'yes yes yes no no no',
  'settings.write': 'yes yes yes no no no',
  'insight.read': 'yes yes yes no no no',
  'learning.review': 'yes yes yes no no no',
  'studio.use': 'yes yes yes no no no',
  'audit.read': 'yes yes yes no no no',
  'customer.export': 'yes yes yes no no no',
  'team.write': 'yes yes no no no no',
  'tenant.write': 'yes yes no no no no',
  'apiKey.write': 'yes yes no no no no',
  'secret.write': 'yes yes no no no no',
  'customer.erase': 'yes yes no no no no',
  'tenant.transfer': 'yes no no no no no',
}

describe('may', () => {
  it.each(permissions)('%s is granted as the matrix says', permission => {
    expect(roles.map(role => (may(role, permission) ? 'yes' : 'no')).join(' ')).toBe(matrix[permission])
  })

  it('never gives a weaker role what a stronger one lacks', () => {
    const granted = (role: Role) => permissions.filter(permission => may(role, permission))
    for (const [at, role] of roles.entries()) {
      for (const weaker of roles.slice(at + 1)) {
        expect(granted(role), `${role} over ${weaker}`).toEqual(expect.arrayContaining(granted(weaker)))
      }
    }
  })
})

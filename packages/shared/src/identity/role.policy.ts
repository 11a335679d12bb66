/** Roles a membership can have, strongest first. */
export const roles = ['owner', 'admin', 'manager', 'operator', 'viewer', 'guest'] as const
export type Role = (typeof roles)[number]

/** What a member may do. Procedures name one of these; nothing asks for a role directly. */
export const permissions = [
  'conversation.read',
  'conversation.handle',
  'suggestion.decide',
  'message.send',
  'escalation.handle',
  'knowledge.read',
  'knowledge.write',
  'settings.write',
  'insight.read',
  'learning.review',
  'studio.use',
  'team.write',
  'tenant.write',
  'apiKey.write',
  'secret.write',
  'audit.read',
  'customer.export',
  'customer.erase',
  'tenant.transfer',
] as const
export type Permission = (typeof permissions)[number]

const reading: readonly Permission[] = ['conversation.read', 'knowledge.read']
const handling: readonly Permission[] = [
  ...reading,
  'conversation.handle',
  'suggestion.decide',
  'message.send',
  'escalation.handle',
]
const managing: readonly Permission[] = [
  ...handling,
  'knowledge.write',
  'settings.write',
  'insight.read',
  'learning.review',
  'studio.use',
  'audit.read',
  'customer.export',
]
const administering: readonly Permission[] = [
  ...managing,
  'team.write',
  'tenant.write',
  'apiKey.write',
  'secret.write',
  'customer.erase',
]

const granted: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set([...administering, 'tenant.transfer']),
  admin: new Set(administering),
  manager: new Set(managing),
  operator: new Set(handling),
  viewer: new Set(reading),
  guest: new Set(),
}

export function may(role: Role, permission: Permission): boolean {
  return granted[role].has(permission)
}

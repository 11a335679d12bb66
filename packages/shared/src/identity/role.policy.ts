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
const managing: readonly Permission[] = [...handling, 'knowledge.write', 'settings.write']

const granted: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(managing),
  admin: new Set(managing),
  manager: new Set(managing),
  operator: new Set(handling),
  viewer: new Set(reading),
  guest: new Set(),
}

export function may(role: Role, permission: Permission): boolean {
  return granted[role].has(permission)
}

import type { DemoMember } from './demo.types.ts'

/** The four people of the demo shop; the e-mails are the demo sign-ins. */
export const members: readonly DemoMember[] = [
  { email: 'owner@demo.test', name: 'Ilona Vesker', role: 'owner' },
  { email: 'manager@demo.test', name: 'Daniel Okoro', role: 'manager' },
  { email: 'operator@demo.test', name: 'Anna Sokolova', role: 'operator' },
  { email: 'operator2@demo.test', name: 'Tomas Brandt', role: 'operator' },
]

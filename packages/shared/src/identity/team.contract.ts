import { z } from 'zod'
import { uuid } from '../kernel/ids.ts'
import { roles } from './role.policy.ts'

/** A colleague one can assign a conversation to. */
export const teamMember = z.object({
  memberId: uuid,
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
})
export type TeamMember = z.infer<typeof teamMember>
export const teamList = z.object({ members: z.array(teamMember) })

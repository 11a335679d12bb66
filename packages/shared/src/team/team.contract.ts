import { z } from 'zod'
import { roles } from '../identity/role.policy.ts'
import { uuid } from '../kernel/ids.ts'
import { storedText } from '../kernel/stored-text.ts'

const role = z.enum(roles)
const reason = storedText.trim().min(3).max(500)

/** What those who look after the team see of a colleague besides. */
export const memberStanding = z.object({
  joinedAt: z.iso.datetime(),
  /** When any of their devices was last used; null before the first time. */
  lastSeenAt: z.iso.datetime().nullable(),
  secondFactor: z.boolean(),
  disabledAt: z.iso.datetime().nullable(),
  disabledReason: z.string().nullable(),
})
export type MemberStanding = z.infer<typeof memberStanding>

/** A colleague one can assign a conversation to. */
export const teamMember = z.object({
  memberId: uuid,
  name: z.string(),
  email: z.string(),
  role,
  /** Null to those who may only work with the team. */
  standing: memberStanding.nullable(),
})
export type TeamMember = z.infer<typeof teamMember>

/** `team.list`. `withDisabled` shows disabled members too, to those who see anybody's standing. → `teamList` */
export const teamListInput = z.object({ withDisabled: z.boolean().optional() }).optional()
export const teamList = z.object({ members: z.array(teamMember) })
export type TeamList = z.infer<typeof teamList>

/** `team.changeRole` → `teamMember`. `owner` is never given here: that is `team.transferOwnership`. */
export const changeRoleInput = z.object({ memberId: uuid, role })
/** `team.disable` → `teamMember` */
export const disableMemberInput = z.object({ memberId: uuid, reason })
/** `team.enable` → `teamMember` */
export const enableMemberInput = z.object({ memberId: uuid })
/** `team.transferOwnership` → `teamList`. The password is the asking owner's own; they stay as an admin. */
export const transferOwnershipInput = z.object({ memberId: uuid, password: z.string().min(1).max(1024) })

import { inviteIdInput, inviteInput } from '@countersign/shared/team/invite.contract'
import {
  changeRoleInput,
  disableMemberInput,
  enableMemberInput,
  teamListInput,
  transferOwnershipInput,
} from '@countersign/shared/team/team.contract'
import { answer, memberProcedure, router } from '../../api/trpc.ts'
import { changeRole } from './change-role.ts'
import { disableMember } from './disable-member.ts'
import { enableMember } from './enable-member.ts'
import { leaveTeam } from './leave-team.ts'
import { listInvites } from './list-invites.ts'
import { listMembers } from './list-members.ts'
import { resendInvite } from './resend-invite.ts'
import { revokeInvite } from './revoke-invite.ts'
import { sendInvite } from './send-invite.ts'
import { transferOwnership } from './transfer-ownership.ts'

export const teamRouter = router({
  list: memberProcedure('conversation.read')
    .input(teamListInput)
    .query(({ ctx, input }) => listMembers(ctx.services, ctx.actor, input)),
  invites: memberProcedure('team.write').query(({ ctx }) => listInvites(ctx.services, ctx.actor)),
  invite: memberProcedure('team.write')
    .input(inviteInput)
    .mutation(({ ctx, input }) => answer(sendInvite(ctx, input))),
  resendInvite: memberProcedure('team.write')
    .input(inviteIdInput)
    .mutation(({ ctx, input }) => answer(resendInvite(ctx, input))),
  revokeInvite: memberProcedure('team.write')
    .input(inviteIdInput)
    .mutation(({ ctx, input }) => answer(revokeInvite(ctx.services, ctx.actor, input))),
  changeRole: memberProcedure('team.write')
    .input(changeRoleInput)
    .mutation(({ ctx, input }) => answer(changeRole(ctx.services, ctx.actor, input))),
  disable: memberProcedure('team.write')
    .input(disableMemberInput)
    .mutation(({ ctx, input }) => answer(disableMember(ctx.services, ctx.actor, input))),
  enable: memberProcedure('team.write')
    .input(enableMemberInput)
    .mutation(({ ctx, input }) => answer(enableMember(ctx.services, ctx.actor, input))),
  leave: memberProcedure().mutation(({ ctx }) => answer(leaveTeam(ctx.services, ctx.actor))),
  transferOwnership: memberProcedure('tenant.transfer')
    .input(transferOwnershipInput)
    .mutation(({ ctx, input }) => answer(transferOwnership(ctx, input))),
})

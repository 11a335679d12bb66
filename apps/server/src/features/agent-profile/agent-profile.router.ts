import {
  agentProfileGetInput,
  agentProfileRemoveInput,
  agentProfileUpdateInput,
  templateRemoveInput,
  templateUpsertInput,
} from '@countersign/shared/agent-profile/agent-profile.contract'
import { answer, memberProcedure, router } from '../../api/trpc.ts'
import { describeAgentProfile } from './describe-agent-profile.ts'
import { listTemplates } from './list-templates.ts'
import { removeAgentProfile } from './remove-agent-profile.ts'
import { removeTemplate } from './remove-template.ts'
import { updateAgentProfile } from './update-agent-profile.ts'
import { upsertTemplate } from './upsert-template.ts'

const write = memberProcedure('settings.write')

export const agentProfileRouter = router({
  get: write
    .input(agentProfileGetInput)
    .query(({ ctx, input }) => answer(describeAgentProfile(ctx.services, ctx.actor, input))),
  update: write
    .input(agentProfileUpdateInput)
    .mutation(({ ctx, input }) => answer(updateAgentProfile(ctx.services, ctx.actor, input))),
  remove: write
    .input(agentProfileRemoveInput)
    .mutation(({ ctx, input }) => answer(removeAgentProfile(ctx.services, ctx.actor, input))),
})

export const templateRouter = router({
  list: write.query(({ ctx }) => listTemplates(ctx.services, ctx.actor)),
  upsert: write
    .input(templateUpsertInput)
    .mutation(({ ctx, input }) => answer(upsertTemplate(ctx.services, ctx.actor, input))),
  remove: write
    .input(templateRemoveInput)
    .mutation(({ ctx, input }) => answer(removeTemplate(ctx.services, ctx.actor, input))),
})

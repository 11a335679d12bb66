import { actorKinds } from '@countersign/shared/audit/audit.contract'
import { channelTypes } from '@countersign/shared/channel/channel.contract'
import { deliveryStatuses, messageView } from '@countersign/shared/conversation/conversation.contract'
import {
  conversationStatuses,
  conversationTransitions,
} from '@countersign/shared/conversation/conversation.machine'
import { escalationStatuses } from '@countersign/shared/escalation/escalation.machine'
import { roles } from '@countersign/shared/identity/role.policy'
import { exampleSources } from '@countersign/shared/intent/intent.contract'
import { knowledgeItem } from '@countersign/shared/knowledge/knowledge.contract'
import { sitePageView, siteView } from '@countersign/shared/knowledge/site.contract'
import { learningItem } from '@countersign/shared/learning/learning.contract'
import { onboardingStatuses, onboardingSteps } from '@countersign/shared/onboarding/onboarding.machine'
import { studioRun } from '@countersign/shared/studio/studio.contract'
import {
  conversationModes,
  decisions,
  escalationReasons,
  gateActions,
} from '@countersign/shared/suggestion/suggestion.codes'
import { suggestionStatuses } from '@countersign/shared/suggestion/suggestion.machine'
import { describe, expect, it } from 'vitest'
import { readEnums } from './catalogue.fixture.ts'
import { useDatabase } from './use-database.fixture.ts'

/** The order counts as well: a person signs in with their strongest role, which is the first. */
const shared: Readonly<Record<string, readonly string[]>> = {
  actor_kind: actorKinds,
  ai_verdict: gateActions,
  channel_type: channelTypes,
  conversation_mode: conversationModes,
  conversation_status: conversationStatuses,
  document_source: knowledgeItem.shape.source.options,
  document_status: knowledgeItem.shape.status.options,
  escalation_reason: escalationReasons,
  escalation_status: escalationStatuses,
  intent_example_source: exampleSources,
  learning_status: learningItem.shape.status.options,
  member_role: roles,
  message_direction: messageView.shape.direction.options,
  onboarding_status: onboardingStatuses,
  onboarding_step: onboardingSteps,
  outbound_status: deliveryStatuses,
  sender_kind: messageView.shape.from.options,
  studio_status: studioRun.shape.status.options,
  site_page_status: sitePageView.shape.status.options,
  site_status: siteView.shape.status.options,
  suggestion_decision: decisions,
  suggestion_status: suggestionStatuses,
}

/** Words only the server knows. */
const serverOnly = [
  'approval_kind',
  'email_token_kind',
  'human_action_kind',
  'mail_status',
  'master_key_status',
  'oidc_ticket_kind',
  'session_method',
  'suggest_run_status',
  'tenant_status',
]

describe('the words of the database', () => {
  const database = useDatabase('embedded')

  it('are the words of packages/shared', async context => {
    const enums = await readEnums(database(context).admin)
    expect(Object.keys(enums).sort()).toEqual([...Object.keys(shared), ...serverOnly].sort())
    expect(enums).toMatchObject(shared)
  })

  it('take a conversation where the transition table takes it when its customer writes', async context => {
    const { rows } = await database(context).admin.query<{ from: string; to: string }>(
      `SELECT status AS "from", status_after_customer_wrote(status) AS "to"
       FROM unnest(enum_range(null::conversation_status)) status`,
    )
    const table = conversationStatuses.map(from => ({
      from,
      to: conversationTransitions[from].customer_wrote,
    }))
    expect(rows).toEqual(table)
  })
})

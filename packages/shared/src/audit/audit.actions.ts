/**
 * Everything the audit trail can tell of, by the thing it happened to. The list is closed: a command that records
 * something else does not compile, and the console has words for each.
 */
export const auditActionsOf = {
  conversation: [
    'conversation_assigned',
    'conversation_snoozed',
    'conversation_woken',
    'conversation_resolved',
    'conversation_reopened',
    'conversation_read',
    'conversation_mode_set',
    'conversation_ai_set',
  ],
  suggestion: [
    'suggestion_generated',
    'suggestion_approved',
    'suggestion_edited',
    'suggestion_rejected',
    'suggestion_escalated',
  ],
  message: ['message_queued', 'message_sent', 'message_failed', 'message_retried'],
  escalation: ['conversation_escalated', 'escalation_claimed', 'escalation_resolved', 'escalation_dismissed'],
  document: ['knowledge_created', 'knowledge_updated', 'knowledge_deleted'],
  learning: ['learning_taught', 'learning_dismissed', 'learning_undone'],
  autonomy: ['autonomy_opened', 'autonomy_closed'],
  case: ['case_pinned', 'case_archived', 'case_accepted'],
  intent: [
    'intent_created',
    'intent_updated',
    'intent_archived',
    'intent_example_added',
    'intent_example_removed',
  ],
  agentProfile: ['agent_profile_updated', 'agent_profile_removed'],
  template: ['template_created', 'template_updated', 'template_removed'],
  policy: ['policy_updated', 'delay_updated', 'budget_set'],
  channel: ['channel_mode_set', 'channel_created', 'channel_updated', 'channel_removed'],
  member: [
    'member_signed_in',
    'member_sign_in_failed',
    'member_signed_out',
    'member_session_revoked',
    'member_password_changed',
    'member_email_changed',
    'member_two_factor_on',
    'member_two_factor_off',
    'member_recovery_code_used',
    'member_recovery_codes_replaced',
    'member_oidc_linked',
    'member_oidc_unlinked',
    'member_joined',
    'member_role_changed',
    'member_disabled',
    'member_enabled',
    'member_left',
    'ownership_transferred',
  ],
  invite: ['invite_sent', 'invite_resent', 'invite_revoked'],
  apiKey: ['api_key_created', 'api_key_revoked'],
  secret: ['secret_stored', 'secret_replaced', 'secret_revoked'],
  tenant: [
    'tenant_created',
    'tenant_updated',
    'tenant_restricted',
    'tenant_reinstated',
    'feature_flag_set',
    'audit_exported',
    'settings_updated',
    'onboarding_finished',
    'readiness_assessed',
  ],
  user: [
    'user_disabled',
    'user_enabled',
    'user_unlocked',
    'platform_admin_granted',
    'platform_admin_revoked',
  ],
  customer: ['customer_exported', 'customer_erased'],
} as const

export type AuditEntity = keyof typeof auditActionsOf
export type AuditAction = (typeof auditActionsOf)[AuditEntity][number]

export const auditEntities = Object.keys(auditActionsOf) as AuditEntity[]
export const auditActions = Object.values(auditActionsOf).flat() as AuditAction[]

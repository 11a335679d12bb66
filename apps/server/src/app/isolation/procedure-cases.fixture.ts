import type { Permission } from '@countersign/shared/identity/role.policy'
import { testPassword } from '../../testing/small-tenant.ts'
import type { MakeInput } from './input-ids.fixture.ts'

/** Who may call a procedure at all. */
export type Callers = Permission | 'anyone' | 'member' | 'platform'

export interface ProcedureCase {
  readonly callers: Callers
  /** Calls with ids that have to be found; none for a procedure that takes no id. */
  readonly inputs: readonly MakeInput[]
  /** The input of a procedure that takes no id. */
  readonly plain?: unknown
  /** Why an id of one's own tenant gets the answer of none as well; absent where it is found. */
  readonly unfound?: string
}

/** A procedure that takes ids: one input, or several that fill different places. */
const ids = (callers: Callers, ...inputs: readonly MakeInput[]): ProcedureCase => ({ callers, inputs })
/** A procedure whose ids are of one person alone, or only narrow a list down. */
const idsUnfound = (callers: Callers, unfound: string, ...inputs: readonly MakeInput[]): ProcedureCase => ({
  callers,
  inputs,
  unfound,
})
/** A procedure that takes no id. */
const noId = (callers: Callers, plain?: unknown): ProcedureCase => ({ callers, inputs: [], plain })

type Cases = Readonly<Record<string, ProcedureCase>>

/** Keys that are used once; the same in every call of a comparison. */
const idempotencyKey = 'isolation-key-1'
const reason = 'A reason of some length'
/** A token and a code that nobody was given. */
const token = 'x'.repeat(43)
const code = '000000'
/** The right password, so that a call gets as far as its id or its code; the new one is refused for its weakness. */
const password = testPassword
const weakPassword = 'password'
const period = { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' }
const pace = { baseMin: 1, baseMax: 2, typingSpeed: 20, jitter: 0.1 }

const identity: Cases = {
  'account.get': noId('member'),
  'account.update': noId('member', { name: 'A stranger' }),
  'account.changePassword': noId('member', { current: password, password: weakPassword }),
  'account.requestEmailChange': noId('member', { newEmail: 'elsewhere@stranger.test', password }),
  'account.confirmEmailChange': noId('member', { code }),
  'account.secondFactor': noId('member'),
  'account.beginSecondFactor': noId('member', { password }),
  'account.confirmSecondFactor': noId('member', { code }),
  'account.disableSecondFactor': noId('member', { password, code }),
  'account.regenerateRecoveryCodes': noId('member', { password, code }),
  'account.oidcIdentities': noId('member'),
  'account.linkOidc': noId('member', { client: 'browser' }),
  'account.confirmOidcLink': noId('member', { code: token }),
  'account.unlinkOidc': idsUnfound('member', 'the caller has linked nothing', id => ({ id: id('users') })),

  'auth.login': noId('anyone', { email: 'nobody@nowhere.test', password: 'not the password' }),
  'auth.refresh': noId('anyone', { refreshToken: token }),
  'auth.logout': noId('anyone', { refreshToken: token }),
  'auth.me': noId('member'),
  'auth.methods': noId('anyone'),
  'auth.exchangeOidc': noId('anyone', { code: token }),
  'auth.secondFactor': noId('anyone', { challenge: token, code }),
  'auth.beginSecondFactorSetup': noId('anyone', { challenge: token }),
  'auth.finishSecondFactorSetup': noId('anyone', { challenge: token, code }),
  'auth.signUp': noId('anyone', {
    email: 'new@nowhere.test',
    password: weakPassword,
    name: 'New',
    tenantName: 'New',
    language: 'en',
  }),
  'auth.verifyEmail': noId('anyone', { token }),
  'auth.resendVerification': noId('anyone', { email: 'nobody@nowhere.test' }),
  'auth.requestPasswordReset': noId('anyone', { email: 'nobody@nowhere.test' }),
  'auth.resetPassword': noId('anyone', { token, password: 'some words nobody has' }),
  'auth.confirmEmailChange': noId('anyone', { token }),
  'auth.tenants': noId('member'),
  'auth.switchTenant': ids('member', id => ({ tenantId: id('tenants') })),
  'auth.describeInvite': noId('anyone', { token }),
  'auth.acceptInvite': noId('anyone', { token }),

  'session.list': noId('member'),
  'session.revoke': ids('member', id => ({ id: id('sessions') })),
  'session.revokeOthers': noId('member'),
}

const people: Cases = {
  'team.list': noId('conversation.read'),
  'team.invites': noId('team.write'),
  'team.invite': noId('team.write', { email: 'invited@stranger.test', role: 'viewer' }),
  'team.resendInvite': ids('team.write', id => ({ id: id('invites') })),
  'team.revokeInvite': ids('team.write', id => ({ id: id('invites') })),
  'team.changeRole': ids('team.write', id => ({ memberId: id('memberships'), role: 'viewer' })),
  'team.disable': ids('team.write', id => ({ memberId: id('memberships'), reason })),
  'team.enable': ids('team.write', id => ({ memberId: id('memberships') })),

  'tenant.get': noId('conversation.read'),
  'tenant.update': noId('tenant.write', { version: 1, change: { language: 'en' } }),

  'onboarding.get': noId('settings.write'),
  'onboarding.finishStep': noId('settings.write', { step: 'business' }),
  'onboarding.reopenStep': noId('settings.write', { step: 'business' }),
  'onboarding.assess': noId('settings.write'),

  'apiKey.list': noId('apiKey.write'),
  'apiKey.create': noId('apiKey.write', { name: 'A key', scopes: ['conversation.read'] }),
  'apiKey.revoke': ids('apiKey.write', id => ({ id: id('api_keys') })),

  'secret.list': noId('secret.write'),
  'secret.put': noId('secret.write', { name: 'A_SECRET', value: 'what nobody may know' }),
  'secret.revoke': ids('secret.write', id => ({ id: id('integration_secrets') })),

  'audit.list': ids(
    'audit.read',
    id => ({ actorId: id('memberships') }),
    id => ({ entityId: id('tenants') }),
  ),
  'audit.check': noId('audit.read'),
  'audit.exportChain': noId('audit.read', {}),
  'audit.export': ids(
    'audit.read',
    id => ({ actorId: id('memberships') }),
    id => ({ entityId: id('tenants') }),
  ),
}

const platform: Cases = {
  'platform.me': noId('member'),
  'platform.tenants': noId('platform', {}),
  'platform.restrictTenant': ids('platform', id => ({ id: id('tenants'), reason })),
  'platform.reinstateTenant': ids('platform', id => ({ id: id('tenants'), reason })),
  'platform.users': noId('platform', {}),
  'platform.disableUser': ids('platform', id => ({ id: id('users'), reason })),
  'platform.enableUser': ids('platform', id => ({ id: id('users'), reason })),
  'platform.unlockUser': ids('platform', id => ({ id: id('users'), reason })),
  'platform.setFlag': ids('platform', id => ({
    name: 'RAG_ENABLED',
    tenantId: id('tenants'),
    enabled: true,
    reason,
  })),
  // After one was set for the tenant.
  'platform.flags': ids('platform', id => ({ tenantId: id('tenants') })),
  'platform.actions': ids('platform', id => ({ targetId: id('tenants') })),
  'platform.grantAdmin': ids('platform', id => ({ id: id('users'), reason })),
  'platform.revokeAdmin': ids('platform', id => ({ id: id('users'), reason })),
  'platform.updates': noId('platform'),
  'platform.secrets': noId('platform'),
  'platform.putSecret': noId('platform', { name: 'A_SECRET', value: 'what nobody may know', reason }),
  'platform.revokeSecret': idsUnfound('platform', 'it is of the installation, not of a tenant', id => ({
    id: id('integration_secrets'),
    reason,
  })),
  'platform.rotateMasterKey': noId('platform', { reason }),
}

const inbox: Cases = {
  'conversation.list': noId('conversation.read'),
  'conversation.counts': noId('conversation.read'),
  'conversation.search': noId('conversation.read', { text: 'order' }),
  'conversation.get': ids('conversation.read', id => ({ id: id('conversations') })),
  'conversation.assign': ids('conversation.handle', id => ({
    id: id('conversations'),
    memberId: id('memberships'),
  })),
  'conversation.snooze': ids('conversation.handle', id => ({
    id: id('conversations'),
    until: '2999-01-01T00:00:00Z',
  })),
  'conversation.resolve': ids('conversation.handle', id => ({ id: id('conversations') })),
  'conversation.reopen': ids('conversation.handle', id => ({ id: id('conversations') })),
  'conversation.markRead': ids('conversation.handle', id => ({ id: id('conversations') })),
  'conversation.setMode': ids('settings.write', id => ({ id: id('conversations'), mode: null })),
  'conversation.setAi': ids('conversation.handle', id => ({ id: id('conversations'), enabled: true })),

  'suggestion.list': noId('conversation.read'),
  'suggestion.approve': ids('suggestion.decide', id => ({
    id: id('suggestions'),
    version: 1,
    idempotencyKey,
  })),
  'suggestion.edit': ids('suggestion.decide', id => ({
    id: id('suggestions'),
    version: 1,
    text: 'Hi',
    idempotencyKey,
  })),
  'suggestion.reject': ids('suggestion.decide', id => ({ id: id('suggestions'), version: 1 })),
  'suggestion.escalate': ids('suggestion.decide', id => ({ id: id('suggestions'), version: 1 })),

  'message.send': ids('message.send', id => ({
    conversationId: id('conversations'),
    text: 'Hi',
    idempotencyKey,
  })),

  'message.retry': ids('message.send', id => ({ id: id('messages') })),

  'escalation.list': noId('conversation.read'),
  'escalation.claim': ids('escalation.handle', id => ({ id: id('escalations') })),
  'escalation.handle': ids('escalation.handle', id => ({ id: id('escalations') })),
  'escalation.dismiss': ids('escalation.handle', id => ({ id: id('escalations'), reason })),

  'notification.list': noId('member'),
  'notification.markRead': idsUnfound('member', 'reading what is not there is done as well', id => ({
    ids: [id('notifications')],
  })),

  'sync.pull': noId('conversation.read', { cursor: '0.0' }),
}

const learning: Cases = {
  'knowledge.list': noId('knowledge.read'),
  'knowledge.search': noId('knowledge.read', { text: 'thirty days' }),
  'knowledge.get': ids('knowledge.read', id => ({ id: id('documents') })),
  'knowledge.upsert': ids('knowledge.write', id => ({ id: id('documents'), title: 'T', text: 'Text' })),

  'knowledge.upsertFaq': idsUnfound('knowledge.write', 'the article is no list of questions', id => ({
    id: id('documents'),
    questions: ['How long?'],
    answer: 'Thirty days.',
  })),
  'knowledge.importProducts': noId('knowledge.write', {
    csv: 'sku,name,price\nA-2,Plug,4.90',
    currency: 'EUR',
    dryRun: true,
  }),
  'knowledge.setActive': ids('knowledge.write', id => ({ id: id('documents'), active: true })),
  'knowledge.retry': ids('knowledge.write', id => ({ id: id('documents') })),
  'knowledge.versions': ids('knowledge.read', id => ({ id: id('documents') })),
  'knowledge.version': ids('knowledge.read', id => ({ id: id('documents'), version: 1 })),
  'knowledge.restoreVersion': ids('knowledge.write', id => ({ id: id('documents'), version: 1 })),
  'knowledge.delete': ids('knowledge.write', id => ({ id: id('documents') })),
  'knowledge.restore': ids('knowledge.write', id => ({ id: id('documents') })),
  'knowledge.sites': noId('knowledge.read'),
  'knowledge.site': ids('knowledge.read', id => ({ id: id('sites') })),
  'knowledge.addSite': noId('knowledge.write', { url: 'https://nowhere.invalid/' }),
  'knowledge.recrawl': ids('knowledge.write', id => ({ id: id('sites') })),
  'knowledge.deleteSite': ids('knowledge.write', id => ({ id: id('sites') })),
  'knowledge.restoreSite': ids('knowledge.write', id => ({ id: id('sites') })),

  'insight.autonomy': noId('insight.read'),
  'insight.reliability': noId('insight.read', {}),
  'insight.replay': noId('insight.read', period),
  'insight.cost': noId('insight.read', period),
  'insight.badReplies': noId('insight.read', { ...period, tAuto: 0.8, tEscalate: 0.4 }),

  'intent.list': noId('settings.write'),
  'intent.create': noId('settings.write', { key: 'return', name: 'Returns' }),
  'intent.update': ids('settings.write', id => ({ id: id('intents'), name: 'Renamed' })),
  'intent.listExamples': ids('settings.write', id => ({ intentId: id('intents') })),
  'intent.addExample': ids('settings.write', id => ({
    intentId: id('intents'),
    text: 'How long is it good for?',
    language: 'en',
  })),
  'intent.removeExample': ids('settings.write', id => ({ id: id('intent_examples') })),
  'intent.archive': ids('settings.write', id => ({ id: id('intents') })),
  'intent.train': noId('settings.write'),
  'intent.test': noId('settings.write', { text: 'How long is it good for?' }),

  'learning.list': noId('learning.review', {}),
  'learning.teach': ids('learning.review', id => ({
    id: id('learning_queue'),
    lesson: { kind: 'document', id: id('documents'), title: 'T', text: 'Text' },
  })),
  'learning.dismiss': ids('learning.review', id => ({ id: id('learning_queue') })),
  'learning.repeatRate': noId('insight.read', period),

  'studio.ask': ids(
    'studio.use',
    id => ({ threadId: id('studio_threads'), text: 'Where is my order?' }),
    id => ({
      threadId: id('studio_threads'),
      parentId: id('studio_messages'),
      text: 'Where is my order?',
    }),
  ),
  'studio.threads': noId('studio.use'),
  'studio.thread': ids('studio.use', id => ({ id: id('studio_threads') })),
  'studio.pin': ids('studio.use', id => ({ messageId: id('studio_messages'), name: 'A case' })),
  'studio.cases': noId('studio.use'),
  'studio.archiveCase': ids('studio.use', id => ({ id: id('evaluation_cases') })),
  'studio.runCases': noId('studio.use'),
  'studio.runs': noId('studio.use'),
  'studio.run': ids('studio.use', id => ({ id: id('evaluation_runs') })),
  'studio.acceptOutcome': ids('studio.use', id => ({
    runId: id('evaluation_runs'),
    caseId: id('evaluation_cases'),
  })),

  'agentProfile.get': ids('settings.write', id => ({ channelId: id('channels') })),
  'agentProfile.update': ids('settings.write', id => ({ version: 0, channelId: id('channels') })),
  'agentProfile.remove': ids('settings.write', id => ({ version: 1, channelId: id('channels') })),
  'template.list': noId('settings.write'),
  'template.upsert': ids('settings.write', id => ({
    id: id('response_templates'),
    name: 'Hello',
    content: 'Hello.',
    language: 'en',
    category: null,
    triggers: [],
    active: true,
  })),
  'template.remove': ids('settings.write', id => ({ id: id('response_templates') })),

  'policy.get': noId('insight.read'),
  'policy.update': noId('settings.write', { version: 1 }),
  'policy.updateDelay': noId('settings.write', {
    enabled: true,
    profiles: { SHORT: pace, MEDIUM: pace, LONG: pace },
    nightMode: 'DELAY',
    nightDelayMultiplier: 2,
    nightAutoReplyText: null,
    minDelayMs: 1000,
    maxDelayMs: 2000,
    typingIndicatorEnabled: true,
  }),
  'policy.setBudget': noId('settings.write', { monthlyLimitMicros: null, warnShare: 0.8 }),
  'policy.setChannelMode': ids('settings.write', id => ({ channelId: id('channels'), mode: null })),
}

/** What takes away what the others need: last. */
const ending: Cases = {
  'customer.export': ids('customer.export', id => ({ id: id('customers') })),
  'customer.erase': ids('customer.erase', id => ({ id: id('customers'), reason })),
  'team.transferOwnership': ids('tenant.transfer', id => ({ memberId: id('memberships'), password })),
  // Whoever is not the owner is gone after this.
  'team.leave': noId('member'),
}

/**
 * Every procedure, with the ids it takes: what is not here fails a test, and so does a place for an id that no input
 * fills.
 */
export const procedureCases: Cases = {
  ...inbox,
  ...learning,
  ...people,
  ...identity,
  ...platform,
  ...ending,
}

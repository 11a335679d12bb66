import type {
  ConversationDetail,
  ConversationItem,
  MessageView,
} from '@countersign/shared/conversation/conversation.contract'
import type { MemberView } from '@countersign/shared/identity/identity.contract'
import { permissions } from '@countersign/shared/identity/role.policy'
import type { SuggestionView } from '@countersign/shared/suggestion/suggestion.contract'

const id = (n: number) => `019a0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

export const conversationId = id(1)
export const suggestionId = id(2)
export const questionId = id(3)

export const mara: MemberView = {
  id: id(10),
  userId: id(11),
  tenantId: id(12),
  tenantName: 'Volt & Wire',
  name: 'Mara Voss',
  email: 'mara@example.test',
  role: 'operator',
  permissions: [...permissions],
}
export const jonas = { memberId: id(20), name: 'Jonas Lind' }

export function message(seq: number, patch: Partial<MessageView> = {}): MessageView {
  return {
    id: seq === 1 ? questionId : id(100 + seq),
    seq,
    direction: 'inbound',
    from: 'customer',
    author: null,
    text: `message ${seq}`,
    attachments: [],
    deliveryStatus: null,
    sentAt: `2026-11-20T10:${String(seq).padStart(2, '0')}:00.000Z`,
    ...patch,
  }
}

export function suggestion(patch: Partial<SuggestionView> = {}): SuggestionView {
  return {
    id: suggestionId,
    conversationId,
    messageId: questionId,
    version: 1,
    status: 'pending',
    text: 'You have 30 days to return them. I have put a label in your account.',
    sentences: [
      { text: 'You have 30 days to return them.', evidenceIds: ['e1'], supported: true },
      { text: 'I have put a label in your account.', evidenceIds: [], supported: false },
    ],
    evidence: [
      {
        id: 'e1',
        title: 'Returns and exchanges',
        quote: 'Parcels leave daily. You have 30 days from delivery to return goods. Shops open at nine.',
        similarity: 0.91,
        kind: 'document',
        updatedAt: null,
      },
    ],
    intent: 'return',
    confidence: 0.74,
    scores: { similarity: 0.87, intent: 0.93, selfCheck: 0.8, raw: 0.76 },
    penalties: [{ code: 'UNSUPPORTED_SENTENCE', message: 'One sentence has no source', value: 0.05 }],
    decision: 'NEED_APPROVAL',
    blockedBy: 'AUTONOMY_CLOSED',
    explanation: ['The question matches an article closely.'],
    questions: [],
    autonomy: {
      intent: 'return',
      decisions: 22,
      unchanged: 19,
      lowerBound: 0.667,
      target: 0.95,
      minimum: 30,
      open: false,
    },
    model: 'offline',
    fallbackReason: null,
    costMicros: 2100,
    createdAt: '2026-11-20T10:01:30.000Z',
    decidedBy: null,
    decidedAt: null,
    ...patch,
  }
}

interface DetailPatch {
  readonly conversation?: Partial<ConversationDetail['conversation']>
  readonly messages?: ConversationDetail['messages']
  readonly suggestion?: SuggestionView | null
  readonly escalation?: ConversationDetail['escalation']
}

export function detail(patch: DetailPatch = {}): ConversationDetail {
  return {
    conversation: {
      id: conversationId,
      status: 'waiting_operator',
      mode: 'semi_auto',
      ownMode: null,
      aiEnabled: true,
      channelType: 'webchat',
      channelName: 'Web chat',
      language: 'en',
      unreadCount: 0,
      version: 1,
      assignee: null,
      lastMessageAt: '2026-11-20T10:01:00.000Z',
      snoozedUntil: null,
      drafting: false,
      ...patch.conversation,
    },
    customer: {
      id: id(30),
      name: 'Anna Lindqvist',
      email: null,
      phone: null,
      tags: [],
      since: '2026-01-02T10:00:00.000Z',
      conversationCount: 1,
    },
    messages: patch.messages ?? [message(1)],
    suggestion: patch.suggestion === undefined ? suggestion() : patch.suggestion,
    escalation: patch.escalation ?? null,
  }
}

export function item(patch: Partial<ConversationItem> = {}): ConversationItem {
  return {
    id: conversationId,
    customerName: 'Anna Lindqvist',
    channelType: 'webchat',
    status: 'waiting_operator',
    lastMessageAt: '2026-11-20T10:01:00.000Z',
    unreadCount: 0,
    snippet: 'Can I return them?',
    lastFrom: 'customer',
    intent: 'return',
    pendingSuggestionId: suggestionId,
    lastDecision: 'NEED_APPROVAL',
    assignee: null,
    language: 'en',
    ...patch,
  }
}

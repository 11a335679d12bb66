import type { Prisma } from '../../apps/server/src/db/generated/client.ts'
import { factsForReplay } from '../../packages/shared/src/insight/replay-thresholds.policy.ts'
import type { SuggestionStatus } from '../../packages/shared/src/suggestion/suggestion.machine.ts'
import { diffWords } from '../../packages/shared/src/text/diff-words.ts'
import { textSearchConfig } from '../../packages/shared/src/text/text-search-config.ts'
import type { DemoConversation, DemoEvidence, DemoOutcome, DemoSuggestion } from './demo/demo.types.ts'
import { hourMs } from './demo/schedule-conversations.ts'
import { demoPolicy } from './demo-shop.ts'
import { audit, type HistoryRows, memberOf, type RecordSetting } from './history-rows.ts'
import { countBefore, isClosed, type Judgement, judgeDraft } from './judge-draft.ts'
import { recordLesson } from './record-lesson.ts'

/** The conversation a draft belongs to, with the ids its rows already have. */
export interface RecordedThread {
  readonly conversation: DemoConversation
  readonly conversationId: string
  /** In the order of `conversation.messages`. */
  readonly messageIds: readonly string[]
}

export interface RecordedSuggestion {
  readonly id: string
  readonly suggestion: DemoSuggestion
  readonly status: SuggestionStatus
}

const model = 'offline'
const promptVersion = 'offline-rules-1'
const stageNames = [
  'gate',
  'classify',
  'retrieve',
  'draft',
  'ground',
  'self-check',
  'score',
  'decide',
] as const
/** Typical milliseconds of each stage. */
const stageMs = [0.4, 1.1, 9, 2.2, 1.6, 0.5, 0.1, 1.8] as const

/**
 * A run of the pipeline and what it left behind. A customer who asked for a person got no draft: then there is a run and
 * a verdict, and null is returned.
 */
export function recordSuggestion(
  rows: HistoryRows,
  setting: RecordSetting,
  thread: RecordedThread,
  suggestion: DemoSuggestion,
): RecordedSuggestion | null {
  const { ids, tenantId, now } = setting
  const { conversation, conversationId, messageIds } = thread
  const { createdAt, triggerIndex } = suggestion
  const question = conversation.messages[triggerIndex]?.text
  const messageId = messageIds[triggerIndex]
  if (question === undefined || messageId === undefined) throw new Error('a draft answers no message')
  const escalation = suggestion.decision === 'ESCALATE' ? (conversation.escalation?.reason ?? null) : null
  const runId = ids.next()
  const outsideHours = isClosed(createdAt)
  const judgement = judgeDraft(suggestion, {
    runId,
    escalation,
    record: countBefore(setting.decisions, suggestion.intent, createdAt),
    outsideHours,
    now,
  })
  const upset = suggestion.penalties.some(penalty => penalty.code === 'NEGATIVE_SENTIMENT')
  const drafted = escalation !== 'human_requested'
  const stages = timeStages(setting, drafted ? stageNames.length : 1)
  const latency = stages.reduce((sum, stage) => sum + stage.ms, 0)
  rows.runs.push({
    id: runId,
    tenantId,
    conversationId,
    triggerMessageId: messageId,
    status: 'finished',
    lastCustomerSeq: triggerIndex + 1,
    promptVersion: drafted ? promptVersion : null,
    model: drafted ? model : null,
    costMicros: drafted ? 0 : null,
    stages,
    outcome: summarise(suggestion, judgement, drafted),
    startedAt: new Date(createdAt.getTime() - Math.ceil(latency)),
    finishedAt: createdAt,
  })
  rows.aiDecisions.push({
    id: ids.next(),
    tenantId,
    conversationId,
    runId,
    verdict: judgement.gate.verdict,
    rule: judgement.gate.rule,
    snapshot: { signals: { negative: upset ? 1 : 0, injection: false }, outsideHours },
    createdAt,
  })
  if (!drafted) return null

  const id = ids.next()
  const { status, decidedAt } = fateOf(suggestion, conversation)
  const { sources, numbers } = citeSources(setting, id, suggestion, conversation)
  rows.sources.push(...sources)
  rows.suggestions.push({
    id,
    tenantId,
    conversationId,
    messageId,
    runId,
    version: status === 'pending' ? 1 : 2,
    status,
    text: suggestion.text,
    sentences: suggestion.sentences.map(sentence => ({
      text: sentence.text,
      evidenceIds: sentence.evidence.map(item => numbers.get(quoteKey(item)) ?? ''),
      supported: sentence.supported,
    })),
    language: conversation.language,
    intent: suggestion.intent,
    intentScore: suggestion.intentScore,
    similarityScore: suggestion.similarity,
    selfCheckScore: suggestion.selfCheck,
    rawScore: suggestion.rawScore,
    confidence: judgement.confidence,
    penalties: suggestion.penalties.map(penalty => ({ ...penalty })),
    decision: judgement.decision,
    blockedBy: judgement.blockedBy,
    ...factsForReplay(judgement),
    explanation: asJson(judgement.explanation),
    needsHandoff: escalation !== null,
    model,
    promptVersion,
    costMicros: 0,
    latencyMs: Math.round(latency),
    policyVersion: demoPolicy.policyVersion,
    createdAt,
    decidedAt,
  })
  rows.auditEvents.push(
    audit(setting, { kind: 'ai' }, 'suggestion_generated', { type: 'suggestion', id }, createdAt, {
      decision: judgement.decision,
      blockedBy: judgement.blockedBy,
      model,
    }),
  )
  if (suggestion.outcome !== null) {
    recordOutcome(rows, setting, thread, { id, suggestion, status, question }, suggestion.outcome)
  }
  return { id, suggestion, status }
}

/** A run that ended at the gate: the message wanted no answer. */
export function recordIgnored(
  rows: HistoryRows,
  setting: RecordSetting,
  thread: RecordedThread,
  index: number,
): void {
  const { ids, tenantId } = setting
  const message = thread.conversation.messages[index]
  const messageId = thread.messageIds[index]
  if (message === undefined || messageId === undefined) throw new Error('there is no such message')
  const runId = ids.next()
  const stages = timeStages(setting, 1)
  const finishedAt = new Date(message.sentAt.getTime() + 1_600 + Math.floor(setting.random() * 400))
  rows.runs.push({
    id: runId,
    tenantId,
    conversationId: thread.conversationId,
    triggerMessageId: messageId,
    status: 'finished',
    lastCustomerSeq: index + 1,
    stages,
    outcome: {
      kind: 'ignored',
      intent: null,
      retrieved: [],
      score: null,
      decision: null,
      keys: [],
      calibratedBy: null,
    },
    startedAt: new Date(finishedAt.getTime() - 1),
    finishedAt,
  })
  rows.aiDecisions.push({
    id: ids.next(),
    tenantId,
    conversationId: thread.conversationId,
    runId,
    verdict: 'ignore',
    rule: 'ignore_example',
    snapshot: { signals: { negative: 0, injection: false }, outsideHours: isClosed(finishedAt) },
    createdAt: finishedAt,
  })
}

const decided = { approve: 'approved', edit: 'edited', reject: 'rejected', escalate: 'escalated' } as const

/** What became of a draft, and when. One that nobody decided waits, unless the conversation went on without it. */
function fateOf(
  suggestion: DemoSuggestion,
  conversation: DemoConversation,
): { status: SuggestionStatus; decidedAt: Date | null } {
  const { outcome, createdAt } = suggestion
  if (outcome !== null) return { status: decided[outcome.action], decidedAt: outcome.at }
  const next = conversation.messages.find(message => message.sentAt > createdAt)
  const closed =
    conversation.escalation?.status === 'handled' || conversation.escalation?.status === 'dismissed'
      ? conversation.escalation.at
      : null
  const voidedAt = closed ?? next?.sentAt ?? null
  return voidedAt === null
    ? { status: 'pending', decidedAt: null }
    : { status: 'superseded', decidedAt: voidedAt }
}

function recordOutcome(
  rows: HistoryRows,
  setting: RecordSetting,
  thread: RecordedThread,
  recorded: RecordedSuggestion & { readonly question: string },
  outcome: DemoOutcome,
): void {
  const { ids, tenantId } = setting
  const { id, suggestion, status, question } = recorded
  const { conversation, conversationId } = thread
  const { action, at, reason = null } = outcome
  const membershipId = memberOf(setting, outcome.by)
  const finalText = action === 'approve' ? suggestion.text : (outcome.finalText ?? null)
  rows.humanActions.push({
    id: ids.next(),
    tenantId,
    suggestionId: id,
    membershipId,
    action,
    editedText: action === 'edit' ? finalText : null,
    ...(action === 'edit' && finalText !== null
      ? { editDiff: asJson(diffWords(suggestion.text, finalText)) }
      : {}),
    reason,
    timeToActMs: Math.max(0, at.getTime() - suggestion.createdAt.getTime()),
    createdAt: at,
  })
  rows.samples.push({
    id: ids.next(),
    tenantId,
    conversationId,
    suggestionId: id,
    channelType: 'webchat',
    question,
    draft: suggestion.text,
    finalAnswer: finalText,
    language: conversation.language,
    intent: suggestion.intent,
    decision: suggestion.decision,
    outcome: action,
    rawScore: suggestion.rawScore,
    reason,
    tsConfig: textSearchConfig(conversation.language),
    createdAt: at,
  })
  recordLesson(rows, setting, conversationId, recorded, outcome)
  rows.auditEvents.push(
    audit(
      setting,
      { kind: 'member', memberId: membershipId },
      `suggestion_${status}`,
      { type: 'suggestion', id },
      at,
      {
        version: 1,
      },
    ),
  )
}

const quoteKey = ({ kind, key, quote }: DemoEvidence) => `${kind}:${key}:${quote}`

/** The quotes of a draft, numbered in the order the reply uses them. */
function citeSources(
  setting: RecordSetting,
  suggestionId: string,
  suggestion: DemoSuggestion,
  conversation: DemoConversation,
): { sources: Prisma.SuggestionSourceCreateManyInput[]; numbers: Map<string, string> } {
  const quotes = new Map(
    suggestion.sentences.flatMap(sentence => sentence.evidence).map(item => [quoteKey(item), item]),
  )
  const sources = [...quotes.values()].map((item, position) => {
    const { kind, chunkId, title, updatedAt } = setting.shelf.cite(item, conversation.language)
    return {
      id: setting.ids.next(),
      tenantId: setting.tenantId,
      suggestionId,
      evidenceId: String(position + 1),
      kind,
      chunkId,
      title,
      quote: item.quote,
      // The score of a draft is that of its best source; each further one fits a little less.
      similarity: Math.max(0.2, Math.round((suggestion.similarity - 0.06 * position) * 1000) / 1000),
      position,
      // The catalogue was refreshed within the hour, whenever it was asked.
      sourceUpdatedAt: updatedAt ?? new Date(Math.floor(suggestion.createdAt.getTime() / hourMs) * hourMs),
    }
  })
  const numbers = new Map([...quotes.keys()].map((key, position) => [key, String(position + 1)]))
  return { sources, numbers }
}

function timeStages(setting: RecordSetting, count: number): { stage: string; ms: number }[] {
  return stageNames.slice(0, count).map((stage, at) => ({
    stage,
    ms: Math.round((stageMs[at] ?? 1) * (0.6 + setting.random() * 1.1) * 1000) / 1000,
  }))
}

/** The outcome of a run in the shape the server stores. */
function summarise(
  suggestion: DemoSuggestion,
  judgement: Judgement,
  drafted: boolean,
): Prisma.InputJsonObject {
  const { decision, intent, intentScore, similarity, selfCheck, rawScore, penalties } = suggestion
  const kind = decision === 'ESCALATE' ? 'escalated' : 'suggested'
  if (!drafted) {
    return { kind, intent: null, retrieved: [], score: null, decision: null, keys: [], calibratedBy: null }
  }
  return {
    kind,
    intent: { intent, score: intentScore, ranked: [{ intent, score: intentScore }] },
    retrieved: [],
    score: {
      similarity,
      intent: intentScore,
      selfCheck,
      penaltySum: penalties.reduce((sum, penalty) => sum + penalty.value, 0),
      raw: rawScore,
      penalties: penalties.map(penalty => ({ ...penalty })),
      calibrated: judgement.confidence,
      calibratedBy: 'prior',
    },
    decision,
    keys: asJson(judgement.keys),
    calibratedBy: 'prior',
  }
}

/** Plain data as Prisma's type of it, which knows no interfaces. */
function asJson(value: readonly object[]): Prisma.InputJsonArray {
  return value as unknown as Prisma.InputJsonArray
}

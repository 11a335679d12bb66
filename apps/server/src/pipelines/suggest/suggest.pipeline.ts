import { classifyStage } from './stages/classify.stage.ts'
import { decideStage } from './stages/decide.stage.ts'
import { draftStage } from './stages/draft.stage.ts'
import { gateStage } from './stages/gate.stage.ts'
import { groundStage } from './stages/ground.stage.ts'
import { retrieveStage } from './stages/retrieve.stage.ts'
import { scoreStage } from './stages/score.stage.ts'
import { selfCheckStage } from './stages/self-check.stage.ts'
import type { SuggestPorts } from './suggest.port.ts'
import type {
  DraftOutput,
  GateOutput,
  GroundOutput,
  SuggestContext,
  SuggestedReply,
  SuggestOptions,
  SuggestOutcome,
  SuggestPipeline,
  SuggestRun,
  SuggestStage,
} from './suggest.types.ts'
import { summariseEscalation } from './summarise-escalation.ts'

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

/**
 * From a customer's burst to a drafted, judged reply. Straight line: each stage takes what the last returned. Never throws: a run whose signal
 * fires ends as `superseded`, one that lost a port as `failed`, both with everything they got to know and what it cost.
 */
export function createSuggestPipeline(ports: SuggestPorts): SuggestPipeline {
  const monotonic = ports.monotonic ?? (() => performance.now())

  return async (context, options) => {
    const startedAt = ports.clock.now()
    const begun = monotonic()
    const stages: { stage: SuggestStage; ms: number }[] = []
    const run: Writable<SuggestRun> = {
      runId: context.runId,
      tenantId: context.tenantId,
      conversationId: context.conversationId,
      triggerMessageId: context.triggerMessageId,
      conversationVersion: context.conversationVersion,
      startedAt,
      question: null,
      gate: null,
      intent: null,
      retrieval: null,
      usage: null,
      stages,
      totalMs: 0,
    }
    let current: SuggestStage = 'gate'
    const stage = async <T>(name: SuggestStage, work: () => T | Promise<T>): Promise<T> => {
      current = name
      options.signal.throwIfAborted()
      options.onStage?.({ runId: context.runId, stage: name, ms: null })
      const from = monotonic()
      try {
        const output = await work()
        options.signal.throwIfAborted()
        return output
      } finally {
        const ms = monotonic() - from
        stages.push({ stage: name, ms })
        options.onStage?.({ runId: context.runId, stage: name, ms })
      }
    }
    const finish = <T extends SuggestOutcome>(outcome: T): T => {
      run.totalMs = monotonic() - begun
      return outcome
    }
    try {
      return finish(await straightLine(context, ports, options, startedAt, run, stage))
    } catch (error) {
      return finish(
        options.signal.aborted
          ? { kind: 'superseded', run, stage: current }
          : { kind: 'failed', run, stage: current, error },
      )
    }
  }
}

async function straightLine(
  context: SuggestContext,
  ports: SuggestPorts,
  options: SuggestOptions,
  now: Date,
  run: Writable<SuggestRun>,
  stage: <T>(name: SuggestStage, work: () => T | Promise<T>) => Promise<T>,
): Promise<SuggestOutcome> {
  const { signal } = options
  const gate = await stage('gate', () => gateStage(context, now))
  const { question } = gate
  run.question = question
  run.gate = gate.verdict
  if (gate.verdict.action === 'ignore') return { kind: 'ignored', run }
  if (!gate.verdict.draft) return escalatedByGate(context, gate, run)

  const intent = await stage('classify', () =>
    classifyStage(ports.intentClassifier, context.tenantId, question),
  )
  run.intent = intent
  const retrieval = await stage('retrieve', () => retrieveStage(ports, context, question, intent, signal))
  run.retrieval = retrieval
  const draft = await stage('draft', async () => {
    const output = await draftStage(
      ports.model,
      { context, question, intent, retrieval, now },
      { signal, onDelta: options.onDelta },
    )
    // Noted before anything can stop the run: a discarded draft was paid for all the same.
    run.usage = output.usage
    return output
  })
  const ground = await stage('ground', () =>
    groundStage(context, question, retrieval, draft, now, ports.secretTexts),
  )
  const selfCheck = await stage('self-check', () => selfCheckStage(question, gate, retrieval, draft, ground))
  const score = await stage('score', () =>
    scoreStage({ context, question, gate, intent, draft, ground, selfCheck }),
  )
  const decide = await stage('decide', () =>
    decideStage(ports.autonomy, { context, gate, intent, selfCheck, score }),
  )

  const suggestion: SuggestedReply = {
    text: textOf(ground),
    language: question.language,
    draft,
    ground,
    selfCheck,
    score,
    decide,
  }
  if (decide.escalationReason === null) return { kind: 'suggested', run, suggestion }
  return {
    kind: 'escalated',
    run,
    suggestion: suggestion.text === '' ? null : suggestion,
    escalation: summariseEscalation({
      reason: decide.escalationReason,
      explanation: decide.explanation,
      question: question.text,
      suggestedResponse: suggestedResponse(suggestion.text, draft),
      missingFields: draft.missingFields,
      language: context.tenant.language,
    }),
  }
}

function escalatedByGate(context: SuggestContext, gate: GateOutput, run: SuggestRun): SuggestOutcome {
  const { rule, matched, escalationReason } = gate.verdict
  return {
    kind: 'escalated',
    run,
    suggestion: null,
    escalation: summariseEscalation({
      reason: escalationReason ?? 'policy',
      explanation: [{ code: 'GATE_ESCALATED', params: { rule, matched: matched ?? '' } }],
      question: gate.question.text,
      suggestedResponse: null,
      missingFields: [],
      language: context.tenant.language,
    }),
  }
}

/** Sentences, then questions, as one message. */
function textOf(ground: GroundOutput): string {
  return ground.sentences.map(sentence => sentence.text).join(' ')
}

/** A reply that only says "a colleague will answer" is no help to that colleague. */
function suggestedResponse(text: string, draft: DraftOutput): string | null {
  if (text === '') return null
  const saysSomething = draft.sentences.some(sentence => sentence.evidenceIds.length > 0)
  return saysSomething || draft.questions.length > 0 ? text : null
}

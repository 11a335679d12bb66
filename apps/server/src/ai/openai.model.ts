import { type Clock, systemClock } from '@countersign/shared/kernel/clock'
import { estimateTokens } from '@countersign/shared/text/estimate-tokens'
import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions'
import { type CircuitBreaker, createCircuitBreaker } from './circuit-breaker.ts'
import type {
  DraftDelta,
  DraftOptions,
  DraftRequest,
  DraftResponse,
  EmbedAnswer,
  Model,
  ModelFailure,
  ModelFailureCode,
} from './model.port.ts'
import {
  type DraftPrompt,
  type DraftSchema,
  draftPrompt,
  draftPromptVersion,
  draftSchema,
  repairRequest,
} from './prompts/draft-reply.prompt.ts'
import { retryDelayMs } from './retry-delay.ts'
import { createSentenceStream } from './stream-sentences.ts'

export interface OpenAiOptions {
  readonly apiKey: string
  /** Any server that speaks Chat Completions, e.g. `https://api.openai.com/v1`. */
  readonly baseURL: string
  readonly model: string
  readonly embedModel: string
  /** Milliseconds for one draft, retries and repair included. */
  readonly timeoutMs?: number
  /** Milliseconds without a byte after which a try is given up. */
  readonly idleMs?: number
  /** Tries of one call, the first included. */
  readonly maxAttempts?: number
  readonly temperature?: number
  /** What a token costs in millionths of the billing currency's unit; no cost is reported without it. */
  readonly price?: { readonly inputMicros: number; readonly outputMicros: number }
  readonly clock?: Clock
  readonly random?: () => number
  /** Resolves after the time, or at once when the signal fires. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>
  readonly breaker?: { readonly threshold: number; readonly pauseMs: number }
}

/** A reply is a few hundred characters; a model that writes on and on is stopped here. */
const maxAnswerCharacters = 40_000

interface Usage {
  tokensIn: number
  tokensOut: number
}

type Tried<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: ModelFailure }

/**
 * Drafts through an OpenAI-compatible server: streamed, structured by a JSON schema, retried on 429 and 5xx as the server asks, guarded by a
 * circuit breaker. All that can go wrong on the way is answered as a failure, never thrown.
 */
export function createOpenAiModel(options: OpenAiOptions): Model {
  const clock = options.clock ?? systemClock
  const random = options.random ?? Math.random
  const sleep = options.sleep ?? sleepFor
  const timeoutMs = options.timeoutMs ?? 30_000
  const idleMs = options.idleMs ?? 15_000
  const maxAttempts = options.maxAttempts ?? 3
  const breaker = createCircuitBreaker({ clock, ...(options.breaker ?? { threshold: 5, pauseMs: 30_000 }) })
  // Retries are ours: the SDK's own know neither the run's deadline nor the breaker.
  const client = new OpenAI({
    apiKey: options.apiKey,
    baseURL: options.baseURL,
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: 'off',
  })

  /** One call with its retries, inside a deadline. */
  async function attempt<T>(
    deadline: AbortSignal,
    caller: AbortSignal,
    usage: Usage,
    call: (signal: AbortSignal, touch: () => void) => Promise<T>,
    beforeRetry: () => void = () => {},
  ): Promise<Tried<T>> {
    for (let number = 1; ; number++) {
      if (!breaker.allows())
        return failed('circuit_open', 'The provider failed repeatedly and is left alone for a while', usage)
      const idle = idleTimer(idleMs)
      const signal = AbortSignal.any([deadline, caller, idle.signal])
      try {
        const value = await call(signal, idle.touch)
        breaker.succeeded()
        return { ok: true, value }
      } catch (error) {
        const problem = classify(error, { caller, deadline, idle: idle.signal })
        report(breaker, problem.code)
        const left = number < maxAttempts && problem.retry && !deadline.aborted && !caller.aborted
        if (!left) return failed(problem.code, problem.message, usage)
        const wait = retryDelayMs({
          attempt: number,
          headers: problem.headers,
          now: clock.now(),
          random: random(),
        })
        // A wait longer than the whole draft may take is a refusal in other words.
        if (wait >= timeoutMs)
          return failed(problem.code, `${problem.message}; asked to wait ${wait} ms`, usage)
        beforeRetry()
        await sleep(wait, AbortSignal.any([deadline, caller]))
      } finally {
        idle.stop()
      }
    }
  }

  async function complete(
    messages: ChatCompletionMessageParam[],
    profile: DraftRequest['profile'],
    signal: AbortSignal,
    touch: () => void,
    usage: Usage,
    onDelta: ((delta: DraftDelta) => void) | undefined,
  ): Promise<string> {
    const stream = await client.chat.completions.create(
      {
        model: profile.model ?? options.model,
        messages,
        stream: true,
        stream_options: { include_usage: true },
        response_format: zodResponseFormat(draftSchema, 'draft_reply'),
        ...sampling(profile, options),
      },
      { signal },
    )
    const sentences = createSentenceStream()
    let content = ''
    let finish: string | null = null
    let counted: { prompt_tokens: number; completion_tokens: number } | null = null
    try {
      for await (const chunk of stream) {
        touch()
        counted = chunk.usage ?? counted
        const choice = chunk.choices?.[0]
        if (choice === undefined) continue
        finish = choice.finish_reason ?? finish
        if (choice.delta?.refusal) throw new ModelProblem('rejected', 'The model refused to answer')
        const piece = choice.delta?.content ?? ''
        content += piece
        if (content.length > maxAnswerCharacters)
          throw new ModelProblem('broken_output', 'The answer did not end')
        for (const delta of sentences.push(piece)) onDelta?.(delta)
      }
    } catch (error) {
      if (error instanceof SyntaxError) throw new ModelProblem('broken_output', 'The stream was not JSON')
      if (content !== '' && !(error instanceof ModelProblem) && !signal.aborted) {
        throw new ModelProblem('dropped_stream', 'The stream broke off')
      }
      throw error
    } finally {
      usage.tokensIn += counted?.prompt_tokens ?? estimateTokens(JSON.stringify(messages))
      usage.tokensOut += counted?.completion_tokens ?? estimateTokens(content)
    }
    // A connection that closes without an end mark looks like an end to the SDK.
    if (signal.aborted) throw signal.reason
    if (finish === null) throw new ModelProblem('dropped_stream', 'The stream ended without a finish reason')
    if (finish === 'content_filter') throw new ModelProblem('rejected', 'The provider filtered the answer')
    if (finish === 'length')
      throw new ModelProblem('broken_output', 'The answer was cut off at its length limit')
    return content
  }

  return {
    name: options.model,
    embedModel: options.embedModel,

    async draft(request, { signal: caller, onDelta, localOnly }: DraftOptions) {
      const usage: Usage = { tokensIn: 0, tokensOut: 0 }
      if (localOnly === true) return failed('rejected', 'No paid call may be made for this run', usage)
      if (caller.aborted) return failed('cancelled', 'The run was cancelled', usage)
      const deadline = AbortSignal.timeout(timeoutMs)
      const prompt = draftPrompt(request)
      const messages: ChatCompletionMessageParam[] = [
        { role: 'system', content: prompt.system },
        { role: 'user', content: prompt.user },
      ]
      const reset = (): void => onDelta?.({ kind: 'reset' })
      const first = await attempt(
        deadline,
        caller,
        usage,
        (signal, touch) => complete(messages, request.profile, signal, touch, usage, onDelta),
        reset,
      )
      if (!first.ok) return first
      let parsed = parseDraft(first.value)
      if (parsed === null) {
        reset()
        const repaired = await attempt(
          deadline,
          caller,
          usage,
          (signal, touch) =>
            complete(
              [
                ...messages,
                { role: 'assistant', content: first.value.slice(0, 8000) },
                { role: 'user', content: repairRequest },
              ],
              request.profile,
              signal,
              touch,
              usage,
              onDelta,
            ),
          reset,
        )
        if (!repaired.ok) return repaired
        parsed = parseDraft(repaired.value)
      }
      if (parsed === null) return failed('broken_output', 'The answer had the wrong shape twice', usage)
      return { ok: true, draft: toResponse(parsed, prompt, options, usage, request) }
    },

    async embed(texts, { signal: caller }): Promise<EmbedAnswer> {
      const usage: Usage = { tokensIn: 0, tokensOut: 0 }
      if (texts.length === 0) return { ok: true, model: options.embedModel, vectors: [], tokens: 0 }
      if (caller.aborted) return failed('cancelled', 'The run was cancelled', usage)
      const deadline = AbortSignal.timeout(timeoutMs)
      const answer = await attempt(deadline, caller, usage, signal =>
        client.embeddings.create(
          { model: options.embedModel, input: [...texts], encoding_format: 'float' },
          { signal },
        ),
      )
      if (!answer.ok) return answer
      const ordered = [...(answer.value.data ?? [])].sort((left, right) => left.index - right.index)
      if (ordered.length !== texts.length || ordered.some(item => !Array.isArray(item.embedding))) {
        return failed('broken_output', 'The provider returned another number of vectors', usage)
      }
      return {
        ok: true,
        model: options.embedModel,
        vectors: ordered.map(item => normalise(item.embedding)),
        tokens: answer.value.usage?.total_tokens ?? estimateTokens(texts.join(' ')),
      }
    },
  }
}

/** Left out where nobody chose: not every model takes them. */
function sampling(
  profile: DraftRequest['profile'],
  options: OpenAiOptions,
): { temperature?: number; top_p?: number } {
  const temperature = profile.temperature ?? options.temperature ?? null
  return {
    ...(temperature === null ? {} : { temperature }),
    ...(profile.topP === null ? {} : { top_p: profile.topP }),
  }
}

function parseDraft(content: string): DraftSchema | null {
  const bare = content.trim().replace(/^```(?:json)?\s*|\s*```$/g, '')
  try {
    const parsed = draftSchema.safeParse(JSON.parse(bare))
    return parsed.success && hasWords(parsed.data) ? parsed.data : null
  } catch {
    return null
  }
}

function hasWords(draft: DraftSchema): boolean {
  return [...draft.sentences.map(sentence => sentence.text), ...draft.questions].some(
    text => text.trim() !== '',
  )
}

function toResponse(
  draft: DraftSchema,
  prompt: DraftPrompt,
  options: OpenAiOptions,
  usage: Usage,
  request: DraftRequest,
): DraftResponse {
  const retrieved = new Set(request.evidence.map(item => item.id))
  const model = request.profile.model ?? options.model
  return {
    sentences: draft.sentences
      .filter(sentence => sentence.text.trim() !== '')
      .map(sentence => ({
        text: sentence.text.trim(),
        // An id that was never given out stays as it is, so that grounding sees and counts it.
        evidenceIds: sentence.evidence.map(
          name => prompt.evidenceIds.get(name) ?? (retrieved.has(name) ? name : `unknown:${name}`),
        ),
      })),
    questions: draft.questions.map(text => text.trim()).filter(text => text !== ''),
    missingFields: draft.missing_fields,
    handoff: draft.handoff,
    model,
    promptVersion: draftPromptVersion,
    tokensIn: usage.tokensIn,
    tokensOut: usage.tokensOut,
    // The price given is that of the server's own model; others have theirs in the price table.
    ...(options.price === undefined || model !== options.model
      ? {}
      : {
          costMicros: Math.round(
            usage.tokensIn * options.price.inputMicros + usage.tokensOut * options.price.outputMicros,
          ),
        }),
  }
}

function normalise(vector: readonly number[]): number[] {
  const norm = Math.hypot(...vector)
  return norm === 0 ? [...vector] : vector.map(value => value / norm)
}

/** What went wrong inside a call that reached the server. Never leaves this file: callers see a `ModelFailure`. */
class ModelProblem extends Error {
  readonly code: ModelFailureCode

  constructor(code: ModelFailureCode, message: string) {
    super(message)
    this.code = code
  }
}

interface Problem {
  readonly code: ModelFailureCode
  readonly message: string
  readonly retry: boolean
  readonly headers: { get(name: string): string | null } | null
}

function classify(
  error: unknown,
  signals: { readonly caller: AbortSignal; readonly deadline: AbortSignal; readonly idle: AbortSignal },
): Problem {
  const problem = (
    code: ModelFailureCode,
    message: string,
    retry = false,
    headers: Problem['headers'] = null,
  ) => ({
    code,
    message,
    retry,
    headers,
  })
  if (signals.caller.aborted) return problem('cancelled', 'The run was cancelled')
  if (error instanceof ModelProblem) return problem(error.code, error.message)
  if (signals.deadline.aborted) return problem('timeout', 'The draft took longer than it may')
  if (signals.idle.aborted) return problem('timeout', 'The provider went silent')
  if (error instanceof APIConnectionTimeoutError)
    return problem('timeout', 'The provider did not answer in time')
  if (error instanceof APIUserAbortError) return problem('cancelled', 'The call was cancelled')
  if (error instanceof APIConnectionError)
    return problem('unavailable', 'The provider cannot be reached', true)
  if (error instanceof APIError) {
    const status: number = typeof error.status === 'number' ? error.status : 0
    const headers = error.headers ?? null
    if (status === 429) return problem('rate_limited', 'The provider asks to slow down (429)', true, headers)
    if (status === 408 || status === 409 || status >= 500) {
      return problem('unavailable', `The provider answered ${status}`, true, headers)
    }
    if (status >= 400) return problem('rejected', `The provider refused the request (${status})`)
    return problem('unavailable', 'The provider reported an error', true)
  }
  if (error instanceof SyntaxError) return problem('broken_output', 'The provider did not answer in JSON')
  return problem(
    'unavailable',
    error instanceof Error ? `The call failed: ${error.name}` : 'The call failed',
    true,
  )
}

/** Only what says "the provider is down or drowning" counts against it; a refusal or our own cancellation does not. */
function report(breaker: CircuitBreaker, code: ModelFailureCode): void {
  if (code === 'timeout' || code === 'rate_limited' || code === 'unavailable' || code === 'dropped_stream') {
    breaker.failed()
  } else if (code === 'cancelled') {
    breaker.released()
  } else {
    breaker.succeeded()
  }
}

function failed(code: ModelFailureCode, message: string, usage: Usage): { ok: false; failure: ModelFailure } {
  return { ok: false, failure: { code, message, tokensIn: usage.tokensIn, tokensOut: usage.tokensOut } }
}

function idleTimer(ms: number): { signal: AbortSignal; touch: () => void; stop: () => void } {
  const controller = new AbortController()
  const fire = (): void => controller.abort(new Error('idle'))
  let timer = setTimeout(fire, ms)
  return {
    signal: controller.signal,
    touch: () => {
      clearTimeout(timer)
      timer = setTimeout(fire, ms)
    },
    stop: () => clearTimeout(timer),
  }
}

function sleepFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) return resolve()
    const wake = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', wake)
      resolve()
    }
    const timer = setTimeout(wake, ms)
    signal.addEventListener('abort', wake, { once: true })
  })
}

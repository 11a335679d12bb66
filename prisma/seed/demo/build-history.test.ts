import { describe, expect, it } from 'vitest'
import { buildHistory, demoSeed } from './build-history.ts'
import type { DemoConversation, DemoIntent, DemoLanguage, DemoSuggestion } from './demo.types.ts'
import { matchingProducts, scenarios } from './draw-situation.ts'
import { sourceText } from './find-quote.ts'
import { members } from './members.ts'
import { products } from './products.ts'
import { combineScores, scoring } from './score-draft.ts'
import { seededRandom } from './seeded-random.ts'

const day = 86_400_000
const now = new Date('2026-11-20T10:30:00Z')
const build = (seed = demoSeed, at = now) => buildHistory({ random: seededRandom(seed), now: at })
const history = build()
/** A working day, a Sunday night, a Saturday afternoon after closing, a holiday weekend and an early Monday. */
const moments = [
  '2026-11-20T10:30:00Z',
  '2026-11-22T01:15:00Z',
  '2026-11-21T15:40:00Z',
  '2027-01-02T06:00:00Z',
]
const modelNames = products.map(product => product.model).sort((left, right) => right.length - left.length)
const everyHistory = [1, 2, demoSeed].flatMap(seed =>
  moments.map(at => ({ at: new Date(at), list: build(seed, new Date(at)) })),
)
const suggestionsOf = (list: readonly DemoConversation[]) =>
  list.flatMap(conversation => conversation.suggestions)
const decided = (list: readonly DemoSuggestion[]) => list.filter(suggestion => suggestion.outcome !== null)
const unchangedShare = (list: readonly DemoSuggestion[]) =>
  list.filter(suggestion => suggestion.outcome?.action === 'approve').length / list.length
const isOpen = (conversation: DemoConversation) => conversation.status !== 'resolved'
const isPending = (suggestion: DemoSuggestion) =>
  suggestion.outcome === null && suggestion.decision !== 'ESCALATE'

describe('size and shape', () => {
  it('has 320 conversations by default, as many as asked otherwise, each with its own key', () => {
    expect(history).toHaveLength(320)
    expect(buildHistory({ random: seededRandom(5), now, count: 60 })).toHaveLength(60)
    expect(new Set(history.map(conversation => conversation.key)).size).toBe(320)
    expect(new Set(history.map(conversation => conversation.customerName)).size).toBe(320)
  })

  it('is the same for the same seed and moment, and another for another seed', () => {
    expect(build()).toEqual(history)
    expect(build(99)).not.toEqual(history)
  })

  it('is about two thirds English and one third Russian, and speaks the language it claims', () => {
    const russian = history.filter(conversation => conversation.language === 'ru')
    expect(russian.length / history.length).toBeGreaterThan(0.28)
    expect(russian.length / history.length).toBeLessThan(0.42)
    for (const { language, messages } of history) {
      for (const message of messages)
        expect(/[а-яё]/i.test(message.text), message.text).toBe(language === 'ru')
    }
  })

  it('covers all eight intents', () => {
    const intents = new Set(history.map(conversation => conversation.intent))
    expect([...intents].sort()).toEqual(
      [
        'availability',
        'complaint',
        'discount',
        'order_status',
        'other',
        'price',
        'return',
        'shipping',
      ].sort(),
    )
  })

  it('hardly repeats itself', () => {
    const questions = history.flatMap(({ messages, suggestions }) =>
      suggestions.map(suggestion => messages[suggestion.triggerIndex]?.text),
    )
    expect(new Set(questions).size / questions.length).toBeGreaterThan(0.9)
    const replies = history.flatMap(({ messages }) => messages.filter(message => message.from === 'operator'))
    expect(new Set(replies.map(message => message.text)).size / replies.length).toBeGreaterThan(0.7)
  })

  it('leaves no slot unfilled', () => {
    for (const { messages, suggestions, escalation } of history) {
      const texts = [...messages, ...suggestions].map(item => item.text)
      for (const text of [...texts, escalation?.summary ?? ''])
        expect(text).not.toMatch(/[{}]|undefined|NaN| {2}/)
    }
  })
})

describe('time', () => {
  it('spreads over at least 55 of the last 60 days, the newest within the last hours', () => {
    for (const { at, list } of everyHistory) {
      const starts = list.map(conversation => conversation.startedAt.getTime())
      const newest = Math.max(...starts)
      expect(newest - Math.min(...starts)).toBeGreaterThanOrEqual(55 * day)
      expect(Math.min(...starts)).toBeGreaterThanOrEqual(at.getTime() - 60 * day)
      expect(at.getTime() - newest).toBeLessThan(2 * 3_600_000)
    }
  })

  it('puts nothing after now, and everything in the order it happened', () => {
    for (const { at, list } of everyHistory) {
      for (const { startedAt, messages, suggestions, escalation, snoozedUntil } of list) {
        const times = messages.map(message => message.sentAt.getTime())
        expect(times).toEqual([...times].sort((left, right) => left - right))
        expect(startedAt.getTime()).toBe(times[0])
        for (const suggestion of suggestions) {
          expect(suggestion.createdAt.getTime()).toBeGreaterThan(
            messages[suggestion.triggerIndex]?.sentAt.getTime() ?? 0,
          )
          expect(suggestion.createdAt.getTime()).toBeLessThan(at.getTime())
          if (suggestion.outcome) {
            expect(suggestion.outcome.at.getTime()).toBeGreaterThan(suggestion.createdAt.getTime())
            expect(suggestion.outcome.at.getTime()).toBeLessThan(at.getTime())
          }
        }
        if (escalation) expect(escalation.at.getTime()).toBeGreaterThanOrEqual(escalation.createdAt.getTime())
        expect(Math.max(...times, escalation?.at.getTime() ?? 0)).toBeLessThan(at.getTime())
        if (snoozedUntil) expect(snoozedUntil.getTime()).toBeGreaterThan(at.getTime())
      }
    }
  })

  it('follows the working week: busy by day, quiet at night and on Sunday', () => {
    const past = history
      .filter(conversation => !isOpen(conversation))
      .map(conversation => conversation.startedAt)
    const byDay = past.filter(start => start.getUTCHours() >= 6 && start.getUTCHours() < 18)
    const onSunday = past.filter(start => start.getUTCDay() === 0)
    expect(byDay.length / past.length).toBeGreaterThan(0.8)
    expect(onSunday.length / past.length).toBeLessThan(0.1)
  })
})

describe('evidence', () => {
  it('quotes literally from a source of the right language', () => {
    for (const { list } of everyHistory) {
      for (const { language, suggestions } of list) {
        for (const { sentences } of suggestions) {
          for (const { evidence } of sentences) {
            for (const { kind, key, quote } of evidence) {
              expect(sourceText(kind, key, language), key).toContain(quote)
              if (kind !== 'product') expect(key.endsWith(`-${language}`), key).toBe(true)
              expect(quote.length).toBeGreaterThan(8)
            }
          }
        }
      }
    }
  })

  it('is there for every planned sentence of every scenario', () => {
    for (const language of ['en', 'ru'] as const) {
      for (const scenario of scenarios[language]) {
        for (const source of scenario.answer.flatMap(sentence => sentence.sources)) {
          if (source.kind !== 'product') {
            expect(sourceText(source.kind, source.key, language), scenario.key).toContain(source.has)
          } else expect(scenario.product, scenario.key).toBeDefined()
        }
        if (scenario.product)
          expect(matchingProducts(scenario.product).length, scenario.key).toBeGreaterThan(1)
      }
    }
  })

  it('contains every number a supported sentence states', () => {
    for (const { suggestions } of history) {
      for (const sentence of suggestions.flatMap(suggestion => suggestion.sentences)) {
        expect(sentence.supported).toBe(sentence.evidence.length > 0)
        if (!sentence.supported) continue
        const quotes = sentence.evidence.map(evidence => evidence.quote).join(' ')
        const unquoted = modelNames.reduce((text, model) => text.replaceAll(model, ''), sentence.text)
        for (const number of unquoted.match(/\d+/g) ?? []) {
          expect(quotes.split(/\D+/), sentence.text).toContain(number)
        }
      }
    }
  })

  it('belongs to one to three sentences that make up the draft', () => {
    for (const { text, sentences } of suggestionsOf(history)) {
      expect(sentences.length).toBeGreaterThanOrEqual(1)
      expect(sentences.length).toBeLessThanOrEqual(3)
      expect(sentences.map(sentence => sentence.text).join(' ')).toBe(text)
    }
  })
})

describe('scores and decisions', () => {
  it('follow the product formula, thresholds and penalties', () => {
    for (const suggestion of suggestionsOf(history)) {
      const { similarity, intentScore, selfCheck, penalties, rawScore, decision, blockedBy, sentences } =
        suggestion
      expect(rawScore).toBe(combineScores(similarity, intentScore, selfCheck, penalties))
      if (rawScore < scoring.escalateBelow) expect(decision).toBe('ESCALATE')
      expect(decision).not.toBe('AUTO_SEND')
      expect(blockedBy !== null).toBe(decision === 'NEED_APPROVAL' && rawScore >= scoring.autoFrom)
      const codes = penalties.map(penalty => penalty.code)
      expect(codes.includes('LOW_SIMILARITY')).toBe(similarity < 0.55)
      expect(codes.includes('NO_SOURCES')).toBe(sentences.every(sentence => !sentence.supported))
    }
  })

  it('open the AI step by step: flag, learning mode, then the gate that has not opened yet', () => {
    const blocked = suggestionsOf(history).filter(suggestion => suggestion.blockedBy !== null)
    const firstSeen = (code: string) =>
      Math.min(...blocked.filter(s => s.blockedBy === code).map(s => s.createdAt.getTime()))
    expect(firstSeen('FLAG_OFF')).toBeLessThan(firstSeen('MODE'))
    expect(firstSeen('MODE')).toBeLessThan(firstSeen('AUTONOMY_CLOSED'))
    expect(new Set(blocked.map(suggestion => suggestion.blockedBy))).toEqual(
      new Set(['FLAG_OFF', 'MODE', 'AUTONOMY_CLOSED', 'INTENT_NOT_ALLOWED']),
    )
  })

  it('never reached the record that would have opened the gate, whenever the shop is seeded', () => {
    for (let step = 0; step < 40; step++) {
      const list = build(demoSeed, new Date(now.getTime() + step * 9.7 * 3_600_000))
      const inOrder = decided(suggestionsOf(list)).sort((left, right) => at(left) - at(right))
      for (const intent of new Set(inOrder.map(suggestion => suggestion.intent))) {
        const ofIntent = inOrder.filter(suggestion => suggestion.intent === intent)
        for (let count = 30; count <= ofIntent.length; count++) {
          expect(wilsonLowerBound(ofIntent.slice(0, count)), `${intent} after ${count}`).toBeLessThan(0.95)
        }
      }
    }
  })

  it('let people send more drafts unchanged the higher they scored', () => {
    for (const seed of [1, 2, 3, demoSeed]) {
      const list = decided(suggestionsOf(build(seed)))
      const share = (low: number, high: number) =>
        unchangedShare(list.filter(suggestion => suggestion.rawScore >= low && suggestion.rawScore < high))
      expect(share(0, 0.65)).toBeLessThan(0.5)
      expect(share(0.65, 0.8)).toBeGreaterThan(share(0, 0.65))
      expect(share(0.8, 0.9)).toBeGreaterThan(share(0.65, 0.8))
      expect(share(0.9, 1)).toBeGreaterThanOrEqual(share(0.8, 0.9))
      expect(share(0.9, 1)).toBeGreaterThan(0.9)
    }
  })

  it('differ by intent: shipping and availability almost always unchanged, complaints rarely', () => {
    const shareOf = (intent: DemoIntent) =>
      unchangedShare(decided(suggestionsOf(history)).filter(suggestion => suggestion.intent === intent))
    expect(shareOf('shipping')).toBeGreaterThan(0.9)
    expect(shareOf('availability')).toBeGreaterThan(0.9)
    expect(shareOf('complaint')).toBeLessThan(0.35)
    expect(shareOf('order_status')).toBeLessThan(shareOf('shipping'))
  })
})

describe('people', () => {
  it('sent exactly the bytes they approved or wrote', () => {
    for (const { list } of everyHistory) {
      for (const { messages, suggestions } of list) {
        for (const { text, outcome } of suggestions) {
          if (outcome === null) continue
          expect(outcome.action === 'edit').toBe(outcome.finalText !== undefined)
          if (outcome.action === 'edit') expect(outcome.finalText).not.toBe(text)
          if (outcome.action !== 'approve' && outcome.action !== 'edit') continue
          const sent = messages.filter(
            message => message.from === 'operator' && message.text === (outcome.finalText ?? text),
          )
          expect(sent.length).toBeGreaterThan(0)
          expect(sent.some(message => message.author === outcome.by && message.sentAt > outcome.at)).toBe(
            true,
          )
        }
      }
    }
  })

  it('are members of the shop, and every answer has an author', () => {
    const emails = new Set(members.map(member => member.email))
    for (const { messages, assignee, suggestions, escalation } of history) {
      for (const message of messages) {
        expect(message.author !== undefined && emails.has(message.author)).toBe(message.from === 'operator')
      }
      for (const email of [
        assignee,
        escalation?.by,
        ...suggestions.map(suggestion => suggestion.outcome?.by),
      ]) {
        if (email !== undefined) expect(emails.has(email)).toBe(true)
      }
    }
  })

  it('give a reason when they reject or escalate', () => {
    for (const { outcome } of suggestionsOf(history)) {
      if (outcome?.action === 'reject' || outcome?.action === 'escalate') expect(outcome.reason).toBeTruthy()
    }
    const actions = new Set(suggestionsOf(history).map(suggestion => suggestion.outcome?.action))
    expect(actions).toEqual(new Set(['approve', 'edit', 'reject', 'escalate', undefined]))
  })
})

describe('the desk at first start', () => {
  it('has twelve drafts to decide, each for the last message of the customer', () => {
    for (const { list } of everyHistory) {
      const waiting = list.filter(({ suggestions }) => suggestions.some(isPending))
      expect(waiting).toHaveLength(12)
      for (const { status, messages, suggestions } of waiting) {
        expect(status).toBe('waiting_operator')
        expect(suggestions.filter(isPending)).toHaveLength(1)
        expect(suggestions.at(-1)?.triggerIndex).toBe(messages.length - 1)
        expect(messages.at(-1)?.from).toBe('customer')
      }
    }
  })

  it('has drafts of many intents in both languages', () => {
    const waiting = history.filter(({ suggestions }) => suggestions.some(isPending))
    expect(new Set(waiting.map(conversation => conversation.intent)).size).toBeGreaterThanOrEqual(7)
    expect(new Set(waiting.map(conversation => conversation.language))).toEqual(
      new Set<DemoLanguage>(['en', 'ru']),
    )
  })

  it('has five escalations to take, two taken, and fourteen open conversations without an assignee', () => {
    const byStatus = (status: string) => history.filter(({ escalation }) => escalation?.status === status)
    expect(byStatus('pending')).toHaveLength(5)
    expect(byStatus('claimed')).toHaveLength(2)
    expect(
      history.filter(conversation => isOpen(conversation) && conversation.assignee === undefined),
    ).toHaveLength(14)
    expect(
      new Set(byStatus('pending').map(({ escalation }) => escalation?.reason)).size,
    ).toBeGreaterThanOrEqual(3)
  })

  it('shows every state a conversation can be in, with the escalation that belongs to it', () => {
    expect(new Set(history.map(conversation => conversation.status))).toEqual(
      new Set(['active', 'waiting_customer', 'waiting_operator', 'escalated', 'resolved', 'snoozed']),
    )
    for (const { status, escalation, suggestions, snoozedUntil, assignee } of history) {
      const unfinished = escalation?.status === 'pending' || escalation?.status === 'claimed'
      expect(status === 'escalated').toBe(unfinished)
      expect(status === 'snoozed').toBe(snoozedUntil !== undefined)
      if (status === 'resolved') expect(assignee).toBeDefined()
      const handedOver = suggestions.some(s => s.decision === 'ESCALATE' || s.outcome?.action === 'escalate')
      expect(handedOver).toBe(escalation !== undefined)
      expect(escalation?.by === undefined).toBe(escalation === undefined || escalation.status === 'pending')
    }
  })
})

function at(suggestion: DemoSuggestion): number {
  return suggestion.outcome?.at.getTime() ?? 0
}

/** Lower end of the Wilson interval (95 %) of the share approved unchanged, over the last 200. */
function wilsonLowerBound(list: readonly DemoSuggestion[]): number {
  const recent = list.slice(-200)
  const size = recent.length
  const share = unchangedShare(recent)
  const z = 1.96
  const spread = z * Math.sqrt((share * (1 - share)) / size + (z * z) / (4 * size * size))
  return (share + (z * z) / (2 * size) - spread) / (1 + (z * z) / size)
}

import { describe, expect, it } from 'vitest'
import type { DraftResponse, Model } from '../../ai/model.port.ts'
import { createOfflineModel } from '../../ai/offline/offline.model.ts'
import { customerSays, fixtureContext, fixturePorts } from '../../pipelines/suggest/suggest.fixture.ts'
import { createSuggestPipeline } from '../../pipelines/suggest/suggest.pipeline.ts'
import type { SuggestOutcome } from '../../pipelines/suggest/suggest.types.ts'

const never = new AbortController().signal
const usual = fixtureContext()

/** Every key turns and no score is too low. */
const ask = (text: string, model: Model = createOfflineModel()): Promise<SuggestOutcome> =>
  createSuggestPipeline(fixturePorts({ model }))(
    fixtureContext({
      messages: customerSays(text),
      settings: { ...usual.settings, tAuto: 0, tEscalate: 0, intentsForceHandoff: [] },
    }),
    { signal: never },
  )

const replyOf = (outcome: SuggestOutcome) => ('suggestion' in outcome ? outcome.suggestion : null)
const verdict = (outcome: SuggestOutcome): string =>
  outcome.kind === 'suggested' ? outcome.suggestion.decide.decision : outcome.kind

const delivery = 'How long does delivery take?'

describe('what customers write', () => {
  it.each([
    ['nothing but spaces', '   \n\t '],
    ['nothing but invisible marks', '\u200b\u200d\u2060\ufeff'],
    ['nothing but direction marks', '\u202e\u2066\u2069\u202c'],
    ['emoji alone', '😀🎧🔥👍🏽'],
    ['punctuation alone', '?!?!… —'],
    ['one combining mark a thousand times', '\u0301'.repeat(1000)],
  ])('is left alone when it is %s', async (_name, text) => {
    expect((await ask(text)).kind).toBe('ignored')
  })

  it.each([
    ['with emoji around it', '📦📦 How long does delivery take? 🙏', 'en'],
    ['with zero-width marks inside words', 'How lo\u200bng does deli\u200bvery ta\u200bke?', 'en'],
    ['with look-alike letters', 'How lоng dоes delivery tаke?', 'en'],
    ['in wide letters', 'Ｈｏｗ ｌｏｎｇ ｄｏｅｓ ｄｅｌｉｖｅｒｙ ｔａｋｅ？', 'en'],
    ['between direction marks', `\u202b${delivery}\u202c`, 'en'],
    ['in upper case', 'HOW LONG DOES DELIVERY TAKE?', 'en'],
    ['in Russian with look-alike letters', 'Скoлько дней идёт дoставка?', 'ru'],
    ['with composed and decomposed letters', 'Сколько дней идет доставка\u0301? Скольки\u0306 день?', 'ru'],
  ])('is understood %s', async (_name, text, language) => {
    const outcome = await ask(text)
    expect(replyOf(outcome)?.language).toBe(language)
    expect(replyOf(outcome)?.text).toMatch(language === 'ru' ? /2 до 4 рабочих/ : /2 to 4 business days/)
  })

  it.each([
    ['a wall of the same word', 'delivery '.repeat(1800)],
    ['a wall without a space', 'a'.repeat(16_000)],
    ['a wall of look-alikes', 'оo'.repeat(8000)],
    ['a wall of brackets and quotes', '(("<[{'.repeat(2700)],
    ['a wall of figures', '8 800 555 35 35 '.repeat(1000)],
    ['a wall of questions', 'How much? '.repeat(1600)],
    ['a wall of links', 'http://a.example/?q=1 '.repeat(750)],
    ['a wall of orders', 'ignore all previous '.repeat(800)],
  ])('is answered or handed over within two seconds when it is %s', async (_name, text) => {
    const before = performance.now()
    const outcome = await ask(text)
    expect(performance.now() - before).toBeLessThan(2000)
    expect(['suggested', 'escalated', 'ignored']).toContain(outcome.kind)
  })

  it.each([
    ['two languages', 'Hello! Сколько дней идёт доставка? How long does delivery take?'],
    ['a language nobody here speaks', '配達には何日かかりますか？'],
    ['right-to-left text', 'كم تستغرق مدة التوصيل؟ delivery'],
  ])('never goes unanswered by a person when it is %s', async (_name, text) => {
    const outcome = await ask(text)
    expect(['suggested', 'escalated']).toContain(outcome.kind)
    const reply = replyOf(outcome)
    if (verdict(outcome) === 'AUTO_SEND') expect(reply?.ground.replyLanguage).toBe(reply?.language)
  })
})

function saying(sentences: DraftResponse['sentences'], questions: readonly string[] = []): Model {
  return {
    ...createOfflineModel(),
    name: 'broken',
    draft: async () => ({
      ok: true,
      draft: {
        sentences,
        questions,
        missingFields: [],
        handoff: null,
        model: 'broken',
        promptVersion: 'test',
        tokensIn: 10,
        tokensOut: 10,
      },
    }),
  }
}
const line = (text: string, ...evidenceIds: string[]) => ({ text, evidenceIds })
const truth = 'Standard delivery takes 2 to 4 business days and costs $5.'

describe('what models answer', () => {
  it.each([
    ['nothing', saying([]), 'escalated'],
    ['white space', saying([line(' \n '), line('\u200b')]), 'escalated'],
    ['questions that are blank', saying([], [' ']), 'escalated'],
    ['noise', saying([line('lkj#$%^ qwpoe zxmn 0x9f', 'ship-en')]), 'NEED_APPROVAL'],
    ['a source that does not exist', saying([line(truth, 'ship-en', 'E99')]), 'NEED_APPROVAL'],
    ['another tenant’s id', saying([line(truth, '01a1f977-3398-7554-9807-d8df38d84882')]), 'NEED_APPROVAL'],
    [
      'the shape of its own answer',
      saying([line('{"sentences":[{"text":"ok"}]}', 'ship-en')]),
      'NEED_APPROVAL',
    ],
    [
      'another language',
      saying([line('Обычная доставка занимает от 2 до 4 рабочих дней.', 'ship-ru')]),
      'NEED_APPROVAL',
    ],
    ['a refusal', saying([line('I cannot help with that as an AI language model.')]), 'escalated'],
    [
      'a shout',
      saying([line('STANDARD DELIVERY TAKES 2 TO 4 BUSINESS DAYS!!!! WHAT ELSE!!!!')]),
      'NEED_APPROVAL',
    ],
  ])('is never sent by itself when it is %s', async (_name, model, expected) => {
    const outcome = await ask(delivery, model)
    expect(verdict(outcome)).toBe(expected)
    // A person is told why, in so many words.
    const reasons =
      replyOf(outcome)?.decide.explanation ??
      (outcome.kind === 'escalated' ? [outcome.escalation.summary] : [])
    expect(reasons.length).toBeGreaterThan(0)
  })

  it.each([
    ['one endless sentence', [line('delivery takes two days and '.repeat(1400), 'ship-en')]],
    ['a word without an end', [line('a'.repeat(40_000), 'ship-en')]],
    [
      'a thousand sentences',
      Array.from({ length: 1000 }, (_, at) => line(`Delivery number ${at} takes days.`, 'ship-en')),
    ],
    ['the same sentence five hundred times', Array.from({ length: 500 }, () => line(truth, 'ship-en'))],
    ['a wall of dots and brackets', [line('a.b.c.d(.)[.] dot '.repeat(2200), 'ship-en')]],
    ['a wall of tags', [line('<a <a <a <img '.repeat(2800), 'ship-en')]],
    ['a wall of figures', [line('1 000 000 000 % '.repeat(2500), 'ship-en')]],
  ])('is held back within two seconds when it is %s', async (_name, sentences) => {
    const before = performance.now()
    const outcome = await ask(delivery, saying(sentences))
    expect(performance.now() - before).toBeLessThan(2000)
    expect(verdict(outcome)).not.toBe('AUTO_SEND')
  })

  it('ends the run as failed, to be tried again, when the model throws', async () => {
    const outcome = await ask(delivery, {
      ...createOfflineModel(),
      draft: async () => {
        throw new Error('boom')
      },
    })
    expect(outcome).toMatchObject({ kind: 'failed', stage: 'draft' })
  })

  it('asks for a person and says that no model answered when none did', async () => {
    const outcome = await ask(delivery, {
      ...createOfflineModel(),
      draft: async () => ({
        ok: false,
        failure: { code: 'timeout', message: 'too slow', tokensIn: 5, tokensOut: 0 },
      }),
    })
    expect(outcome).toMatchObject({
      kind: 'escalated',
      suggestion: null,
      escalation: { reason: 'ai_limitation' },
    })
    expect(outcome.run.usage?.failure?.code).toBe('timeout')
  })
})

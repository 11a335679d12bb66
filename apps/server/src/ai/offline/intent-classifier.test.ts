import { shippedExamplesEn } from '@countersign/shared/intent/shipped-examples.en'
import { shippedExamplesRu } from '@countersign/shared/intent/shipped-examples.ru'
import { defaultIntents } from '@countersign/shared/suggestion/suggestion.codes'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createOfflineIntentClassifier } from './intent-classifier.ts'

const classifier = createOfflineIntentClassifier()
const intentOf = async (text: string) =>
  (await classifier.classify({ tenantId: 't', text, language: 'und' })).intent

// None of these stands among the examples.
const unseen: readonly (readonly [string, string])[] = [
  ['How much would the ZenPods Pro be?', 'price'],
  ['tell me the price of a webcam', 'price'],
  ['do you have zenpods in stock', 'availability'],
  ['is the green one available', 'availability'],
  ['how long is shipping to Berlin', 'shipping'],
  ['do you deliver on Sundays', 'shipping'],
  ['I would like to return the keyboard', 'return'],
  ['can I get my money back for the lamp', 'return'],
  ['any coupon for me', 'discount'],
  ['do you have a discount for teachers', 'discount'],
  ['your support is awful and rude', 'complaint'],
  ['my order has not arrived', 'order_status'],
  ['where is my parcel', 'order_status'],
  ['what are your hours on Saturday', 'other'],
  ['Сколько стоит телефон Nova 5?', 'price'],
  ['какая цена у колонки', 'price'],
  ['есть в наличии зелёный?', 'availability'],
  ['вы доставляете в Самару?', 'shipping'],
  ['сколько дней идёт доставка', 'shipping'],
  ['как вернуть клавиатуру', 'return'],
  ['можно вернуть деньги за лампу', 'return'],
  ['есть скидка учителям?', 'discount'],
  ['отвратительный сервис, я недовольна', 'complaint'],
  ['где моя посылка', 'order_status'],
  ['какой статус заказа 1234', 'order_status'],
  ['до скольки вы работаете в субботу', 'other'],
  ['what is the airspeed of a swallow', 'none'],
  ['tell me about quantum physics', 'none'],
  ['кто такой Пушкин', 'none'],
  ['xkcd zzyzx qwop', 'none'],
]

describe('offline intent classifier', () => {
  it('has at least 25 examples of every intent in both languages', () => {
    for (const examples of [shippedExamplesEn, shippedExamplesRu]) {
      for (const intent of [...defaultIntents, 'none']) {
        const texts = examples[intent] ?? []
        expect(texts.length).toBeGreaterThanOrEqual(25)
        expect(new Set(texts).size).toBe(texts.length)
      }
    }
  })

  it('recognises what it has not seen, nine times of ten', async () => {
    const wrong: string[] = []
    for (const [text, expected] of unseen) {
      const found = await intentOf(text)
      if (found !== expected) wrong.push(`${text}: ${found}, not ${expected}`)
    }
    expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(unseen.length / 10)
  })

  it('is not distracted by a greeting before the question', async () => {
    expect(await intentOf('Hello!\nGood morning\nhow much is the tablet?')).toBe('price')
    expect(await intentOf('Здравствуйте! Подскажите, как оформить возврат?')).toBe('return')
  })

  it('says none for words it never met and for no words', async () => {
    for (const text of ['', '🙂', 'ξένος λόγος', '12345 67890']) {
      const prediction = await classifier.classify({ tenantId: 't', text, language: 'und' })
      expect(prediction.score).toBeLessThanOrEqual(1)
      if (text !== '12345 67890') expect(prediction.intent).toBe('none')
    }
  })

  it('gives probabilities that rank and sum to one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 200 }), async text => {
        const { ranked, score } = await classifier.classify({ tenantId: 't', text, language: 'und' })
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
        if (ranked.length > 0) expect(ranked.reduce((sum, item) => sum + item.score, 0)).toBeCloseTo(1, 6)
        expect(ranked.map(item => item.score)).toEqual(ranked.map(item => item.score).sort((a, b) => b - a))
      }),
    )
  })

  it('learns the same every time', async () => {
    const other = createOfflineIntentClassifier()
    const question = { tenantId: 't', text: 'is the green one available', language: 'en' } as const
    expect(await other.classify(question)).toEqual(await classifier.classify(question))
  })

  it('predicts within 2 ms and reads 16 kB without choking', async () => {
    await intentOf('warm up')
    const started = performance.now()
    for (let at = 0; at < 100; at++) await intentOf('Hi! Do you deliver to Spain and how much does it cost?')
    expect((performance.now() - started) / 100).toBeLessThan(2)
    const long = performance.now()
    await intentOf('where is my parcel? '.repeat(820))
    expect(performance.now() - long).toBeLessThan(100)
  })
})

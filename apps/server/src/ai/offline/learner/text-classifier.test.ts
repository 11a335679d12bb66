import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classifyScoped, trainScopedClassifier } from './scope-gate.ts'
import { type LabelledText, outsideLabel, rankLabels, trainTextClassifier } from './text-classifier.ts'

const about: Readonly<Record<string, readonly string[]>> = {
  delivery: ['parcel', 'courier', 'shipping', 'delivery'],
  refund: ['refund', 'money back', 'return', 'reimbursement'],
  password: ['password', 'login', 'sign-in code', 'account access'],
}
const asked = [
  'where is my',
  'I have a problem with the',
  'tell me about the',
  'how long does the',
  'who can help with a',
]
const examples: LabelledText[] = asked.flatMap(start =>
  Object.entries(about).flatMap(([label, things]) =>
    things.map(thing => ({ text: `${start} ${thing}`, labels: [label] })),
  ),
)
const strange = [
  'who won the match',
  'a poem on winter',
  'capital of France',
  'bake a cake',
  'play some jazz',
  'is it raining',
]

describe('text classifier', () => {
  const classifier = trainTextClassifier(examples, 'one')

  it('recognises what it has not seen, with typos too', () => {
    expect(rankLabels(classifier, 'my parcell has not come')[0]?.label).toBe('delivery')
    expect(rankLabels(classifier, 'I forgot my pasword')[0]?.label).toBe('password')
  })

  it('gives probabilities that rank and sum to one, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), text => {
        const ranked = rankLabels(classifier, text).map(({ probability }) => probability)
        expect(ranked.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 6)
        expect(ranked).toEqual([...ranked].sort((left, right) => right - left))
      }),
    )
  })

  it('learns the same every time', () => {
    const again = trainTextClassifier(examples, 'one')
    expect(rankLabels(again, 'where is it')).toEqual(rankLabels(classifier, 'where is it'))
  })

  it('finds several labels in one text, or none', () => {
    const both = examples.flatMap((one, at) => [
      one,
      ...[5, 17, 31].flatMap(step => {
        const other = examples[(at * 7 + step) % examples.length]
        if (other === undefined) return []
        const labels = [...new Set([...one.labels, ...other.labels])]
        return [{ text: `${one.text} and ${other.text}`, labels }]
      }),
    ])
    const several = trainTextClassifier([...both, ...strange.map(text => ({ text, labels: [] }))], 'any')
    const held = (text: string) =>
      rankLabels(several, text)
        .filter(({ probability }) => probability >= several.threshold)
        .map(({ label }) => label)
        .sort()
    expect(held('tell me about the refund and where is my password')).toEqual(['password', 'refund'])
    expect(held('zzz')).toEqual([])
  })

  it('learns from texts nobody labelled what its few examples do not say', () => {
    const few = Object.entries(about).flatMap(([label, [thing]]) =>
      asked.map(start => ({ text: `${start} ${thing}`, labels: [label] })),
    )
    // Words that no example has, in the company of words that some have.
    const company = { parcel: 'warehouse', refund: 'cashback', password: 'keyphrase' }
    const unlabelled = Object.entries(company).flatMap(([known, strange]) =>
      asked.flatMap(start => ['please', 'today', 'again'].map(end => `${start} ${known} ${strange} ${end}`)),
    )
    const learned = trainTextClassifier(few, 'one', unlabelled)
    const best = (text: string) => rankLabels(learned, text)[0]?.label
    expect(['warehouse', 'cashback', 'keyphrase'].map(best)).toEqual(['delivery', 'refund', 'password'])
  })

  it('turns strange texts away and few of the others', () => {
    const scoped = trainScopedClassifier(examples, strange)
    const away = (texts: readonly string[]) =>
      texts.filter(text => {
        const { outside, ranked } = classifyScoped(scoped, text)
        return outside || ranked[0]?.label === outsideLabel
      }).length
    expect(
      away(['write a song on the moon', 'who is the president', 'a cake with jazz']),
    ).toBeGreaterThanOrEqual(2)
    expect(away(examples.map(({ text }) => text))).toBeLessThanOrEqual(examples.length * 0.05)
  })

  it('predicts within 2 ms', () => {
    const started = performance.now()
    for (let at = 0; at < 200; at++) rankLabels(classifier, `where is my parcel number ${at}, please?`)
    expect((performance.now() - started) / 200).toBeLessThan(2)
  })
})

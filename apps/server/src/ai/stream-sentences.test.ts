import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSentenceStream } from './stream-sentences.ts'

function read(json: string, cuts: readonly number[]): string[] {
  const stream = createSentenceStream()
  const sentences: string[] = []
  const bounds = [0, ...[...cuts].map(cut => cut % (json.length + 1)).sort((a, b) => a - b), json.length]
  for (let at = 1; at < bounds.length; at++) {
    for (const delta of stream.push(json.slice(bounds[at - 1], bounds[at]))) {
      if (delta.kind === 'append') sentences[delta.sentence] = (sentences[delta.sentence] ?? '') + delta.text
    }
  }
  return sentences
}

describe('createSentenceStream', () => {
  it('reads the sentences, and nothing but them, however the answer is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { maxLength: 5 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        fc.constantFrom(0, 2),
        (texts, cuts, space) => {
          const answer = {
            questions: ['not this?'],
            sentences: texts.map(text => ({ text, evidence: ['E1', 'text'], note: { text: 'nor this' } })),
            handoff: { text: 'nor that' },
          }
          expect(read(JSON.stringify(answer, null, space), cuts)).toEqual(texts)
        },
      ),
    )
  })

  it('takes any garbage without complaint', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(Array.isArray(createSentenceStream().push(text))).toBe(true)
      }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import { packClassifier, unpackClassifier } from './pack-classifier.ts'
import { classifyScoped } from './scope-gate.ts'
import { trainIntents } from './train-intents.ts'

const scoped = trainIntents({
  within: ['where is my parcel', 'when will the courier come', 'is my order on its way']
    .map(text => ({ intent: 'order_status', text }))
    .concat(
      ['how do I return it', 'refund me please', 'money back for the lamp'].map(text => ({
        intent: 'return',
        text,
      })),
    ),
  outside: ['who won the match', 'bake a cake'],
  unlabelled: [],
})

describe('a packed model', () => {
  it('answers exactly as it did before', () => {
    const packed = packClassifier(scoped)
    const again = unpackClassifier(packed)
    for (const text of ['where is my order', 'I want my money back', 'sing a song', '']) {
      expect(classifyScoped(again, text)).toEqual(classifyScoped(scoped, text))
    }
    expect(packClassifier(again)).toEqual(packed)
  })

  it('is refused when it is cut, longer than it should be, or something else', () => {
    const packed = packClassifier(scoped)
    expect(() => unpackClassifier(packed.subarray(0, packed.length - 5))).toThrow()
    expect(() => unpackClassifier(new Uint8Array([1, 2, 3]))).toThrow()
    expect(() => unpackClassifier(new Uint8Array())).toThrow()
  })
})

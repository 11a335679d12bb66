import { describe, expect, it } from 'vitest'
import { suggestion } from '../../testing/detail.fixture.ts'
import { countUnsupported, numberEvidence } from './numbered-evidence.ts'
import { gapsOf } from './sentences.tsx'

const evidence = (id: string) => ({ ...suggestion().evidence[0], id }) as never

describe('footnotes', () => {
  it('are numbered as the sentences use them, unused ones last', () => {
    const numbered = numberEvidence({
      evidence: [evidence('unused'), evidence('second'), evidence('first')],
      sentences: [
        { text: 'a', evidenceIds: ['first', 'never-retrieved'], supported: true },
        { text: 'b', evidenceIds: ['second', 'first'], supported: true },
      ],
    })
    expect(numbered.map(one => [one.number, one.evidence.id, one.sentences])).toEqual([
      [1, 'first', [0, 1]],
      [2, 'second', [1]],
      [3, 'unused', []],
    ])
  })

  it('count what has no source', () => {
    expect(countUnsupported(suggestion().sentences)).toBe(1)
  })
})

describe('the draft as text', () => {
  it('keeps its paragraphs between sentences', () => {
    const sentences = [{ text: 'Hello.' }, { text: 'Yes.' }, { text: 'Bye.' }]
    expect(gapsOf('Hello.\n\nYes. Bye.', sentences)).toEqual(['', '\n\n', ' '])
    expect(gapsOf('Something else', sentences)).toEqual([' ', ' ', ' '])
  })
})

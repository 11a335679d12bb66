import { describe, expect, it } from 'vitest'
import { blendRankings } from './blend-rankings.ts'

describe('blending what was learned with what the pages say', () => {
  it('follows what was learned when it is sure, and the pages when it is not', () => {
    const pages = [
      { id: 'return', score: 1.4 },
      { id: 'delivery', score: 0.2 },
    ]
    const sure = [
      { label: 'delivery', probability: 0.97 },
      { label: 'return', probability: 0.03 },
    ]
    const unsure = [
      { label: 'delivery', probability: 0.52 },
      { label: 'return', probability: 0.48 },
    ]
    expect(blendRankings(sure, pages)).toEqual(['delivery', 'return'])
    expect(blendRankings(unsure, pages)).toEqual(['return', 'delivery'])
  })

  it('keeps labels without a page and pages without a label', () => {
    expect(blendRankings([{ label: 'a', probability: 1 }], [{ id: 'b', score: 1 }])).toEqual(['a', 'b'])
    expect(blendRankings([], [])).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { splitFixed } from './split-fixed.ts'

const rows = Array.from({ length: 2000 }, (_, at) => ({ id: at, key: `key ${at % 500}` }))

describe('fixed split', () => {
  it('keeps about three tenths aside, each row on one side only, the same every time', () => {
    const { fit, held } = splitFixed(rows, row => row.key)
    expect(fit.length + held.length).toBe(rows.length)
    expect(held.length / rows.length).toBeGreaterThan(0.25)
    expect(held.length / rows.length).toBeLessThan(0.35)
    expect(splitFixed(rows, row => row.key)).toEqual({ fit, held })
  })

  it('never puts rows of one key on both sides', () => {
    const { fit, held } = splitFixed(rows, row => row.key)
    const keys = new Set(fit.map(row => row.key))
    expect(held.filter(row => keys.has(row.key))).toEqual([])
  })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { countStep, formatSummary, nothingCounted, readCounts } from './step-counts.mjs'

const folder = mkdtempSync(join(tmpdir(), 'countersign-counts-'))
afterAll(() => rmSync(folder, { recursive: true }))

function counts(text: string) {
  const file = join(folder, 'counts.json')
  writeFileSync(file, text)
  return readCounts(file)
}

describe('counts of a runner', () => {
  it('are read with failures and reasons', () => {
    expect(
      counts(
        '{"passed":2,"failed":1,"skipped":1,"failures":["a"],"skips":[{"name":"b","reason":"no display"}]}',
      ),
    ).toEqual({
      passed: 2,
      failed: 1,
      skipped: 1,
      failures: ['a'],
      skips: [{ name: 'b', reason: 'no display' }],
    })
  })

  it('say so when a skip has no reason', () => {
    expect(counts('{"passed":0,"failed":0,"skipped":1,"skips":[{"name":"b"}]}')?.skips).toEqual([
      { name: 'b', reason: 'no reason given' },
    ])
  })

  it.each([
    '',
    'null',
    '{}',
    '{"passed":"2","failed":0,"skipped":0}',
    '{"passed":-1,"failed":0,"skipped":0}',
  ])('are not made up from %j', text => {
    expect(counts(text)).toBeUndefined()
  })

  it('are missing when there is no file', () => {
    expect(readCounts(join(folder, 'none.json'))).toBeUndefined()
  })
})

describe('a step', () => {
  it('is one passed check', () => {
    expect(countStep('lint', true, nothingCounted)).toMatchObject({ passed: 1, failed: 0 })
  })

  it('fails when its program does', () => {
    expect(countStep('lint', false, nothingCounted)).toMatchObject({
      passed: 0,
      failed: 1,
      failures: ['lint'],
    })
  })

  it('fails when its runner counted a failure but ended well', () => {
    const counted = { ...nothingCounted, passed: 3, failed: 1, failures: ['a'] }
    expect(countStep('unit', true, counted)).toMatchObject({
      passed: 3,
      failed: 2,
      failures: ['unit: a', 'unit'],
    })
  })

  it('fails when its runner left no counts', () => {
    expect(countStep('unit', true, undefined)).toMatchObject({ passed: 0, failed: 1 })
  })
})

describe('the summary', () => {
  const skips = [{ name: 'unit: c', reason: 'no Redis' }]

  it('ends with the sums on a line of its own', () => {
    const text = formatSummary([
      { passed: 3, failed: 0, skipped: 1, failures: [], skips },
      { passed: 1, failed: 2, skipped: 0, failures: ['unit: a', 'unit'], skips: [] },
    ])
    expect(text).toBe(
      'Skipped\n  unit: c (no Redis)\n\nFailed\n  unit: a\n  unit\n\n4 passed, 2 failed, 1 skipped\n',
    )
  })

  it('is that line alone when nothing failed or was skipped', () => {
    expect(formatSummary([{ ...nothingCounted, passed: 2 }])).toBe('2 passed, 0 failed, 0 skipped\n')
  })
})

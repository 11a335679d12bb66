import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { measureSet } from './measure-set.ts'
import { allSets } from './sets/all-sets.ts'

const scratch = mkdtempSync(join(tmpdir(), 'countersign-eval-'))
const root = join(import.meta.dirname, '..')
const realData = join(root, '../shared/data')
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const topics = [
  'parcel courier doorstep',
  'refund money account',
  'battery charger cable',
  'password login code',
]
const manners = ['please tell me about', 'I have a question on', 'what is wrong with', 'hello, it concerns']

/** Rows that anybody could tell apart by their words; every label is as frequent as the others. */
const made = Array.from({ length: 400 }, (_, at) => {
  const words = (topics[at % 4] ?? '').split(' ')
  const [one, other] = [words[at % 3], words[Math.floor(at / 3) % 3]]
  return {
    text: `${manners[Math.floor(at / 4) % 4]} the ${one} and ${other} no ${at}`,
    intent: `topic ${at % 4}`,
  }
})
// A stride that shares no factor with the count of labels gives every text a label that its words say nothing about.
const shuffled = made.map((row, at) => ({
  ...row,
  intent: `topic ${Math.floor(at / 4 + (at * 7) / 16) % 4}`,
}))

function layFolder(name: string, train: readonly object[], check: readonly object[]): string {
  const dev = join(scratch, name, 'banking77/dev')
  mkdirSync(dev, { recursive: true })
  const lines = (rows: readonly object[]) => rows.map(row => JSON.stringify(row)).join('\n')
  writeFileSync(join(dev, 'train.jsonl'), lines(train))
  writeFileSync(join(dev, 'eval.jsonl'), lines(check))
  return join(scratch, name)
}

function measure(name: string, data: string): Record<string, number> {
  const set = allSets.find(one => one.name === name)
  if (set === undefined) throw new Error(`No set is called ${name}`)
  const outcome = measureSet(set, { data, held: null })
  if (outcome.kind === 'skipped') throw new Error(outcome.reason)
  return outcome.figures
}

describe('measuring a set', () => {
  it('finds labels that the words tell', () => {
    const data = layFolder('told', made.slice(0, 280), made.slice(280))
    expect(measure('banking77', data).accuracy).toBeGreaterThan(0.95)
  })

  it('falls to chance when the labels it learns from are shuffled, so none of the evaluated rows reach it', () => {
    const data = layFolder('shuffled', shuffled.slice(0, 280), made.slice(280))
    const accuracy = measure('banking77', data).accuracy ?? 1
    expect(accuracy).toBeGreaterThan(0.05)
    expect(accuracy).toBeLessThan(0.45)
  })

  it('falls to chance from few shuffled labels and many texts without one, too', () => {
    const data = layFolder('shuffled few', shuffled.slice(0, 280), made.slice(280))
    const figures = measure('banking77_10shot', data)
    for (const accuracy of [figures.accuracy, figures.accuracyAlone]) {
      expect(accuracy).toBeGreaterThan(0.05)
      expect(accuracy).toBeLessThan(0.5)
    }
    const told = measure('banking77_10shot', layFolder('told few', made.slice(0, 280), made.slice(280)))
    expect(told.accuracy).toBeGreaterThan(0.9)
  })

  it('says why a set is skipped', () => {
    const [set] = allSets
    if (set === undefined) throw new Error('There are no sets')
    const nowhere = join(scratch, 'nowhere')
    expect(measureSet(set, { data: nowhere, held: null })).toEqual({
      kind: 'skipped',
      name: set.name,
      reason: `${join(nowhere, set.folder, 'dev')} is not a folder`,
    })
    const broken = layFolder('broken', [{ text: 'no label' }], made)
    expect(measureSet(set, { data: broken, held: null })).toMatchObject({
      reason: expect.stringContaining('train.jsonl line 1: intent'),
    })
  })

  it('reaches on real questions what it did when it was written', ctx => {
    if (!existsSync(join(realData, 'stackfaq'))) ctx.skip('the stackfaq folder is not beside this checkout')
    expect(measure('stackfaq', realData).r1).toBeGreaterThan(0.77)
  })

  it('finds what a real dialogue is about before it answers', ctx => {
    if (!existsSync(join(realData, 'dstc_faq'))) ctx.skip('the dstc_faq folder is not beside this checkout')
    expect(measure('dstc_faq', realData).r1).toBeGreaterThan(0.54)
  })
})

describe('the command', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(root, 'eval/main.ts'), ...args], { encoding: 'utf8' })

  it.each([
    ['an unknown set', ['--data', scratch, '--only', 'nope'], '--only must be one of banking77'],
    ['no data', [], '--data is missing'],
    ['a folder that is not there', ['--data', join(scratch, 'nowhere')], 'is not a folder'],
    ['an unknown option', ['--dta', scratch], '--dta'],
  ])('refuses %s and tells how it is used', (_, args, reason) => {
    const { status, stderr, stdout } = run(...args)
    expect(status).toBe(1)
    expect(stderr).toContain(reason)
    expect(stderr).toContain('Usage:')
    expect(stdout).toBe('')
  })

  it('writes the figures under their names, and the sets it had to skip', () => {
    const data = layFolder('json', made.slice(0, 280), made.slice(280))
    const file = join(scratch, 'figures.json')
    expect(run('--data', data, '--json', file).status).toBe(0)
    const figures = JSON.parse(readFileSync(file, 'utf8'))
    expect(figures.banking77).toEqual({
      accuracy: expect.any(Number),
      ece: expect.any(Number),
      coverageAt98: expect.any(Number),
      ms: expect.any(Number),
    })
    expect(figures.nlupp).toEqual({ skipped: expect.stringContaining('is not a folder') })
  })
})

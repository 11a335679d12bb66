import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
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

function writeRows(file: string, rows: readonly object[]): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, rows.map(row => JSON.stringify(row)).join('\n'))
}

/** A row with the columns of every set that learns from labels. */
function asEverySet({ text, intent }: { text: string; intent: string }, at: number): object {
  return {
    id: `row ${at}`,
    text,
    intent,
    in_scope: true,
    intents: [intent],
    tasks: [intent],
    multi_task: false,
    customer_worker: `customer ${at}`,
    turns: [{ speaker: 'customer', text }],
  }
}

/** Texts about none of the topics; only clinc150 has such rows, and the others take them for one label more. */
const strange = ['who won the match', 'bake a cake', 'play some jazz', 'is it raining'].flatMap((text, at) =>
  manners.map((manner, other) => ({
    ...asEverySet({ text: `${manner} ${text}`, intent: 'out_of_scope' }, 1000 + at * 4 + other),
    in_scope: false,
  })),
)

const blankPlaybooks = topics.map((_, at) => ({ task: `topic ${at}`, title: 'page', text: 'nothing' }))

function measure(name: string, data: string, held: string | null = null): Record<string, number> {
  const set = allSets.find(one => one.name === name)
  if (set === undefined) throw new Error(`No set is called ${name}`)
  const outcome = measureSet(set, { data, held })
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

  // Beside banking77: each set lays its rows out in another way, so each could let an evaluated label through in another way.
  it.each([
    { name: 'clinc150', figure: 'inScopeAccuracy', held: 'test.jsonl', train: 'train.jsonl' },
    { name: 'nlupp', figure: 'microF1', held: 'test.jsonl', train: 'train.jsonl' },
    {
      name: 'star',
      figure: 'playbookR1Trained',
      held: 'conversations.jsonl',
      train: 'conversations.jsonl',
    },
  ])('$name: labels that the words tell are found, and shuffled ones end at chance', set => {
    const shares = [made, shuffled].map((rows, at) => {
      const data = join(scratch, `${set.name} ${at}`)
      writeRows(join(data, set.name, 'dev', set.train), [...rows.slice(0, 240).map(asEverySet), ...strange])
      writeRows(join(data, set.name, 'dev/eval.jsonl'), rows.slice(240, 280).map(asEverySet))
      // Pages that say nothing, so that nothing but the labels can tell.
      writeRows(join(data, set.name, 'dev/playbooks.jsonl'), blankPlaybooks)
      writeRows(join(data, 'held', set.name, set.held), made.slice(280).map(asEverySet))
      return measure(set.name, data, join(data, 'held'))[set.figure]
    })
    expect(shares[0]).toBeGreaterThan(0.9)
    expect(shares[1]).toBeLessThan(0.5)
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
      learnSeconds: expect.any(Number),
      predictMs: expect.any(Number),
      ms: expect.any(Number),
    })
    expect(figures.nlupp).toEqual({ skipped: expect.stringContaining('is not a folder') })
  })

  it('keeps the figures of the other sets when one breaks, and ends with an error', () => {
    const data = layFolder('breaks', made.slice(0, 280), made.slice(280))
    // A folder where the rows should be: neither missing nor readable.
    mkdirSync(join(data, 'nlupp/dev/train.jsonl'), { recursive: true })
    const file = join(scratch, 'the rest.json')
    const { status, stderr } = run('--data', data, '--json', file)
    expect(status).toBe(1)
    expect(stderr).toMatch(/^nlupp broke: .*EISDIR/)
    const figures = JSON.parse(readFileSync(file, 'utf8'))
    expect(figures.banking77.accuracy).toBeGreaterThan(0.95)
    expect(figures).not.toHaveProperty('nlupp')
  })

  it('learns from all dev rows and evaluates the rows beside them', () => {
    const data = layFolder('all of dev', made.slice(0, 200), made.slice(200, 280))
    const held = join(scratch, 'held')
    mkdirSync(join(held, 'banking77'), { recursive: true })
    mkdirSync(join(held, 'star'), { recursive: true })
    const rows = made.slice(280).map(row => JSON.stringify(row))
    writeFileSync(join(held, 'banking77/test.jsonl'), rows.join('\n'))
    const file = join(scratch, 'held.json')
    expect(run('--data', data, '--eval', held, '--json', file).status).toBe(0)
    const figures = JSON.parse(readFileSync(file, 'utf8'))
    expect(figures.banking77.accuracy).toBeGreaterThan(0.95)
    expect(figures.star).toEqual({ skipped: `${join(data, 'star/dev')} is not a folder` })
    expect(figures.clinc150).toEqual({ skipped: expect.stringContaining('is not a folder') })
  })
})

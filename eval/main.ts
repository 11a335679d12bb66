import { statSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { layOutTable } from '../bench/report/lay-out-table.ts'
import type { DataDirs, Outcome } from './measure-set.ts'
import { allSets } from './sets/all-sets.ts'
import type { Mark } from './sets/eval-set.ts'

const names = allSets.map(({ name }) => name).join(', ')
const usage = `Usage: npm run eval -- --data DIR [--eval DIR2] [--only NAME] [--json FILE]

Measures the product's classifiers and retrieval on labelled data. A missed mark fails nothing; an error does.
  --data DIR    learns from DIR/<set>/dev; a set whose folder is missing is skipped
  --eval DIR2   evaluates on DIR2/<set>/{test,queries,conversations}.jsonl; else on a part of the dev folder kept aside
  --only NAME   one of ${names}
  --json FILE   write the figures there as well`

/** The command line asks for something that cannot be. */
class UsageError extends Error {
  override readonly name = 'UsageError'
}

async function main(): Promise<void> {
  const asked = readArguments()
  const begun = performance.now()
  const waiting = allSets.filter(({ name }) => asked.only === undefined || name === asked.only)
  const outcomes = new Map<string, Outcome>()
  const failures = new Map<string, unknown>()
  const lane = async (): Promise<void> => {
    for (let set = waiting.shift(); set !== undefined; set = waiting.shift()) {
      const { name } = set
      await measureInThread(name, asked.dirs).then(
        outcome => outcomes.set(name, outcome),
        error => failures.set(name, error),
      )
    }
  }
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane))
  const sorted = allSets.flatMap(({ name }) => outcomes.get(name) ?? [])
  process.stdout.write(`${show(sorted)}\n`)
  process.stdout.write(
    `${((performance.now() - begun) / 1000).toFixed(0)} s in all, Node ${process.versions.node}\n`,
  )
  if (asked.json !== undefined) writeFileSync(asked.json, `${JSON.stringify(toJson(sorted), null, 2)}\n`)
  // Minutes of measuring are not thrown away because one set broke; whoever reads the exit code still learns that it did.
  for (const [name, error] of failures) process.stderr.write(`${name} broke: ${describeError(error)}\n`)
  if (failures.size > 0) process.exitCode = 1
}

function readArguments(): { dirs: DataDirs; only: string | undefined; json: string | undefined } {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { data: text, eval: text, only: text, json: text } })
  if (values.data === undefined) throw new UsageError('--data is missing')
  for (const [option, folder] of [
    ['--data', values.data],
    ['--eval', values.eval],
  ]) {
    if (folder !== undefined && statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
      throw new UsageError(`${option}: ${folder} is not a folder`)
    }
  }
  if (values.only !== undefined && !allSets.some(({ name }) => name === values.only)) {
    throw new UsageError(`--only must be one of ${names}, not ${values.only}`)
  }
  const held = values.eval === undefined ? null : resolve(values.eval)
  return { dirs: { data: resolve(values.data), held }, only: values.only, json: values.json }
}

function measureInThread(name: string, dirs: DataDirs): Promise<Outcome> {
  return new Promise((done, fail) => {
    const worker = new Worker(new URL('./measure-set.worker.ts', import.meta.url), {
      workerData: { name, ...dirs },
    })
    worker.once('message', done)
    worker.once('error', fail)
    worker.once('exit', code => fail(new Error(`Measuring ${name} ended with ${code} and no figures`)))
  })
}

function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function show(outcomes: readonly Outcome[]): string {
  const rows = outcomes.flatMap(outcome => {
    if (outcome.kind === 'skipped') return [[outcome.name, 'skipped', '', '', outcome.reason]]
    const marks = allSets.find(({ name }) => name === outcome.name)?.marks ?? []
    return marks.map(mark => {
      const value = outcome.figures[mark.figure] ?? Number.NaN
      const sign = mark.better === 'larger' ? '≥' : '≤'
      const reached = reaches(mark, value) ? 'ok' : 'misses'
      return [outcome.name, mark.figure, value.toFixed(4), `${sign} ${mark.mark}`, reached]
    })
  })
  const times = outcomes.flatMap(outcome =>
    outcome.kind === 'measured' ? [[outcome.name, 'time', `${(outcome.ms / 1000).toFixed(1)} s`]] : [],
  )
  return layOutTable([['set', 'figure', 'value', 'mark', ''], ...rows, ...times])
}

function reaches(mark: Mark, value: number): boolean {
  return mark.better === 'larger' ? value >= mark.mark : value <= mark.mark
}

function toJson(outcomes: readonly Outcome[]): Record<string, Record<string, number | string>> {
  return Object.fromEntries(
    outcomes.map(outcome => [
      outcome.name,
      outcome.kind === 'measured' ? { ...outcome.figures, ms: outcome.ms } : { skipped: outcome.reason },
    ]),
  )
}

try {
  await main()
} catch (error) {
  const parsing =
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  if (!parsing && !(error instanceof UsageError)) throw error
  process.stderr.write(`${(error as Error).message}\n\n${usage}\n`)
  process.exitCode = 1
}

import { writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { announcementFigure } from './figures/announcement.figure.ts'
import { type Measured, reachesMark } from './figures/figure.types.ts'
import { ingestionFigure } from './figures/ingestion.figure.ts'
import { intakeFigure } from './figures/intake.figure.ts'
import { listFigure } from './figures/list.figure.ts'
import { permissionFigure } from './figures/permission.figure.ts'
import { replayFigure } from './figures/replay.figure.ts'
import { retrievalFigure } from './figures/retrieval.figure.ts'
import { signInFigure } from './figures/sign-in.figure.ts'
import { startFigure } from './figures/start.figure.ts'
import { suggestionFigure } from './figures/suggestion.figure.ts'
import { formatMs, layOutTable } from './report/lay-out-table.ts'
import { openStand } from './stand/open-stand.ts'

const figures = [
  intakeFigure,
  announcementFigure,
  listFigure,
  permissionFigure,
  signInFigure,
  suggestionFigure,
  startFigure,
  retrievalFigure,
  ingestionFigure,
  replayFigure,
]
const names = figures.map(figure => figure.name).join(', ')
const usage = `Usage: npm run bench [-- --only NAME] [--json FILE] [--profile DIR]

Measures the server on a private PostgreSQL. A missed mark fails nothing; an error does.
  --only NAME     one of ${names}
  --json FILE     write the figures there as well
  --profile DIR   leave a CPU profile of each server process there`

async function main(): Promise<number> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { only: text, json: text, profile: text } })
  const chosen = figures.filter(({ name }) => values.only === undefined || name === values.only)
  if (chosen.length === 0) throw new TypeError(`--only must be one of ${names}`)
  const begun = performance.now()
  const load = loadavg()[0] ?? 0
  const stand = await openStand(values.profile ?? null)
  const measured: Measured[] = []
  try {
    for (const figure of chosen) {
      process.stderr.write(`measuring ${figure.name}\n`)
      measured.push(...(await figure.measure(stand)))
    }
  } finally {
    await stand.close()
  }
  const about = {
    postgres: stand.postgres,
    node: process.versions.node,
    processors: availableParallelism(),
    loadBefore: load,
    seconds: (performance.now() - begun) / 1000,
  }
  process.stdout.write(`${show(measured)}\n`)
  process.stdout.write(
    `PostgreSQL ${about.postgres}, Node ${about.node}, ${about.processors} processors, load before ${load.toFixed(2)}, ${about.seconds.toFixed(0)} s\n`,
  )
  if (values.json !== undefined) {
    const rows = measured.map(one => ({ ...one, ratio: ratioOf(one), reached: reachesMark(one) }))
    writeFileSync(values.json, `${JSON.stringify({ ...about, figures: rows }, null, 2)}\n`)
  }
  return 0
}

function ratioOf({ value, reference }: Measured): number | null {
  return reference === null ? null : value / reference
}

function show(measured: readonly Measured[]): string {
  const told = (value: number, unit: Measured['unit']) =>
    unit === 'ms' ? formatMs(value) : unit === '%' ? `${value.toFixed(1)} %` : `${value.toFixed(0)} /s`
  return layOutTable([
    ['figure', 'value', 'mark', 'reference', 'ratio', ''],
    ...measured.map(one => {
      const ratio = ratioOf(one)
      const reached = reachesMark(one)
      return [
        one.figure,
        told(one.value, one.unit),
        one.mark === null ? '' : `${one.unit === 'ms' ? '≤' : '≥'} ${told(one.mark, one.unit)}`,
        one.reference === null ? '' : told(one.reference, one.unit),
        ratio === null ? '' : `${ratio.toFixed(2)}×`,
        reached === null ? '' : reached ? 'ok' : 'misses',
      ]
    }),
  ])
}

main().then(
  code => {
    process.exitCode = code
  },
  (error: unknown) => {
    const misused = error instanceof TypeError
    process.stderr.write(
      `${error instanceof Error ? (misused ? error.message : error.stack) : String(error)}\n`,
    )
    if (misused) process.stderr.write(`\n${usage}\n`)
    process.exitCode = misused ? 2 : 1
  },
)

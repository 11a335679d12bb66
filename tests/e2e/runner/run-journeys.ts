import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Stage } from '../stage/open-stage.ts'
import type { Counts, Journey, Skipped } from './journey.types.ts'

/** How long one journey may take; a window that never answers must not hold the others up. Milliseconds. */
const journeyLimitMs = 60_000

/** Nothing is there to tell them with: each is skipped, by name. */
export function skipJourneys(journeys: readonly Journey[], reason: string): Counts {
  const skips = journeys.map(({ name }) => ({ name, reason }))
  return { passed: 0, failed: 0, skipped: skips.length, failures: [], skips }
}

/**
 * Tells the journeys one after another, each with windows of its own.
 * @param openStage a stage for one journey; the server behind it is shared
 * @param resultsFolder where pictures and notes of failures go
 */
export async function runJourneys(
  journeys: readonly Journey[],
  openStage: (journey: string) => Stage,
  resultsFolder: string,
): Promise<Counts> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0, failures: [], skips: [] }
  for (const journey of journeys) {
    const stage = openStage(journey.name)
    const started = performance.now()
    const told = await tell(journey, stage)
    const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`
    switch (told.kind) {
      case 'passed':
        counts.passed += 1
        process.stdout.write(`✓ ${journey.name} · ${seconds}\n`)
        break
      case 'skipped':
        counts.skipped += 1
        counts.skips.push({ name: journey.name, reason: told.reason })
        process.stdout.write(`- ${journey.name} · skipped: ${told.reason}\n`)
        break
      case 'failed': {
        counts.failed += 1
        counts.failures.push(`${journey.name}: ${firstLine(told.error)}`)
        const folder = await keepEvidence(journey.name, stage, told.error, resultsFolder)
        process.stdout.write(`✗ ${journey.name} · ${seconds}\n${describe(told.error)}\n  see ${folder}\n`)
        break
      }
      default:
        throw new TypeError(`Unknown outcome ${told satisfies never}`)
    }
    await stage.close()
  }
  return counts
}

type Told =
  | { readonly kind: 'passed' }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'failed'; readonly error: unknown }

async function tell(journey: Journey, stage: Stage): Promise<Told> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`It was not over after ${journeyLimitMs / 1000} s`)),
      journeyLimitMs,
    )
  })
  try {
    // A journey that went wrong may have left it down; the next one is not to blame.
    await stage.server.startAgain()
    const outcome: Skipped | undefined = await Promise.race([journey.run(stage), limit])
    return outcome === undefined ? { kind: 'passed' } : { kind: 'skipped', reason: outcome.skipped }
  } catch (error) {
    return { kind: 'failed', error }
  } finally {
    clearTimeout(timer)
  }
}

/** Pictures of every window as it was, and what the pages complained about. Answers the folder. */
async function keepEvidence(
  name: string,
  stage: Stage,
  error: unknown,
  resultsFolder: string,
): Promise<string> {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
  const folder = join(resultsFolder, slug)
  mkdirSync(folder, { recursive: true })
  await Promise.all(
    stage.windows().map(({ label, page }, index) =>
      page
        .screenshot({ path: join(folder, `${index + 1}-${label}.png`), timeout: 5_000 })
        // A window that closed or hangs has no picture; the others still do.
        .catch(() => undefined),
    ),
  )
  const lines = stage
    .complaints()
    .map(({ window, kind, text, url, because }) =>
      [window, kind, text, url, because === null ? '' : `(expected: ${because})`].join('  '),
    )
  const places = stage.windows().map(({ label, page }) => `${label}  ${page.url()}`)
  writeFileSync(
    join(folder, 'failure.txt'),
    `${describe(error)}\n\nWindows\n${places.join('\n')}\n\nWhat the pages complained about\n${lines.join('\n')}\n`,
  )
  return folder
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n')[0] ?? ''
}

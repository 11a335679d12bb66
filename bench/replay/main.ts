import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type RunningServer, startServer } from '../../apps/server/src/app/compose.ts'
import { makeConfig } from '../../apps/server/src/config/config.ts'
import { parseEnv } from '../../apps/server/src/config/env.ts'
import { makeLog } from '../../apps/server/src/telemetry/log.ts'
import { callProcedure } from '../measure/call-procedure.ts'
import { openClient } from '../measure/keep-alive-client.ts'
import { formatMs, layOutTable } from '../report/lay-out-table.ts'
import { type PlayedTurn, playDialogues } from './play-dialogues.ts'
import { DataError, type DataFolder, readDataFolder } from './read-data-folder.ts'
import { listEndedRuns, makeReplayTenant, type ReplayTenant } from './replay.repo.ts'
import { type ReplaySummary, summariseReplay } from './summarise-replay.ts'
import { watchRuns } from './watch-runs.ts'

const usage = `Usage: npm run replay -- --data DIR [--limit N] [--database-url URL] [--json FILE]

Plays recorded dialogues through the web chat and reports what was suggested.
  --data DIR            folder with playbooks.jsonl (knowledge) and conversations.jsonl (dialogues)
  --limit N             most dialogues; all when left out
  --database-url URL    a PostgreSQL database, kept afterwards; a temporary embedded one when left out
  --json FILE           write the figures there as well`

/** Each turn waits for the one before, so nothing comes in bursts; a short quiet time still takes the settle stage's way. */
const settleMs = 100
const parallel = { embedded: 2, native: 4 }
/** How long the pipeline may take over one message, tries after a failure included. */
const timeoutMs = 60_000

const options = z.object({
  data: z.string({ error: '--data is needed' }).min(1, '--data is needed'),
  limit: z.coerce
    .number({ error: '--limit must be a number' })
    .int()
    .min(1, '--limit must be at least 1')
    .optional(),
  'database-url': z
    .url({ protocol: /^postgres(ql)?$/, error: '--database-url must be a postgres:// address' })
    .optional(),
  json: z.string().min(1).optional(),
})
type Options = z.infer<typeof options>

class UsageError extends Error {
  override readonly name = 'UsageError'
}

class Stopped extends Error {
  override readonly name = 'Stopped'
}

function readOptions(): Options {
  let values: unknown
  try {
    const text = { type: 'string' } as const
    values = parseArgs({ options: { data: text, limit: text, 'database-url': text, json: text } }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
  const result = options.safeParse(values)
  if (result.success) return result.data
  throw new UsageError(result.error.issues.map(issue => issue.message).join('\n'))
}

async function main(): Promise<number> {
  const chosen = readOptions()
  const data = await readDataFolder(chosen.data, chosen.limit ?? null)
  const dataDir = mkdtempSync(join(tmpdir(), 'countersign-replay-'))
  const databaseUrl = chosen['database-url']
  const config = makeConfig(
    parseEnv({
      PORT: '0',
      DATA_DIR: dataDir,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'error',
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    }),
  )
  const stopped = new AbortController()
  const stop = () => stopped.abort(new Stopped('stopped before the end'))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  let server: RunningServer | undefined
  try {
    // The replay's tenant is made below: an installation that has tenants already gets one more.
    server = await startServer(config, makeLog(config.logLevel), async () => ({ signIns: [], password: '' }))
    const begun = performance.now()
    const tenant = await makeReplayTenant(server.services, settleMs)
    const kind = databaseUrl === undefined ? 'embedded' : 'native'
    const summary = await Promise.race([replay(server, tenant, data, parallel[kind]), failOn(stopped.signal)])
    const report = {
      data: chosen.data,
      database: kind,
      dialogues: data.dialogues.length,
      playbooks: data.playbooks.length,
      ...summary,
      seconds: (performance.now() - begun) / 1000,
    }
    process.stdout.write(`${show(report)}\n`)
    if (databaseUrl !== undefined) {
      process.stdout.write(`To look at it, sign in as ${tenant.email} with the password ${tenant.password}\n`)
    }
    if (chosen.json !== undefined) writeFileSync(chosen.json, `${JSON.stringify(report, null, 2)}\n`)
    return summary.failures.length === 0 ? 0 : 1
  } finally {
    await server?.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function replay(
  server: RunningServer,
  tenant: ReplayTenant,
  data: DataFolder,
  atOnce: number,
): Promise<ReplaySummary> {
  const { services, url } = server
  const anyone = openClient(url, atOnce)
  const { accessToken } = await callProcedure<{ accessToken: string }>(anyone, 'mutation', 'auth.login', {
    email: tenant.email,
    password: tenant.password,
  })
  const owner = openClient(url, 1, { authorization: `Bearer ${accessToken}` })
  for (const { title, text } of data.playbooks) {
    await callProcedure(owner, 'mutation', 'knowledge.upsert', { title, text, category: 'playbook' })
  }
  owner.close()

  const watch = watchRuns(ids => listEndedRuns(services, tenant.tenantId, ids), timeoutMs)
  const turns: PlayedTurn[] = []
  const total = data.dialogues.reduce(
    (sum, one) => sum + one.turns.filter(turn => turn.speaker === 'customer').length,
    0,
  )
  const progress = () => process.stderr.write(`${turns.length} of ${total} turns played\n`)
  const timer = setInterval(progress, 15_000)
  try {
    await playDialogues(data.dialogues, {
      client: anyone,
      channelKey: tenant.channelKey,
      watch,
      parallel: atOnce,
      onTurn: turn => turns.push(turn),
    })
    await server.drain(timeoutMs)
  } finally {
    clearInterval(timer)
    await watch.close()
    anyone.close()
  }
  return summariseReplay(turns, settleMs)
}

function failOn(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

function show(
  report: ReplaySummary & {
    data: string
    database: string
    dialogues: number
    playbooks: number
    seconds: number
  },
): string {
  const { suggestions, withoutSuggestion, failures, messageToSuggestion, afterSettle } = report
  const times = (name: string, of: typeof afterSettle) =>
    of === null
      ? []
      : [
          [`${name}, p50`, formatMs(of.p50)],
          [`${name}, p95`, formatMs(of.p95)],
        ]
  const table = layOutTable([
    ['playbooks loaded', String(report.playbooks)],
    ['dialogues', String(report.dialogues)],
    ['messages', String(report.messages)],
    ['suggestions: need approval', String(suggestions.NEED_APPROVAL)],
    ['suggestions: escalate', String(suggestions.ESCALATE)],
    ['suggestions: sent automatically', String(suggestions.AUTO_SEND)],
    ['no suggestion: escalated at once', String(withoutSuggestion.escalated)],
    ['no suggestion: not to be answered', String(withoutSuggestion.ignored)],
    ...(withoutSuggestion.superseded > 0
      ? [['no suggestion: overtaken', String(withoutSuggestion.superseded)]]
      : []),
    ...(report.blank > 0 ? [['blank turns, not sent', String(report.blank)]] : []),
    [
      'suggestions with a supporting source',
      report.supportedShare === null ? 'none' : `${(report.supportedShare * 100).toFixed(1)} %`,
    ],
    ['failures', String(failures.length)],
    ...times('message to stored suggestion', messageToSuggestion),
    ['of which settle time', formatMs(report.settleMs)],
    ...times('the same after settling', afterSettle),
    ['time taken', `${report.seconds.toFixed(1)} s`],
  ])
  const shown = failures
    .slice(0, 20)
    .map(one => `failed: dialogue ${one.dialogue}, turn ${one.turn}: ${one.why}`)
  return [`Replay of ${report.data} on ${report.database} PostgreSQL`, table, ...shown].join('\n')
}

main().then(
  code => {
    process.exitCode = code
  },
  (error: unknown) => {
    const known = error instanceof DataError || error instanceof UsageError || error instanceof Stopped
    const told = error instanceof Error ? (known ? error.message : error.stack) : String(error)
    process.stderr.write(`${told}\n${error instanceof UsageError ? `\n${usage}\n` : ''}`)
    process.exitCode = known && !(error instanceof Stopped) ? 2 : 1
  },
)

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { systemClock } from '@countersign/shared/kernel/clock'
import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { seedDemo } from '../../../../prisma/seed/seed-demo.ts'
import { makeConfig } from '../config/config.ts'
import { EnvError, parseEnv } from '../config/env.ts'
import { makeKeys } from '../crypto/seal.ts'
import { jobNames } from '../jobs/catalog/all-jobs.ts'
import { openQueue } from '../jobs/queue.ts'
import { makeMailQueue } from '../mail/mail-queue.ts'
import { makeLog } from '../telemetry/log.ts'
import { startEmbedded } from './embedded.ts'
import { migrate, migrationStatus, schemaDrift } from './migrate.ts'
import { openDatabase } from './open-database.ts'
import { hasAnyTenant } from './platform.repo.ts'

const usage = `npm run db -- <verb>
  migrate          apply what is missing
  status           what is applied, what is missing, what is wrong
  diff             SQL that would bring the database to the Prisma schema
  reset --yes      delete everything and migrate afresh
  seed             make the demo tenant in an empty database
The database is the one of DATABASE_URL, or the embedded one in DATA_DIR, which no server may have open.`

const say = (line: string) => process.stdout.write(`${line}\n`)

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { yes: { type: 'boolean', default: false } },
  })
  const config = makeConfig(parseEnv())
  const embeddedFolder = join(config.dataDir, 'postgres')
  const withAdmin = async <T>(work: (url: string) => Promise<T>): Promise<T> => {
    if (config.databaseUrl !== null) return work(config.databaseUrl)
    const embedded = await startEmbedded(embeddedFolder)
    try {
      return await work(embedded.url)
    } finally {
      await embedded.close()
    }
  }
  switch (positionals[0]) {
    case 'migrate': {
      const applied = await withAdmin(migrate)
      say(applied.length === 0 ? 'nothing to apply' : `applied: ${applied.join(', ')}`)
      return 0
    }
    case 'status': {
      const { problems, pending } = await withAdmin(migrationStatus)
      say(pending.length === 0 ? 'every migration is applied' : `missing: ${pending.join(', ')}`)
      for (const problem of problems) say(`problem: ${problem}`)
      return problems.length + pending.length === 0 ? 0 : 1
    }
    case 'diff': {
      const drift = await withAdmin(schemaDrift)
      say(drift === '' ? 'the database and the schema agree' : drift)
      return drift === '' ? 0 : 1
    }
    case 'reset': {
      if (!values.yes) {
        say('this deletes every tenant, conversation and draft; run it again with --yes')
        return 2
      }
      if (config.databaseUrl === null) rmSync(embeddedFolder, { recursive: true, force: true })
      else await dropSchemas(config.databaseUrl)
      await withAdmin(migrate)
      say('the database is empty and migrated')
      return 0
    }
    case 'seed':
      return seed()
    default:
      say(usage)
      return positionals.length === 0 ? 0 : 2
  }

  async function seed(): Promise<number> {
    const open = await openDatabase({ ...config, secret: config.encryptionKey })
    try {
      if (await hasAnyTenant(open.database.statement)) {
        say('the database has tenants already; nothing was seeded')
        return 1
      }
      const queue = await openQueue(open, jobNames, makeLog('warn'))
      try {
        const keys = makeKeys(config.encryptionKey)
        const parts = { keys, clock: systemClock, ids: { next: uuidv7 } }
        const services = {
          ...parts,
          database: open.database,
          jobs: queue,
          mail: makeMailQueue(parts),
          oidc: null,
          intents: {
            classify: () => {
              throw new Error('filling a database asks nothing')
            },
          },
        }
        const demo = await seedDemo(services, { password: config.demoPassword })
        say(`demo sign-ins: ${demo.signIns.map(one => one.email).join(', ')}\npassword: ${demo.password}`)
        return 0
      } finally {
        await queue.close()
      }
    } finally {
      await open.close()
    }
  }
}

async function dropSchemas(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(
      'DROP SCHEMA IF EXISTS pgboss CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public',
    )
  } finally {
    await client.end()
  }
}

main().then(
  code => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof EnvError || error instanceof Error ? error.message : String(error)}\n`,
    )
    process.exit(1)
  },
)

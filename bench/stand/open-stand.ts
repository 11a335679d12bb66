import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNativePostgres } from '../../apps/server/src/testing/native-postgres.ts'
import { callProcedure } from '../measure/call-procedure.ts'
import { type KeepAliveClient, openClient } from '../measure/keep-alive-client.ts'
import { addConversations } from './add-conversations.ts'
import { demoPassword, type ServerProcess, startServer } from './start-server.ts'

/** A freshly started server on a database of its own: the demo shop with 10,000 more conversations. */
export interface Setting {
  readonly url: string
  /** The database's superuser. */
  readonly adminUrl: string
}

export interface Stand {
  /** Version of PostgreSQL everything is measured on. */
  readonly postgres: string
  /** Runs `work` on a server nothing else has used. */
  onServer<T>(work: (setting: Setting) => Promise<T>): Promise<T>
  /** A folder for data that is removed with the stand. */
  newFolder(): string
  close(): Promise<void>
}

export const operatorEmail = 'operator@demo.test'
export const conversationCount = 10_000

/** As whoever runs 100,000 passages would set it: a quarter of the memory of a small machine, which is what PostgreSQL's manual begins with. */
const memory = '512MB'

/**
 * Starts a private PostgreSQL and fills one database, of which each figure gets a copy: no figure inherits the work,
 * the bloat or the warm caches another has left.
 *
 * @throws when this machine has no PostgreSQL that will do
 */
export async function openStand(profileDir: string | null): Promise<Stand> {
  const postgres = await startNativePostgres(memory)
  if (postgres.kind === 'absent') throw new Error(`there is nothing to measure on: ${postgres.reason}`)
  const home = mkdtempSync(join(tmpdir(), 'countersign-bench-'))
  const newFolder = () => mkdtempSync(join(home, 'data-'))
  const close = async () => {
    await postgres.stop()
    rmSync(home, { recursive: true, force: true })
  }
  let running: ServerProcess | undefined
  try {
    const filled = await postgres.createDatabase()
    running = await startServer({ DATABASE_URL: filled, DATA_DIR: newFolder() })
    await running.stop()
    running = undefined
    await addConversations(filled, conversationCount, operatorEmail)
    const template = new URL(filled).pathname.slice(1)
    return {
      postgres: String(postgres.majorVersion),
      newFolder,
      async onServer(work) {
        const adminUrl = await postgres.createDatabase(template)
        running = await startServer({ DATABASE_URL: adminUrl, DATA_DIR: newFolder() }, profileDir)
        try {
          return await work({ url: running.url, adminUrl })
        } finally {
          await running.stop()
          running = undefined
        }
      },
      async close() {
        await running?.stop()
        await close()
      },
    }
  } catch (error) {
    await running?.stop()
    await close()
    throw error
  }
}

/** An operator's own connections to the console's API. */
export async function signIn(
  url: string,
  email = operatorEmail,
): Promise<{ token: string; client: KeepAliveClient }> {
  const anyone = openClient(url, 1)
  const { accessToken } = await callProcedure<{ accessToken: string }>(anyone, 'mutation', 'auth.login', {
    email,
    password: demoPassword,
  })
  anyone.close()
  return { token: accessToken, client: openClient(url, 1, { authorization: `Bearer ${accessToken}` }) }
}

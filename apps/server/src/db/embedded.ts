import { createHash } from 'node:crypto'
import { mkdirSync, realpathSync, rmdirSync, rmSync, statSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { takeLock } from './folder-lock.ts'
import { gatherMessages } from './gather-messages.ts'

export interface EmbeddedPostgres {
  /** Connection string for `pg`. Every connection shares one backend session and runs as its superuser. */
  readonly url: string
  close(): Promise<void>
}

/**
 * PostgreSQL in WebAssembly with its files in `folder`, served on a private Unix socket.
 *
 * Two servers on one folder would corrupt it, so the folder is locked first. Lock and socket are found by the folder's
 * name.
 *
 * @param folder where the database lives; null keeps it in memory
 * @throws when another process has the folder open
 */
export async function startEmbedded(folder: string | null): Promise<EmbeddedPostgres> {
  if (folder !== null) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const home = socketFolder(folder)
  const unlock = await takeLock(join(home, 'lock'))
  if (unlock === null) {
    const inUse = new Error(`the database in ${folder} is in use by another process`)
    throw Object.assign(inUse, { code: 'FOLDER_IN_USE' })
  }
  try {
    const { db, server } = await serve(folder, join(home, '.s.PGSQL.5432'))
    return {
      url: urlOf(home),
      async close() {
        await server.stop()
        await db.close()
        await unlock()
        removeIfEmpty(home)
      },
    }
  } catch (error) {
    await unlock()
    removeIfEmpty(home)
    throw error
  }
}

/**
 * The database of `folder` for a command beside whatever else goes on: opened, or where a process has it open, through
 * that process. `joined` tells which. Every connection there shares the one session with all of that process, so nothing
 * may be set in it but inside a transaction.
 */
export async function reachEmbedded(
  folder: string,
): Promise<EmbeddedPostgres & { readonly joined: boolean }> {
  try {
    return { ...(await startEmbedded(folder)), joined: false }
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'FOLDER_IN_USE') throw error
    return { url: embeddedUrl(folder), joined: true, async close() {} }
  }
}

/** Where the database of `folder` answers while its process runs. */
export function embeddedUrl(folder: string): string {
  return urlOf(socketFolder(folder))
}

function urlOf(home: string): string {
  return `postgres://postgres@localhost/postgres?host=${encodeURIComponent(home)}`
}

/** The next one to lock the folder may be in it already. */
function removeIfEmpty(home: string): void {
  try {
    rmdirSync(home)
  } catch {
    // It is cleared away by whoever closes the database last, or by the system.
  }
}

async function serve(
  folder: string | null,
  path: string,
): Promise<{ db: PGlite; server: { stop(): Promise<void> } }> {
  const db = await PGlite.create({
    ...(folder === null ? {} : { dataDir: folder }),
    extensions: { vector },
  })
  keepSequencesTogether(db)
  rmSync(path, { force: true })
  const server = new WholeMessageServer({ db, path, maxConnections: 100 })
  await server.start()
  return { db, server }
}

/** `handleConnection` is private in the declarations, and the one place where a connection can be met. */
const Base = PGLiteSocketServer as unknown as new (
  ...options: ConstructorParameters<typeof PGLiteSocketServer>
) => Pick<PGLiteSocketServer, 'start' | 'stop'> & { handleConnection(socket: Socket): Promise<void> }

class WholeMessageServer extends Base {
  override handleConnection(socket: Socket): Promise<void> {
    gatherMessages(socket)
    return super.handleConnection(socket)
  }
}

/**
 * Keeps the messages of one extended query together.
 *
 * pglite-socket 0.2.17 hands messages to the one backend session one by one and holds other connections back only
 * inside a transaction, so that a Parse of one connection can come between the Parse and the Bind of another, and the
 * unnamed statement they share is the wrong one. Until a sequence is closed by Sync it is therefore reported as a
 * transaction, which makes the socket server wait for the same connection.
 */
function keepSequencesTogether(db: PGlite): void {
  let open = false
  const inTransaction = db.isInTransaction.bind(db)
  const execute = db.execProtocolRawStream.bind(db)
  Object.assign(db, {
    isInTransaction: () => open || inTransaction(),
    async execProtocolRawStream(...call: Parameters<typeof execute>) {
      try {
        return await execute(...call)
      } finally {
        open = opensSequence(call[0])
      }
    },
  })
}

/** Parse, Bind, Describe, Execute, Close and Flush wait for a Sync; everything else ends by itself. */
function opensSequence(message: Uint8Array): boolean {
  return 'PBDECH'.includes(String.fromCharCode(message[0] ?? 0))
}

/** Socket paths are limited to about 100 bytes, so the socket cannot live in a data folder of any depth. */
function socketFolder(folder: string | null): string {
  const name = folder === null ? `${process.pid}-${performance.now()}` : realpathSync(folder)
  const user = userInfo().uid
  const hash = createHash('sha256').update(`${user}:${name}`).digest('hex').slice(0, 24)
  const home = join(tmpdir(), `countersign-${hash}`)
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const { uid, mode } = statSync(home)
  if (uid !== user || (mode & 0o077) !== 0) throw new Error(`${home} belongs to someone else`)
  return home
}

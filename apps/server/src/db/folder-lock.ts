import { mkdirSync, rmSync, statSync } from 'node:fs'
import { connect, createServer } from 'node:net'

const sweepMs = 5_000

/**
 * Makes the lock at `path` this process's own.
 *
 * The lock is a socket that is listened on, which only one process can be the first to do. A dead process leaves its
 * socket but nobody answers there, so that it is known for what it is; a pid in a file could be somebody else's by now.
 *
 * @param path at most about 100 bytes, in a folder of this user
 * @returns how to let go of it, or null when another process holds it
 */
export async function takeLock(path: string): Promise<(() => Promise<void>) | null> {
  for (;;) {
    const release = await listen(path)
    if (release !== null) return release
    if (await answers(path)) return null
    // Two processes that both find a dead lock must not both remove it: the second would remove the first one's new
    // lock. The folder is made by one of them only, and whoever died holding it is not waited for.
    const sweep = `${path}.sweep`
    if (!makeFolder(sweep)) {
      await new Promise(resolve => setTimeout(resolve, 20))
      if (ageMs(sweep) > sweepMs) rmSync(sweep, { recursive: true, force: true })
      continue
    }
    try {
      if (await answers(path)) return null
      rmSync(path, { force: true })
    } finally {
      rmSync(sweep, { recursive: true, force: true })
    }
  }
}

function listen(path: string): Promise<(() => Promise<void>) | null> {
  return new Promise((resolve, reject) => {
    const server = createServer(socket => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null)
      else reject(error)
    })
    server.listen(path, () => {
      server.unref()
      resolve(() => new Promise(closed => server.close(() => closed())))
    })
  })
}

function answers(path: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

function makeFolder(path: string): boolean {
  try {
    mkdirSync(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function ageMs(path: string): number {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
}

import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import pg from 'pg'

/** A PostgreSQL of the machine, in a cluster that lives as long as the tests that share it. */
export interface StartedPostgres {
  readonly kind: 'started'
  readonly majorVersion: number
  /** The superuser's connection string; without a name, of the maintenance database. */
  url(database?: string): string
  /**
   * Makes an empty database.
   *
   * @param template the name of a database without connections to copy instead
   * @returns the superuser's connection string to it
   */
  createDatabase(template?: string): Promise<string>
  /** Ends all server processes as a power cut would, and starts again on the same port: every connection is lost. */
  crash(): Promise<void>
  /** Stops and removes the cluster once everyone who started it has stopped it. */
  stop(): Promise<void>
}

export type NativePostgres = StartedPostgres | { readonly kind: 'absent'; readonly reason: string }

const oldest = 15
const installations = '/usr/lib/postgresql'
const account = 'postgres'

/**
 * Makes the cluster, serves it, and takes it away when its input ends: that happens also when the test process is
 * killed, so that no run leaves a server or a folder behind. Roles other than the superuser need their password over
 * TCP, as in production; the superuser and the socket are trusted.
 */
const keeper = `
set -e
trap '' INT TERM HUP
bin=$1 port=$2 memory=$3
home=$(mktemp -d "\${TMPDIR:-/tmp}/countersign-pg-XXXXXX")
cleanup() {
  [ -f "$home/data/postmaster.pid" ] && "$bin/pg_ctl" -D "$home/data" -m immediate -w stop >/dev/null 2>&1
  rm -rf "$home"
}
trap cleanup EXIT
"$bin/initdb" -D "$home/data" -U ${account} -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$home/log" 2>&1 ||
  { cat "$home/log" >&2; exit 1; }
cat >"$home/data/pg_hba.conf" <<HBA
local all all trust
host all ${account} 127.0.0.1/32 trust
host all all 127.0.0.1/32 scram-sha-256
HBA
cat >>"$home/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$home'
max_connections = 120
shared_buffers = $memory
fsync = on
CONF
serve() { "$bin/pg_ctl" -D "$home/data" -l "$home/log" -w -t 60 "$@" >/dev/null 2>&1 </dev/null; }
serve start || { cat "$home/log" >&2; exit 1; }
echo ready
while read -r verb; do
  case $verb in
    crash) serve -m immediate restart && echo ready ;;
  esac
done
`

let running: Promise<NativePostgres> | undefined
let users = 0

/**
 * Starts a private cluster, once per test process: a second caller shares it.
 *
 * @param memory its `shared_buffers`; the database's own default when absent
 * @returns `absent` with the reason when this machine has no PostgreSQL ≥ 15 with pgvector
 * @throws when there is one but it does not start
 */
export async function startNativePostgres(memory = '128MB'): Promise<NativePostgres> {
  users += 1
  running ??= start(memory)
  try {
    return await running
  } catch (error) {
    running = undefined
    users = 0
    throw error
  }
}

async function start(memory: string): Promise<NativePostgres> {
  const found = findInstallation()
  if (typeof found === 'string') return { kind: 'absent', reason: found }
  // Between finding a free port and taking it someone else may have taken it.
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await serve(found.version, found.bin, await freePort(), memory)
    } catch (error) {
      if (attempt === 3) throw error
    }
  }
}

/** The newest installation that will do, or why there is none. */
function findInstallation(): { version: number; bin: string } | string {
  const versions = existsSync(installations)
    ? readdirSync(installations)
        .map(Number)
        .filter(
          version => version >= oldest && existsSync(join(installations, String(version), 'bin/initdb')),
        )
        .sort((a, b) => b - a)
    : []
  if (versions.length === 0) return `no PostgreSQL ${oldest} or newer in ${installations}`
  const version = versions.find(one => existsSync(`/usr/share/postgresql/${one}/extension/vector.control`))
  if (version === undefined) return `PostgreSQL ${versions.join(', ')} without pgvector`
  if (userInfo().uid === 0) {
    try {
      execFileSync('runuser', ['-u', account, '--', 'true'], { stdio: 'ignore' })
    } catch {
      return `PostgreSQL does not run as root, and there is no account ${account} to run it as`
    }
  }
  return { version, bin: join(installations, String(version), 'bin') }
}

async function serve(
  majorVersion: number,
  bin: string,
  port: number,
  memory: string,
): Promise<StartedPostgres> {
  const script = ['sh', '-c', keeper, 'keeper', bin, String(port), memory]
  const [command, ...args] = userInfo().uid === 0 ? ['runuser', '-u', account, '--', ...script] : script
  const child = spawn(command ?? 'sh', args, { stdio: ['pipe', 'pipe', 'pipe'], cwd: '/', detached: true })
  const ready = readyLines(child)
  await ready.next()
  const url = (database = 'postgres') => `postgres://${account}@127.0.0.1:${port}/${database}`
  let databases = 0
  return {
    kind: 'started',
    majorVersion,
    url,
    async createDatabase(template = 'template1') {
      databases += 1
      const name = `test_${databases}`
      const client = new pg.Client({ connectionString: url() })
      await client.connect()
      try {
        await client.query(`CREATE DATABASE ${name} TEMPLATE ${pg.escapeIdentifier(template)}`)
      } finally {
        await client.end()
      }
      return url(name)
    },
    async crash() {
      child.stdin.write('crash\n')
      await ready.next()
    },
    async stop() {
      users -= 1
      if (users > 0) return
      running = undefined
      child.ref()
      const ended = new Promise(resolve => child.once('exit', resolve))
      child.stdin.end()
      if (child.exitCode === null) await ended
    },
  }
}

/** Waits for the keeper's next `ready`; fails with what it complained of when it ends instead. */
function readyLines(child: ChildProcessByStdio<Writable, Readable, Readable>): { next(): Promise<void> } {
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-4_000)
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  // Between two waits nothing of the keeper may hold the test process: the keeper goes when the process does.
  const pipes = [child.stdin, child.stdout, child.stderr] as unknown as Pick<Socket, 'ref' | 'unref'>[]
  return {
    async next() {
      for (const pipe of [child, ...pipes]) pipe.ref()
      const { done } = await lines.next()
      for (const pipe of [child, ...pipes]) pipe.unref()
      if (done) throw new Error(`PostgreSQL did not start: ${complaint.trim()}`)
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

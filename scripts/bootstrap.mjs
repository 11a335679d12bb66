import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { runQuietly } from './bootstrap/child.mjs'
import {
  listFiles,
  readFingerprint,
  sameContents,
  takeFingerprint,
  writeFingerprint,
} from './bootstrap/fingerprint.mjs'
import { withSetupLock } from './bootstrap/setup-lock.mjs'

// This file and what it imports run before anything is installed, on the user's own Node: built-ins only, and no
// import by name of anything newer than the version checked below, or the check could never be reached.

const oldestNode = [20, 19]
export const pnpmVersion = '12.21.0'

/** The checkout's folder. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** The workspace's own Node, there once the install has run. */
export const node24 = path.join(
  root,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

/** The environment of everything that is started: what calls `node` by name gets the workspace's own. */
export function childEnv(extra = {}) {
  const name = Object.keys(process.env).find(key => key.toUpperCase() === 'PATH') ?? 'PATH'
  return {
    ...process.env,
    [name]: [path.dirname(node24), process.env[name]].filter(Boolean).join(path.delimiter),
    ...extra,
  }
}

const isSource = file => !/[.]test[.]tsx?$/.test(file)

const workspaceFolders = () =>
  ['apps', 'packages'].flatMap(area =>
    fs.existsSync(path.join(root, area))
      ? fs
          .readdirSync(path.join(root, area))
          .map(name => `${area}/${name}`)
          .filter(folder => fs.existsSync(path.join(root, folder, 'package.json')))
      : [],
  )

/**
 * A step reads `inputs`, makes `outputs`, and is done again when the contents of an input changed or an output is gone.
 * @typedef {{
 *   doing: string, done: string, key: string,
 *   inputs: () => string[], outputs: () => string[],
 *   run: () => Promise<{ code: number, output: string }>,
 * }} Step
 * @type {Record<'install' | 'client' | 'widget' | 'console', Step>}
 */
const steps = {
  install: {
    doing: 'installing dependencies',
    done: 'dependencies installed',
    key: `pnpm ${pnpmVersion} ${process.platform} ${process.arch}`,
    inputs: () => [
      'package.json',
      'pnpm-lock.yaml',
      'pnpm-workspace.yaml',
      '.npmrc',
      ...workspaceFolders().map(folder => `${folder}/package.json`),
    ],
    outputs: () => [
      path.relative(root, node24),
      'node_modules/.modules.yaml',
      ...workspaceFolders()
        .filter(hasDependencies)
        .map(folder => `${folder}/node_modules`),
    ],
    // CI=true keeps pnpm from asking, as it does before it replaces a folder another tool has installed.
    run: () =>
      runQuietly('npx', ['--yes', `pnpm@${pnpmVersion}`, 'install', '--frozen-lockfile'], {
        cwd: root,
        env: { ...process.env, CI: 'true' },
      }),
  },
  client: {
    doing: 'generating the database client',
    done: 'database client generated',
    key: '1',
    inputs: () => ['pnpm-lock.yaml', 'prisma.config.ts', ...listFiles(root, ['prisma/schema'])],
    outputs: () => ['apps/server/src/db/generated'],
    run: () =>
      runQuietly(node24, ['apps/server/node_modules/prisma/build/index.js', 'generate'], {
        cwd: root,
        env: childEnv({
          // Generating needs no engine, but the command downloads one unless this names a file that exists.
          PRISMA_SCHEMA_ENGINE_BINARY: node24,
          PRISMA_HIDE_UPDATE_MESSAGE: '1',
          CHECKPOINT_DISABLE: '1',
          // prisma.config.ts stands at the root, and prisma is the server's.
          NODE_PATH: path.join(root, 'apps/server/node_modules'),
        }),
      }),
  },
  widget: {
    doing: 'building the web chat',
    done: 'web chat built',
    key: '1',
    inputs: () => [
      'pnpm-lock.yaml',
      'apps/widget/build.ts',
      ...listFiles(root, ['apps/widget/src', 'packages/shared/src'], isSource),
    ],
    outputs: () => ['apps/widget/dist/widget.js'],
    run: () => runQuietly(node24, ['build.ts'], { cwd: path.join(root, 'apps/widget'), env: childEnv() }),
  },
  console: {
    doing: 'building the console',
    done: 'console built',
    key: '1',
    // The server's part in the console is types, which no build output depends on.
    inputs: () => [
      'pnpm-lock.yaml',
      ...fs
        .readdirSync(path.join(root, 'apps/desktop'))
        .filter(name => /[.](config[.]ts|json|html)$/.test(name) && name !== 'package.json')
        .map(name => `apps/desktop/${name}`),
      ...listFiles(root, ['apps/desktop/src', 'apps/desktop/resources', 'packages/shared/src'], isSource),
    ],
    outputs: () =>
      ['main/index.js', 'preload/index.cjs', 'renderer/index.html'].map(name => `apps/desktop/out/${name}`),
    run: () =>
      runQuietly(node24, ['node_modules/electron-vite/bin/electron-vite.js', 'build'], {
        cwd: path.join(root, 'apps/desktop'),
        env: childEnv(),
      }),
  },
}

function hasDependencies(folder) {
  const { dependencies, devDependencies } = JSON.parse(
    fs.readFileSync(path.join(root, folder, 'package.json'), 'utf8'),
  )
  return Object.keys({ ...dependencies, ...devDependencies }).length > 0
}

/**
 * Makes the checkout ready: what is stale is done again, what is not costs a look at file times. Prints one line per
 * step that ran; a step that fails ends the process with its whole output.
 * @param {{ client?: boolean, widget?: boolean, console?: boolean }} wanted the install is always wanted
 */
export async function prepare(wanted) {
  refuseOldNode()
  const names = ['client', 'widget', 'console'].filter(name => wanted[name])
  if (isFresh('install') && names.every(isFresh)) return
  await withSetupLock(root, async () => {
    if (!isFresh('install')) await runStep('install')
    // They share no files, so that they need not wait for each other.
    await Promise.all(names.filter(name => !isFresh(name)).map(runStep))
  })
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return
  process.stderr.write(
    `Countersign needs Node ${oldestNode.join('.')} or newer to set itself up; this is ${process.versions.node}.\n` +
      'Install a current Node and run the command again. The product then brings its own Node along.\n',
  )
  process.exit(1)
}

const stampOf = name => path.join(root, 'node_modules/.countersign', `${name}.json`)

function existingInputs(step) {
  return step.inputs().filter(file => fs.existsSync(path.join(root, file)))
}

function isFresh(name) {
  const step = steps[name]
  const before = readFingerprint(stampOf(name))
  if (!before || !step.outputs().every(file => fs.existsSync(path.join(root, file)))) return false
  const now = takeFingerprint(root, existingInputs(step), step.key, before)
  if (!sameContents(now, before)) return false
  // Same contents under newer times: remembered, so that the next look need not read them again.
  if (Object.keys(now.files).some(file => now.files[file][0] !== before.files[file][0])) {
    writeFingerprint(stampOf(name), now)
  }
  return true
}

async function runStep(name) {
  const step = steps[name]
  const started = Date.now()
  // Taken before the run: a file that changes while the step reads it makes the step stale, not falsely fresh. And
  // the old one goes first, because an interrupted run leaves outputs that match neither.
  const fingerprint = takeFingerprint(root, existingInputs(step), step.key)
  fs.rmSync(stampOf(name), { force: true })
  progress.add(step.doing)
  const { code, output } = await step.run()
  progress.delete(step.doing)
  if (code !== 0) {
    process.stderr.write(
      `${output}\nStopped: ${step.doing} failed (exit code ${code}); its output is above.\n`,
    )
    process.exit(1)
  }
  const missing = step.outputs().filter(file => !fs.existsSync(path.join(root, file)))
  if (missing.length > 0) {
    process.stderr.write(`${output}\nStopped: ${step.doing} ended well but made no ${missing.join(', ')}.\n`)
    process.exit(1)
  }
  writeFingerprint(stampOf(name), fingerprint)
  process.stderr.write(`${step.done} · ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
  progress.draw()
}

/** On a terminal, the steps that are running, on a line that is wiped before anything else is written. */
const progress = {
  running: new Set(),
  add(doing) {
    this.running.add(doing)
    this.draw()
  },
  delete(doing) {
    this.running.delete(doing)
    this.wipe()
  },
  wipe() {
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[2K')
  },
  draw() {
    if (!process.stderr.isTTY || this.running.size === 0) return
    this.wipe()
    process.stderr.write([...this.running].map(doing => `${doing} …`).join('  '))
  },
}

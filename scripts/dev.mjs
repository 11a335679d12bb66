import path from 'node:path'
import process from 'node:process'
import { spawnGroup, stopOnSignal } from './bootstrap/child.mjs'
import { canOpenWindow } from './bootstrap/desktop-window.mjs'
import { childEnv, node24, root } from './bootstrap.mjs'

// Started by `npm run dev`, in the workspace's own Node: the server, the console and the web chat, each made again when
// its source changes. With a window the console comes from its development server; without, from the server at /app.

const serverArgs = process.argv.slice(2)
const electronVite = 'node_modules/electron-vite/bin/electron-vite.js'

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    stopping = true
  })
}
stopOnSignal()
run('server', '.', [...watch(), 'apps/server/src/main.ts', ...serverArgs])
// electron-vite watches by itself only where it can open a window; elsewhere it builds anew, in a few seconds.
run(
  'console',
  'apps/desktop',
  canOpenWindow()
    ? [electronVite, 'dev', '--watch']
    : [...watch('src', '../../packages/shared/src'), electronVite, 'build'],
)
run('web chat', 'apps/widget', [...watch('src', '../../packages/shared/src'), 'build.ts'])

/** @param {readonly string[]} folders what to watch; what the program itself imports when there are none */
function watch(...folders) {
  return ['--watch', '--watch-preserve-output', ...folders.map(folder => `--watch-path=${folder}`)]
}

/**
 * @param {string} name
 * @param {string} folder
 * @param {readonly string[]} args
 */
function run(name, folder, args) {
  const child = spawnGroup(node24, args, {
    cwd: path.join(root, folder),
    env: childEnv(),
    stdio: ['ignore', 'inherit', 'inherit'],
    passesOn: true,
  })
  child.once('close', code => {
    if (stopping) return
    process.stderr.write(`The ${name} has ended (exit code ${code ?? 'none'}); stopping the rest\n`)
    process.exit(code ?? 1)
  })
}

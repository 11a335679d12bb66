import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { runInForeground, stopOnSignal } from './bootstrap/child.mjs'
import { childEnv, node24, prepare, root } from './bootstrap.mjs'

const built = { client: true, widget: true, console: true }
/** What each command starts, and what it needs made before. */
const commands = {
  dev: { file: 'scripts/dev.mjs', needs: built },
  bench: { file: 'bench/main.ts', needs: built },
  eval: { file: 'eval/main.ts', needs: { client: true } },
  replay: { file: 'bench/replay/main.ts', needs: { client: true } },
  db: { file: 'apps/server/src/db/main.ts', needs: { client: true } },
  audit: { file: 'apps/server/src/command/audit/main.ts', needs: { client: true } },
  vault: { file: 'apps/server/src/command/vault/main.ts', needs: { client: true } },
  platform: { file: 'apps/server/src/command/platform/main.ts', needs: { client: true } },
}

const [name = '', ...args] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
if (!command) {
  refuse(`Usage: node scripts/run.mjs <${Object.keys(commands).join('|')}> [arguments]`)
}
if (!fs.existsSync(path.join(root, command.file))) {
  refuse(`\`npm run ${name}\` starts ${command.file}, which is not in this checkout.`)
}

const goOn = stopOnSignal()
await prepare(command.needs)
goOn()

process.exitCode = await runInForeground(node24, [path.join(root, command.file), ...args], {
  cwd: root,
  env: childEnv(),
  // Out of the terminal's foreground group, reading from it would stop the program for good.
  stdio: [process.stdin.isTTY ? 'ignore' : 'inherit', 'inherit', 'inherit'],
})

/** @param {string} why */
function refuse(why) {
  process.stderr.write(`${why}\n`)
  process.exit(1)
}

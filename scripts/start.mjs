import path from 'node:path'
import process from 'node:process'
import { runInForeground, spawnGroup, stopOnSignal } from './bootstrap/child.mjs'
import { electronProgram, hasDisplay } from './bootstrap/desktop-window.mjs'
import { childEnv, node24, prepare, root } from './bootstrap.mjs'

const args = process.argv.slice(2)
const headless = args.includes('--headless')
const readyLine = /Countersign is ready: (\S+)/

const goOn = stopOnSignal()
await prepare({ client: true, widget: true, console: true })
goOn()

process.exitCode = await runInForeground(node24, ['apps/server/src/main.ts', ...args], {
  cwd: root,
  env: childEnv(),
  // The channel tells the server that its parent is gone, whatever ended it.
  stdio: ['ignore', headless ? 'inherit' : 'pipe', 'inherit', 'ipc'],
  onStart: server => {
    if (headless) return
    server.stdout.pipe(process.stdout)
    onReadyLine(server.stdout, openConsole)
  },
})

/**
 * @param {import('node:stream').Readable} stdout
 * @param {(address: string) => void} onReady called once, with the address of the ready line
 */
function onReadyLine(stdout, onReady) {
  let text = ''
  const look = chunk => {
    text += chunk
    const address = readyLine.exec(text)?.[1]
    if (address !== undefined && text.includes('\n', text.indexOf(address))) {
      stdout.off('data', look)
      onReady(address)
    }
    // The line is whole when its end has come; what came before its beginning is not needed any more.
    text = text.slice(text.lastIndexOf('\n') + 1)
  }
  stdout.on('data', look)
}

/** @param {string} address */
function openConsole(address) {
  const electron = electronProgram()
  if (!hasDisplay()) {
    say(`There is no display here; the console is at ${address}/app`)
  } else if (electron === undefined) {
    say(
      'The desktop window needs the Electron runtime: run `npx install-electron` in apps/desktop and start again.',
    )
    say(`The same console is at ${address}/app`)
  } else {
    const window = spawnGroup(electron, ['.', `--server-url=${address}`], {
      cwd: path.join(root, 'apps/desktop'),
      env: childEnv(),
      stdio: 'ignore',
    })
    window.once('error', error => say(`The desktop window could not be opened: ${error.message}`))
    window.once('close', code =>
      say(
        `The desktop window is closed${code ? ` (exit code ${code})` : ''}; the console is at ${address}/app`,
      ),
    )
  }
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`)
}

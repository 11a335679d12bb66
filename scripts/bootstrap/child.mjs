import childProcess from 'node:child_process'
import os from 'node:os'
import process from 'node:process'

const windows = process.platform === 'win32'
/**
 * Every child that runs, and what stops it: a signal to its group, or one to itself that it passes on.
 * @type {Map<import('node:child_process').ChildProcess, (signal: NodeJS.Signals) => void>}
 */
const running = new Map()

/**
 * Starts a program in a process group of its own, so that a signal can be given once and to all of its descendants.
 * A terminal's Ctrl-C then reaches only this process, which decides what to pass on.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { limitMs?: number, passesOn?: boolean }} options `limitMs`: the
 *   whole group is ended when it takes longer; `passesOn`: the child passes signals on to what it started, which would
 *   otherwise get each of them twice
 */
export function spawnGroup(command, args, { limitMs, passesOn, ...options }) {
  // npx is a command file on Windows, which only a shell can start.
  const shell = windows && !command.endsWith('.exe')
  const child = childProcess.spawn(command, args, { ...options, shell, detached: !windows })
  if (!process.listeners('exit').includes(endChildren)) process.on('exit', endChildren)
  running.set(child, signal => (passesOn ? child.kill(signal) : signalGroup(child, signal)))
  const limit = limitMs && setTimeout(() => signalGroup(child, 'SIGKILL'), limitMs)
  const ended = () => {
    running.delete(child)
    clearTimeout(limit)
  }
  child.once('close', ended)
  child.once('error', ended)
  return child
}

/**
 * Signals a child together with everything it started.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(child, signal) {
  if (child.pid === undefined) return
  if (windows) {
    childProcess.spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'])
    return
  }
  try {
    process.kill(-child.pid, signal)
  } catch {
    // The group is gone already, which is what was wanted.
  }
}

/** What still runs when this process ends, however it ends, would have no one left to stop it. */
function endChildren() {
  for (const child of running.keys()) signalGroup(child, 'SIGKILL')
}

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }
const patienceMs = 5000

/**
 * npm stops a script by ending the shell around it, and that shell passes nothing on: what it ran is only handed to
 * another parent. So under npm a new parent means SIGTERM. Elsewhere it does not: a script may outlive who started it.
 */
function watchParent() {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.emit('SIGTERM', 'SIGTERM')
  }, 100)
  watch.unref()
}

/**
 * Makes a signal end this process together with every child: they are asked first, and have five seconds.
 * @returns {() => void} takes that back, for what comes after and stops in its own way
 */
export function stopOnSignal() {
  watchParent()
  const handlers = Object.entries(signals).map(([signal, code]) => {
    const stop = () => {
      let left = running.size
      if (left === 0) process.exit(code)
      for (const [child, send] of running) {
        // First among the listeners, so that nobody goes on as if the child had ended by itself.
        child.prependOnceListener('close', () => {
          left -= 1
          if (left === 0) process.exit(code)
        })
        send('SIGTERM')
      }
      setTimeout(() => process.exit(code), patienceMs)
    }
    process.once(signal, stop)
    return () => process.off(signal, stop)
  })
  return () => {
    for (const off of handlers) off()
  }
}

/**
 * Runs a program to its end with its output kept back.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, limitMs?: number }} options
 * @returns {Promise<{ code: number, output: string }>} `output` is stdout and stderr as they came; `code` is 127 when
 *   the program could not be started and 128 when a signal ended it
 */
export function runQuietly(command, args, options) {
  return new Promise(resolve => {
    const chunks = []
    const child = spawnGroup(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.on('data', chunk => chunks.push(chunk))
    child.stderr.on('data', chunk => chunks.push(chunk))
    const output = () => Buffer.concat(chunks).toString()
    child.once('error', error => resolve({ code: 127, output: `${output()}${error.message}\n` }))
    child.once('close', code => resolve({ code: code ?? 128, output: output() }))
  })
}

/**
 * Runs a program in the foreground: its output is ours, signals are passed on, and a second one, at least a second
 * later, ends it at once.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { onStart?: (child: import('node:child_process').ChildProcess) => void }} options
 * @returns {Promise<number>} the exit code, or 128 + the signal's number
 */
export function runInForeground(command, args, { onStart, ...options }) {
  return new Promise(resolve => {
    const child = spawnGroup(command, args, options)
    let firstSignalAt = 0
    const passOn = signal => {
      // One Ctrl-C can arrive twice: from the terminal and from npm, which passes its own on.
      if (firstSignalAt === 0) {
        firstSignalAt = Date.now()
        signalGroup(child, signal === 'SIGHUP' ? 'SIGTERM' : signal)
      } else if (Date.now() - firstSignalAt >= 1000) {
        signalGroup(child, 'SIGKILL')
      }
    }
    for (const signal of Object.keys(signals)) process.on(signal, passOn)
    child.once('error', error => {
      process.stderr.write(`${command} could not be started: ${error.message}\n`)
      resolve(127)
    })
    child.once('close', (code, signal) => {
      // What the program left behind in its group has no one to stop it any more.
      signalGroup(child, 'SIGKILL')
      resolve(code ?? 128 + (os.constants.signals[signal] ?? 0))
    })
    onStart?.(child)
  })
}

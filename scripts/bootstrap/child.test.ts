import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runQuietly } from './child.mjs'

const here = import.meta.dirname
const node = process.execPath

const scriptOf = (body: string) =>
  `import { runInForeground, stopOnSignal } from ${JSON.stringify(join(here, 'child.mjs'))}\n${body}`

/** Runs a script that imports child.mjs, in a process of its own, because it answers to signals. */
function runScript(body: string) {
  const child = spawn(node, ['--input-type=module', '-e', scriptOf(body)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = text(child.stdout)
  return { child, lines, ended: once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]> }
}

/** Collects what a stream says and waits for a piece of it. */
function text(stream: NodeJS.ReadableStream) {
  let said = ''
  stream.on('data', chunk => {
    said += chunk
  })
  return {
    all: () => said,
    async until(piece: string) {
      while (!said.includes(piece)) await once(stream, 'data')
    },
  }
}

const foreground = (program: string) =>
  `process.exitCode = await runInForeground(process.execPath, ['-e', ${JSON.stringify(program)}], { stdio: 'inherit' })`

describe('a quiet program', () => {
  it('keeps its output back and gives it with the exit code', async () => {
    const program = "console.log('out'); console.error('err'); process.exitCode = 3"
    expect(await runQuietly(node, ['-e', program], { cwd: here })).toEqual({ code: 3, output: 'out\nerr\n' })
  })

  it('that cannot be started is a failure with a reason', async () => {
    const { code, output } = await runQuietly('no-such-program', [], { cwd: here })
    expect(code).toBe(127)
    expect(output).toContain('no-such-program')
  })
})

describe('a program in the foreground', () => {
  it('gives its exit code', async () => {
    const { ended } = runScript(foreground('process.exitCode = 7'))
    expect(await ended).toEqual([7, null])
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('is given %s once and may end in its own time', async signal => {
    const program = `process.on('${signal}', () => { console.log('asked'); setTimeout(() => process.exit(5), 50) }); setInterval(() => {}, 1000); console.log('up')`
    const { child, lines, ended } = runScript(foreground(program))
    await lines.until('up')
    child.kill(signal)
    child.kill(signal)
    expect(await ended).toEqual([5, null])
    expect(lines.all()).toBe('up\nasked\n')
  })

  // In both, the pipe of a program's output closes only when the last process that has it is gone.
  it('leaves nothing behind in its group', async () => {
    const program = `require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' }).unref()`
    const { ended } = runScript(foreground(program))
    expect(await ended).toEqual([0, null])
  })

  it('ends with the shell that npm started it in', async () => {
    const program =
      "process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000); console.log('up')"
    const shell = spawn('sh', ['-c', '"$NODE" --input-type=module -e "$SCRIPT"; true'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        NODE: node,
        SCRIPT: scriptOf(`stopOnSignal()()\n${foreground(program)}`),
        npm_lifecycle_event: 'start',
      },
    })
    await text(shell.stdout).until('up')
    shell.kill('SIGTERM')
    await once(shell, 'close')
  })
})

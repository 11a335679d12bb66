import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { runQuietly, spawnGroup, stopOnSignal } from './bootstrap/child.mjs'
import { childEnv, node24, prepare, root } from './bootstrap.mjs'
import { countStep, formatSummary, nothingCounted, readCounts } from './test/step-counts.mjs'

const stepLimitMs = 20 * 60_000
const noColour = Boolean(process.env.CI) || Boolean(process.env.NO_COLOR)
const countsFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-test-'))
process.on('exit', () => fs.rmSync(countsFolder, { recursive: true, force: true }))

/**
 * The steps in their order, and what each needs made before. A step answers with whether its programs ended well and
 * what its runner counted.
 */
const steps = {
  types: { title: 'Types', needs: { client: true }, run: checkTypes },
  lint: {
    title: 'Lint',
    needs: {},
    run: () => runTool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '--max-diagnostics=100']),
  },
  structure: { title: 'Structure', needs: {}, run: () => runShown(['scripts/structure/check-structure.ts']) },
  dead: {
    title: 'Dead code',
    needs: { client: true },
    run: () => runTool('knip/bin/knip.js', ['--no-progress', '--no-config-hints']),
  },
  audit: { title: 'Dependencies', needs: {}, run: runAudit },
  unit: { title: 'Unit and integration', needs: { client: true, widget: true }, run: runUnit },
  e2e: { title: 'End to end', needs: { client: true, widget: true, console: true }, run: runEndToEnd },
}

const chosen = chooseSteps(process.argv.slice(2))

stopOnSignal()
await prepare(Object.assign({}, ...chosen.map(name => steps[name].needs)))

const results = []
for (const name of chosen) {
  const { title, run } = steps[name]
  const started = Date.now()
  process.stdout.write(`\n${bold(`── ${title}`)}\n`)
  const { ok, counted } = await run()
  const result = countStep(title, ok, counted)
  results.push(result)
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  process.stdout.write(`${result.failed === 0 ? 'passed' : 'failed'} · ${seconds} s\n`)
}
process.stdout.write(`\n${formatSummary(results)}`)
process.exitCode = results.some(result => result.failed > 0) ? 1 : 0

/** @param {readonly string[]} args */
function chooseSteps(args) {
  const all = Object.keys(steps)
  if (args.length === 0) return all
  const [option, list] = args[0].startsWith('--only=') ? args[0].split('=') : args
  const names = (list ?? '').split(',')
  const known = option === '--only' && names.every(name => all.includes(name))
  if (!known || args.length > (args[0] === '--only' ? 2 : 1)) {
    process.stderr.write(`Usage: npm test [-- --only ${all.join(',')}]\n`)
    process.exit(2)
  }
  return all.filter(name => names.includes(name))
}

/** The three programs of the workspace, two at a time: the smallest machine it is run on has two cores. */
async function checkTypes() {
  const waiting = [
    'tsconfig.json',
    'apps/desktop/tsconfig.json',
    'apps/widget/tsconfig.json',
    'tests/e2e/tsconfig.json',
  ]
  let ok = true
  const work = async () => {
    for (let project = waiting.shift(); project; project = waiting.shift()) {
      const { code, output } = await runQuietly(
        node24,
        [tool('typescript/bin/tsc'), '--noEmit', '--pretty', String(!noColour), '-p', project],
        { cwd: root, env: stepEnv() },
      )
      if (code === 0) continue
      ok = false
      process.stdout.write(`${project}\n${output}`)
    }
  }
  await Promise.all([work(), work()])
  return { ok, counted: nothingCounted }
}

async function runAudit() {
  const file = path.join(countsFolder, 'audit.json')
  const { ok } = await runShown(['scripts/audit/check-dependencies.ts', '--json', file])
  return { ok, counted: readCounts(file) }
}

async function runUnit() {
  const file = path.join(countsFolder, 'unit.json')
  const reporters = ['--reporter=default', '--reporter=./scripts/test/count-tests.reporter.ts']
  const { ok } = await runTool('vitest/vitest.mjs', ['run', ...reporters], { COUNT_TESTS_FILE: file })
  return { ok, counted: readCounts(file) }
}

async function runEndToEnd() {
  const file = path.join(countsFolder, 'e2e.json')
  const { ok } = await runShown(['tests/e2e/main.ts', '--json', file])
  return { ok, counted: readCounts(file) }
}

function tool(file) {
  return path.join(root, 'node_modules', file)
}

function runTool(file, args, env) {
  return runShown([tool(file), ...args], env)
}

/** Runs a program of the workspace with its output shown as it comes; one that takes far too long is ended. */
function runShown(args, env) {
  if (!fs.existsSync(path.resolve(root, args[0]))) {
    process.stdout.write(`${args[0]} is not in this checkout\n`)
    return Promise.resolve({ ok: false, counted: undefined })
  }
  return new Promise(resolve => {
    const child = spawnGroup(node24, args, {
      cwd: root,
      env: stepEnv(env),
      stdio: ['ignore', 'inherit', 'inherit'],
      limitMs: stepLimitMs,
    })
    child.once('error', error => {
      process.stdout.write(`${error.message}\n`)
      resolve({ ok: false, counted: nothingCounted })
    })
    child.once('close', (code, signal) => {
      if (signal) process.stdout.write(`ended by ${signal}\n`)
      resolve({ ok: code === 0, counted: nothingCounted })
    })
  })
}

function stepEnv(extra) {
  const env = childEnv(extra)
  if (!noColour) return env
  // Both are set by some parents, and Node warns when they contradict each other.
  delete env.FORCE_COLOR
  return { ...env, NO_COLOR: '1' }
}

function bold(text) {
  return noColour || !process.stdout.isTTY ? text : `\x1b[1m${text}\x1b[22m`
}

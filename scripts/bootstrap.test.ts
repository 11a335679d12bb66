import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const scripts = import.meta.dirname

/** Runs an entry script in a Node that takes itself for another version. */
function runAs(version: string, script: string, args: readonly string[] = []) {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`
  return spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${pretend}`, join(scripts, script), ...args],
    { encoding: 'utf8' },
  )
}

describe('the commands', () => {
  it.each([
    ['start.mjs', []],
    ['test.mjs', []],
    ['run.mjs', ['dev']],
  ])('%s says which Node it needs on one that is too old', (script, args) => {
    for (const version of ['18.20.0', '20.18.3']) {
      const { status, stderr } = runAs(version, script, args)
      expect(stderr).toContain(`Countersign needs Node 20.19 or newer to set itself up; this is ${version}.`)
      expect(status).toBe(1)
    }
  })

  it('name the steps and the commands there are when asked for another', () => {
    expect(runAs('24.0.0', 'test.mjs', ['--only', 'lints']).stderr).toBe(
      'Usage: npm test [-- --only types,lint,structure,dead,audit,unit,e2e]\n',
    )
    expect(runAs('24.0.0', 'run.mjs', ['deploy']).stderr).toBe(
      'Usage: node scripts/run.mjs <dev|bench|eval|replay|db|audit|vault|platform> [arguments]\n',
    )
  })
})

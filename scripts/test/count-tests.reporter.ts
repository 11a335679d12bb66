import { writeFileSync } from 'node:fs'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** What the test command reads back: the shape of `StepCounts` in step-counts.mjs. */
interface Counts {
  passed: number
  failed: number
  skipped: number
  failures: string[]
  skips: { name: string; reason: string }[]
}

/**
 * Writes counts, failures and skips with their reasons to the file named by COUNT_TESTS_FILE. Vitest's own JSON report
 * leaves out the reason given to `context.skip(reason)`.
 */
export default class CountTestsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly { message: string }[]): void {
    const file = process.env.COUNT_TESTS_FILE
    if (file === undefined) throw new Error('COUNT_TESTS_FILE must name the file to write')
    const counts: Counts = { passed: 0, failed: 0, skipped: 0, failures: [], skips: [] }
    for (const module of modules) {
      for (const test of module.children.allTests()) countTest(counts, module, test)
      // A file that cannot be loaded, or a hook outside every test, fails without a test that does.
      for (const suite of [module, ...module.children.allSuites()]) {
        for (const error of suite.errors())
          addFailure(counts, `${module.relativeModuleId}: ${firstLine(error.message)}`)
      }
    }
    for (const error of unhandled) addFailure(counts, `outside every test: ${firstLine(error.message)}`)
    writeFileSync(file, JSON.stringify(counts))
  }
}

function countTest(counts: Counts, module: TestModule, test: TestCase): void {
  const result = test.result()
  const name = `${module.relativeModuleId} > ${test.fullName}`
  if (result.state === 'passed') {
    counts.passed += 1
  } else if (result.state === 'failed') {
    addFailure(counts, name)
  } else {
    counts.skipped += 1
    const note = result.state === 'skipped' ? result.note : 'it was never reached'
    counts.skips.push({
      name,
      reason: note ?? (test.options.mode === 'todo' ? 'not written yet' : 'no reason given'),
    })
  }
}

function addFailure(counts: Counts, name: string): void {
  counts.failed += 1
  counts.failures.push(name)
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? ''
}

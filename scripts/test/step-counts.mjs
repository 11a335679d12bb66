import fs from 'node:fs'

/**
 * What one step, or one of the runners behind it, counted.
 * @typedef {{
 *   passed: number, failed: number, skipped: number,
 *   failures: string[], skips: { name: string, reason: string }[],
 * }} StepCounts
 */

/** @type {Readonly<StepCounts>} */
export const nothingCounted = { passed: 0, failed: 0, skipped: 0, failures: [], skips: [] }

/**
 * Reads the counts a runner has written.
 * @param {string} file
 * @returns {StepCounts | undefined} undefined when there is no such file or it does not hold counts: the runner broke
 *   off, which is a failure of its own
 */
export function readCounts(file) {
  let value
  try {
    value = JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
  const numbers = [value?.passed, value?.failed, value?.skipped]
  if (!numbers.every(count => Number.isInteger(count) && count >= 0)) return undefined
  return {
    passed: value.passed,
    failed: value.failed,
    skipped: value.skipped,
    failures: Array.isArray(value.failures) ? value.failures.map(failureName) : [],
    skips: Array.isArray(value.skips)
      ? value.skips.map(skip => ({
          name: String(skip?.name ?? 'a test'),
          reason: String(skip?.reason ?? 'no reason given'),
        }))
      : [],
  }
}

function failureName(failure) {
  return typeof failure === 'object' ? String(failure?.name ?? JSON.stringify(failure)) : String(failure)
}

/**
 * One step as a whole: the runner's counts and one check for the step itself.
 * @param {string} name
 * @param {boolean} ok whether the step's programs ended well
 * @param {StepCounts | undefined} counted what its runner counted; undefined when it should have and did not
 * @returns {StepCounts}
 */
export function countStep(name, ok, counted) {
  const passed = ok && counted !== undefined && counted.failed === 0
  const base = counted ?? nothingCounted
  return {
    passed: base.passed + (passed ? 1 : 0),
    failed: base.failed + (passed ? 0 : 1),
    skipped: base.skipped,
    failures: [...base.failures.map(failure => `${name}: ${failure}`), ...(passed ? [] : [name])],
    skips: base.skips.map(skip => ({ name: `${name}: ${skip.name}`, reason: skip.reason })),
  }
}

/**
 * The end of the run's report. Its last line is the one other programs read.
 * @param {readonly StepCounts[]} steps
 */
export function formatSummary(steps) {
  const sum = count => steps.reduce((total, step) => total + step[count], 0)
  const section = (title, lines) => (lines.length > 0 ? [title, ...lines.map(line => `  ${line}`), ''] : [])
  return [
    ...section(
      'Skipped',
      steps.flatMap(step => step.skips.map(skip => `${skip.name} (${skip.reason})`)),
    ),
    ...section(
      'Failed',
      steps.flatMap(step => step.failures),
    ),
    `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`,
    '',
  ].join('\n')
}

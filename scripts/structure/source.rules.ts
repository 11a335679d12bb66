import type { Finding } from './structure.types.ts'

/** Lines after which a file is asked to explain itself, and after which it is refused. */
export const lineLimits = { question: 300, stop: 500 } as const

interface SourceRule {
  readonly name: string
  /** Why the rule is there; printed with each finding. */
  readonly reason: string
  /** What is wrong with the file, or undefined. `code` is its text without comments. */
  readonly check: (file: string, code: string, siblings: readonly string[]) => string | undefined
}

const isTest = (file: string) => /[.](test|fixture|conformance)[.]tsx?$|\/(testing|fixtures)\//.test(file)

const foundIn = (code: string, pattern: RegExp): string | undefined => {
  const at = code.search(pattern)
  return at < 0 ? undefined : `line ${code.slice(0, at).split('\n').length}`
}

/** The rules that need a file's name or text, which a reader of imports does not see. */
export const sourceRules: readonly SourceRule[] = [
  {
    name: 'env-is-read-once',
    reason: 'config/env.ts is the only reader of process.env',
    check: (file, code) =>
      isTest(file) || file.endsWith('/config/env.ts')
        ? undefined
        : foundIn(
            code,
            /\bprocess\s*[?]?[.]\s*env\b|\bprocess\s*\[\s*['"]env|\benv\b[^;\n]*=\s*process\b|\benv\b[^;\n]*from\s*['"](node:)?process['"]/,
          ),
  },
  {
    name: 'sql-stays-in-repos',
    reason: 'only *.repo.ts, *.sql.ts, db/ and the queue speak SQL',
    check: (file, code) =>
      isTest(file) ||
      /[.](repo|sql)[.]ts$/.test(file) ||
      /^apps\/server\/src\/(db\/|jobs\/queue[.]ts$)/.test(file)
        ? undefined
        : foundIn(code, /[$](queryRaw|executeRaw)|\bsqlOf\s*\(/),
  },
  {
    name: 'no-enum-or-namespace',
    reason: 'Node runs TypeScript by removing types, and these two are code',
    check: (_file, code) =>
      foundIn(
        code,
        /^[ \t]*(export\s+)?(const\s+)?enum\s+\w|^[ \t]*(export\s+)?(namespace|module)\s+[\w.]+\s*\{/m,
      ),
  },
  {
    name: 'file-is-too-long',
    reason: `${lineLimits.stop} lines are a stop`,
    // A list of words is looked things up in, not read.
    check: (file, code) => {
      const lines = countLines(code)
      return !file.includes('/locales/') && lines > lineLimits.stop ? `${lines} lines` : undefined
    },
  },
  {
    name: 'name-says-what-it-does',
    reason: 'names are verb-noun or noun.role; these words would fit any file',
    check: file =>
      file
        .split('/')
        .flatMap(part => part.split(/[-.]/))
        .find(word => /^(util|utils|helper|helpers|common|manager|managers|misc)$/.test(word)),
  },
  {
    name: 'name-says-one-thing',
    reason: 'an "and" in a name means split',
    check: file => (/-and-/.test(baseName(file)) ? baseName(file) : undefined),
  },
  {
    name: 'name-is-lower-case',
    reason: 'files are verb-noun.ts or noun.role.ts, in lower case',
    check: file => (/^[a-z0-9]+([-.][a-z0-9]+)*[.]tsx?$/.test(baseName(file)) ? undefined : baseName(file)),
  },
  {
    name: 'test-stands-beside-its-file',
    reason: 'tests live in the folder of what they test',
    check: (file, _code, siblings) => {
      if (!/[.]test[.]tsx?$/.test(file)) return undefined
      if (/\/(__tests__|tests?)\//.test(file)) return 'in a folder of tests'
      return siblings.some(sibling => !/[.]test[.]tsx?$/.test(sibling)) ? undefined : 'alone in its folder'
    },
  },
  {
    name: 'test-is-run',
    reason: 'tests are *.test.ts; under any other name nothing runs them',
    check: file => (/[.]spec[.]tsx?$/.test(file) ? baseName(file) : undefined),
  },
]

/**
 * Holds one source file against every source rule.
 * @param siblings the source files of the same folder, this one included
 */
export function checkSource(file: string, text: string, siblings: readonly string[]): Finding[] {
  const code = withoutComments(text)
  return sourceRules.flatMap(rule => {
    const found = rule.check(file, code, siblings)
    return found === undefined ? [] : [{ rule: rule.name, file, detail: `${found}: ${rule.reason}` }]
  })
}

export function countLines(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

/** Whether the text has an import or a re-export, as seen without parsing it: a second opinion on what a parser found. */
export function importsSomething(text: string): boolean {
  return /^(import|export)\b[^'"`;]*?\bfrom\s*['"]|^import\s*['"]/m.test(withoutComments(text))
}

/** The text with block comments and whole-line comments emptied; line numbers stay. */
function withoutComments(text: string): string {
  return text
    .replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, comment => comment.replace(/[^\n]/g, ''))
    .replace(/^[ \t]*\/\/.*$/gm, '')
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1)
}

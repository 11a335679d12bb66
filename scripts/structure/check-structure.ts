import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { listSourceFiles, readModules } from './read-modules.ts'
import { checkSource, countLines, importsSomething, lineLimits } from './source.rules.ts'
import type { Finding } from './structure.types.ts'

/** What a check of a whole checkout found. */
export interface StructureReport {
  /** Source files on disk, all of which have to be read. */
  readonly files: number
  readonly findings: readonly Finding[]
  /** Things to think about, which fail nothing. */
  readonly questions: readonly Finding[]
}

/**
 * Holds the source of every app and package against the rules on imports, names and texts.
 * @param root the checkout
 * @param rulesFile absolute path of the dependency-cruiser configuration
 */
export async function checkStructure(root: string, rulesFile: string): Promise<StructureReport> {
  const files = listSourceFiles(root)
  const texts = new Map(files.map(file => [file, readFileSync(join(root, file), 'utf8')]))
  const modules = await readModules(root, files, rulesFile)
  const bySource = [...texts].flatMap(([file, text]) =>
    checkSource(
      file,
      text,
      files.filter(other => dirname(other) === dirname(file)),
    ),
  )
  return {
    files: files.length,
    findings: [...findUnread(texts, modules.imports), ...modules.findings, ...bySource],
    questions: [...texts]
      .filter(([, text]) => countLines(text) > lineLimits.question && countLines(text) <= lineLimits.stop)
      .map(([file, text]) => ({
        rule: 'file-is-long',
        file,
        detail: `${countLines(text)} lines: ${lineLimits.question} are a question`,
      })),
  }
}

/**
 * A reader of imports that does not understand a file passes over it in silence, and every rule holds for what was
 * not read. So each file on disk must have been read, and one that visibly imports something must have imports.
 */
function findUnread(texts: ReadonlyMap<string, string>, imports: ReadonlyMap<string, number>): Finding[] {
  if (texts.size === 0) {
    return [{ rule: 'every-module-is-read', file: '.', detail: 'no source file was found at all' }]
  }
  return [...texts].flatMap(([file, text]) => {
    const found = imports.get(file)
    if (found === undefined) {
      return [{ rule: 'every-module-is-read', file, detail: 'is on disk but was not read' }]
    }
    return found === 0 && importsSomething(text)
      ? [{ rule: 'every-module-is-read', file, detail: 'has imports, but none was read' }]
      : []
  })
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '../..')
  const report = await checkStructure(root, join(root, '.dependency-cruiser.mjs'))
  const line = ({ rule, file, detail }: Finding) => `${rule}  ${file}  ${detail}\n`
  for (const question of report.questions) process.stdout.write(`question: ${line(question)}`)
  for (const finding of report.findings) process.stdout.write(`error: ${line(finding)}`)
  process.stdout.write(`${report.files} files read, ${report.findings.length} findings\n`)
  process.exitCode = report.findings.length === 0 ? 0 : 1
}

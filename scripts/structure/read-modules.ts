import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import type { Finding } from './structure.types.ts'

const generated = 'apps/server/src/db/generated/'

/** Every TypeScript file of the apps and packages, relative to `root` and sorted; generated code is left out. */
export function listSourceFiles(root: string): string[] {
  return ['apps', 'packages']
    .flatMap(area => subfolders(root, area))
    .flatMap(folder => filesBelow(root, `${folder}/src`))
    .filter(file => /[.]tsx?$/.test(file) && !file.startsWith(generated))
    .sort()
}

function subfolders(root: string, folder: string): string[] {
  return entries(root, folder)
    .filter(entry => entry.isDirectory())
    .map(entry => `${folder}/${entry.name}`)
}

function filesBelow(root: string, folder: string): string[] {
  return entries(root, folder).flatMap(entry => {
    const path = `${folder}/${entry.name}`
    if (!entry.isDirectory()) return [path]
    return entry.name === 'node_modules' ? [] : filesBelow(root, path)
  })
}

function entries(root: string, folder: string) {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true })
  } catch {
    return []
  }
}

/** What dependency-cruiser understood of the files it was given. */
export interface ModulesRead {
  /** File → number of imports found in it. A file that is not here was not read. */
  readonly imports: ReadonlyMap<string, number>
  readonly findings: readonly Finding[]
}

/**
 * Reads modules and holds them against the import rules.
 * @param root the checkout; `files` are relative to it
 * @param rulesFile absolute path of a dependency-cruiser configuration
 */
export async function readModules(
  root: string,
  files: readonly string[],
  rulesFile: string,
): Promise<ModulesRead> {
  if (files.length === 0) return { imports: new Map(), findings: [] }
  const options = await extractDepcruiseOptions(rulesFile)
  const { output } = await cruise([...files], { ...options, baseDir: root })
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text instead of data')
  return {
    imports: new Map(output.modules.map(module => [module.source, module.dependencies.length])),
    findings: output.summary.violations.map(violation => ({
      rule: violation.rule.name,
      file: violation.from,
      detail: violation.cycle
        ? violation.cycle.map(step => step.name).join(' → ')
        : violation.to === violation.from
          ? ''
          : `imports ${violation.to}`,
    })),
  }
}

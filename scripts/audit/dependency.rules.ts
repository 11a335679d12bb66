import type { LockedPackage } from './read-lockfile.ts'

/** A `package.json`, as far as it is looked at. */
export interface Manifest {
  readonly name?: string
  readonly gypfile?: boolean
  readonly scripts?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const registryOnly = /^resolution: \{integrity: sha512-[A-Za-z0-9+/]{86}==\}$/
/** Packages that do not come from the registry with a hash of what they hold. */
export function findLoosePackages(packages: readonly LockedPackage[]): string[] {
  return packages
    .filter(({ resolution }) => !registryOnly.test(resolution))
    .map(({ id, resolution }) => `${id}: ${resolution === '' ? 'has no resolution' : resolution}`)
}

/** Dependencies a manifest leaves open, or fetches from somewhere else. */
export function findOpenRanges(folder: string, manifest: Manifest): string[] {
  const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
  return Object.entries(all)
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version) && version !== 'workspace:*')
    .map(([name, version]) => `${folder}: ${name} is ${version}`)
}

const atInstall = ['preinstall', 'install', 'postinstall'] as const

/** Whether installing the package runs code of its own. */
export function runsAtInstall(manifest: Manifest, hasBindingFile: boolean): boolean {
  return hasBindingFile || manifest.gypfile === true || atInstall.some(name => manifest.scripts?.[name])
}

/** Packages with a script for the installation on which nobody has decided. */
export function findUndecidedBuilds(
  packages: readonly string[],
  decided: ReadonlyMap<string, boolean>,
): string[] {
  return [...new Set(packages)].filter(name => !decided.has(name)).sort()
}

/** What an audit of the registry said. */
export type AuditAnswer =
  | { readonly kind: 'answered'; readonly grave: readonly string[]; readonly slight: number }
  | { readonly kind: 'silent'; readonly reason: string }

interface Advisory {
  readonly module_name?: string
  readonly severity?: string
  readonly title?: string
}

/** Reads what `pnpm audit --json` printed. What is not an audit is no answer, and no verdict either. */
export function readAudit(output: string): AuditAnswer {
  const begin = output.indexOf('{')
  try {
    if (begin < 0) throw new SyntaxError('no JSON')
    const { advisories, metadata, error } = JSON.parse(output.slice(begin)) as {
      advisories?: Record<string, Advisory>
      metadata?: object
      error?: { code?: string }
    }
    if (error !== undefined || advisories === undefined || metadata === undefined) {
      return { kind: 'silent', reason: `the registry answered no audit: ${error?.code ?? 'another shape'}` }
    }
    const all = Object.values(advisories)
    const grave = all.filter(({ severity }) => severity !== 'low' && severity !== 'moderate')
    return {
      kind: 'answered',
      grave: grave.map(one => `${one.module_name}: ${one.title} (${one.severity})`),
      slight: all.length - grave.length,
    }
  } catch {
    const [, status] = /responded with (\d+)/.exec(output) ?? []
    const [code] = /ERR_\w+/.exec(output) ?? []
    const why = status === undefined ? (code ?? 'nothing that can be read') : `status ${status}`
    return { kind: 'silent', reason: `the registry answered no audit: ${why}` }
  }
}

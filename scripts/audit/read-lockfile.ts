/** One package of the lockfile: what it is called and where it comes from, as written there. */
export interface LockedPackage {
  readonly id: string
  readonly resolution: string
}

/**
 * The packages of a pnpm lockfile (version 9).
 *
 * @throws when the text has no packages: nothing found would look like nothing wrong
 */
export function readLockfile(text: string): LockedPackage[] {
  if (!text.startsWith("lockfileVersion: '9.0'")) throw new Error('the lockfile is of another version')
  const [, section = ''] = /^packages:\n([\s\S]*?)(?=^\S)/m.exec(`${text}\nend:\n`) ?? []
  const packages = section
    .split(/\n(?= {2}\S)/)
    .filter(entry => entry.trim() !== '')
    .map(entry => {
      const [head = '', ...lines] = entry.replace(/^\n/, '').split('\n')
      const at = lines.findIndex(line => line.startsWith('    resolution:'))
      // A resolution of several lines belongs together: what is fetched may stand in any of them.
      const end = lines.findIndex((line, index) => index > at && /^ {4}\S/.test(line))
      const resolution = at < 0 ? '' : lines.slice(at, end < 0 ? undefined : end).join(' ')
      return { id: head.trim().replace(/:$/, '').replace(/^'|'$/g, ''), resolution: resolution.trim() }
    })
  if (packages.length === 0) throw new Error('the lockfile names no packages')
  return packages
}

/** The packages that may run a script when they are installed, from `pnpm-workspace.yaml`, with the verdict on each. */
export function readAllowedBuilds(text: string): ReadonlyMap<string, boolean> {
  const [, section = ''] = /^allowBuilds:\n((?: .*\n|\n)*)/m.exec(`${text}\n`) ?? []
  const entries = [...section.matchAll(/^ {2}"?([^":\s]+)"?:\s*(true|false)\s*$/gm)]
  return new Map(entries.map(([, name = '', verdict]) => [name, verdict === 'true']))
}

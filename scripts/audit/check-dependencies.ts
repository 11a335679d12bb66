import { existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runQuietly } from '../bootstrap/child.mjs'
import { pnpmVersion, root } from '../bootstrap.mjs'
import {
  type AuditAnswer,
  findLoosePackages,
  findOpenRanges,
  findUndecidedBuilds,
  type Manifest,
  readAudit,
  runsAtInstall,
} from './dependency.rules.ts'
import { readAllowedBuilds, readLockfile } from './read-lockfile.ts'

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Manifest

/** The manifests of the workspace itself, by folder. */
function listManifests(): Map<string, Manifest> {
  const folders = ['apps', 'packages'].flatMap(area =>
    readdirSync(join(root, area)).map(name => `${area}/${name}`),
  )
  const found = ['.', ...folders].filter(folder => existsSync(join(root, folder, 'package.json')))
  return new Map(found.map(folder => [folder, readJson(join(root, folder, 'package.json'))]))
}

/**
 * Installed packages that bring a script for their installation.
 *
 * @throws when there are none: the workspace's own Node has one, so they were not looked for where they are
 */
function listInstalledBuilds(): string[] {
  const store = join(root, 'node_modules/.pnpm')
  const names: string[] = []
  for (const entry of readdirSync(store)) {
    const modules = join(store, entry, 'node_modules')
    if (!existsSync(modules)) continue
    for (const name of readdirSync(modules)) {
      const inside = name.startsWith('@')
        ? readdirSync(join(modules, name)).map(one => `${name}/${one}`)
        : [name]
      for (const one of inside) {
        const folder = join(modules, one)
        const manifest = join(folder, 'package.json')
        // What is only linked here is looked at where it is.
        if (!existsSync(manifest) || realpathSync(folder) !== folder) continue
        if (runsAtInstall(readJson(manifest), existsSync(join(folder, 'binding.gyp')))) names.push(one)
      }
    }
  }
  if (!names.includes('node')) throw new Error(`the installed packages were not found in ${store}`)
  return names
}

async function auditRegistry(): Promise<AuditAnswer> {
  const { output } = await runQuietly('npx', ['--yes', `pnpm@${pnpmVersion}`, 'audit', '--prod', '--json'], {
    cwd: root,
    env: process.env,
    limitMs: 60_000,
  })
  return readAudit(output)
}

const builds = listInstalledBuilds()
const results: { name: string; findings: readonly string[] }[] = [
  {
    name: 'every package comes from the registry, with a hash of what it holds',
    findings: findLoosePackages(readLockfile(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8'))),
  },
  {
    name: 'every dependency is named with one version',
    findings: [...listManifests()].flatMap(([folder, manifest]) => findOpenRanges(folder, manifest)),
  },
  {
    name: 'no package runs a script at its installation that nobody decided on',
    findings: findUndecidedBuilds(
      builds,
      readAllowedBuilds(readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8')),
    ),
  },
]
const skips: { name: string; reason: string }[] = []
const known = 'nothing the product runs on has a known grave weakness'
const audit = await auditRegistry()
if (audit.kind === 'silent') skips.push({ name: known, reason: audit.reason })
else {
  results.push({ name: known, findings: audit.grave })
  if (audit.slight > 0) process.stdout.write(`${audit.slight} slight advisories, which fail nothing\n`)
}

for (const { name, findings } of results) {
  process.stdout.write(`${findings.length === 0 ? 'ok' : 'FAILS'}  ${name}\n`)
  for (const finding of findings) process.stdout.write(`  ${finding}\n`)
}
for (const { name, reason } of skips) process.stdout.write(`skipped  ${name}: ${reason}\n`)
const failures = results.filter(({ findings }) => findings.length > 0).map(({ name }) => name)
const counts = {
  passed: results.length - failures.length,
  failed: failures.length,
  skipped: skips.length,
  failures,
  skips,
}
const [option, file] = process.argv.slice(2)
if (option === '--json' && file !== undefined) writeFileSync(file, JSON.stringify(counts))
process.exitCode = failures.length === 0 ? 0 : 1

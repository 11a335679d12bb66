import { describe, expect, it } from 'vitest'
import {
  findLoosePackages,
  findOpenRanges,
  findUndecidedBuilds,
  readAudit,
  runsAtInstall,
} from './dependency.rules.ts'
import { readAllowedBuilds, readLockfile } from './read-lockfile.ts'

const hash = `sha512-${'A'.repeat(86)}==`
const lockfile = (entries: string) =>
  `lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies: {}\n\npackages:\n\n${entries}\nsnapshots:\n\n  'a@1.0.0':\n    resolution: {tarball: not-looked-at}\n`
const good = `  '@scope/a@1.0.0':\n    resolution: {integrity: ${hash}}\n    engines: {node: '>=18'}\n\n  b@2.0.0(x@1):\n    resolution: {integrity: ${hash}}\n`

describe('the lockfile', () => {
  it('is read package by package', () => {
    expect(readLockfile(lockfile(good)).map(({ id }) => id)).toEqual(['@scope/a@1.0.0', 'b@2.0.0(x@1)'])
    expect(findLoosePackages(readLockfile(lockfile(good)))).toEqual([])
  })

  it.each([
    [
      'a git repository',
      '    resolution: {commit: abc, repo: https://git.example/x.git, type: git}\n    version: 1.0.0',
    ],
    ['a file of another site', '    resolution: {tarball: https://files.example/x.tgz}'],
    [
      'a file of another site with a hash',
      `    resolution: {integrity: ${hash}, tarball: https://files.example/x.tgz}`,
    ],
    ['a folder', '    resolution: {directory: ../x, type: directory}'],
    ['a weaker hash', `    resolution: {integrity: sha1-${'A'.repeat(27)}=}`],
    ['no resolution', '    engines: {node: ">=1"}'],
    [
      'a resolution of several lines',
      `    resolution:\n      integrity: ${hash}\n      tarball: https://files.example/x.tgz`,
    ],
  ])('finds a planted package from %s', (_from, lines) => {
    expect(findLoosePackages(readLockfile(lockfile(`${good}\n  planted@1.0.0:\n${lines}\n`)))).toHaveLength(1)
  })

  it.each(['', "lockfileVersion: '6.0'\n", "lockfileVersion: '9.0'\n\npackages:\n\nsnapshots:\n"])(
    'that cannot be read is refused: %j',
    text => {
      expect(() => readLockfile(text)).toThrow()
    },
  )
})

describe('a manifest', () => {
  it.each([
    '^1.0.0',
    '*',
    'latest',
    '>=1',
    'git+https://git.example/x.git',
    'github:a/b',
    'file:../x',
    'https://x.example/x.tgz',
  ])('leaves no dependency at %s', version => {
    expect(findOpenRanges('.', { dependencies: { a: version } })).toHaveLength(1)
    expect(findOpenRanges('.', { devDependencies: { a: version } })).toHaveLength(1)
  })

  it('names one version, or the workspace', () => {
    expect(
      findOpenRanges('.', { dependencies: { a: '1.2.3', b: '2.0.0-beta.2', c: 'workspace:*' } }),
    ).toEqual([])
  })
})

describe('a script at installation', () => {
  it.each([
    [{ scripts: { postinstall: 'x' } }, false, true],
    [{ scripts: { preinstall: 'x' } }, false, true],
    [{ scripts: { install: 'x' } }, false, true],
    [{ gypfile: true }, false, true],
    [{}, true, true],
    [{ scripts: { test: 'x', prepare: 'x' } }, false, false],
  ])('%j, with a binding file %j: %j', (manifest, binding, runs) => {
    expect(runsAtInstall(manifest, binding)).toBe(runs)
  })

  it('is decided on by name', () => {
    const decided = readAllowedBuilds(
      'packages:\n  - a\n\n# why\nallowBuilds:\n  node: true\n  "@prisma/engines": false\n\nother:\n  z: true\n',
    )
    expect([...decided]).toEqual([
      ['node', true],
      ['@prisma/engines', false],
    ])
    expect(findUndecidedBuilds(['node', 'planted', 'planted', '@prisma/engines'], decided)).toEqual([
      'planted',
    ])
  })
})

describe('the answer of the registry', () => {
  const advisory = (severity: string) => ({ module_name: 'x', severity, title: 'Bad' })

  it('is read by severity', () => {
    const advisories = { 1: advisory('low'), 2: advisory('high'), 3: advisory('critical') }
    expect(readAudit(`a warning\n${JSON.stringify({ advisories, metadata: {} })}`)).toEqual({
      kind: 'answered',
      grave: ['x: Bad (high)', 'x: Bad (critical)'],
      slight: 1,
    })
  })

  it('may be that all is well', () => {
    expect(readAudit('{"advisories":{},"metadata":{"vulnerabilities":{}}}')).toEqual({
      kind: 'answered',
      grave: [],
      slight: 0,
    })
  })

  it.each([
    ['Error: ERR_PNPM_AUDIT_BAD_RESPONSE\n  responded with 405:', 'status 405'],
    ['{"error":{"code":"ERR_PNPM_AUDIT_BAD_RESPONSE"}}', 'ERR_PNPM_AUDIT_BAD_RESPONSE'],
    ['', 'nothing that can be read'],
    ['{"advisories":{}}', 'another shape'],
  ])('may be none: %j', (output, reason) => {
    expect(readAudit(output)).toEqual({ kind: 'silent', reason: `the registry answered no audit: ${reason}` })
  })
})

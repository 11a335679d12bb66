import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  listFiles,
  readFingerprint,
  sameContents,
  takeFingerprint,
  writeFingerprint,
} from './fingerprint.mjs'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'countersign-fingerprint-'))
  mkdirSync(join(root, 'src/inner'), { recursive: true })
  writeFileSync(join(root, 'src/a.ts'), 'a')
  writeFileSync(join(root, 'src/inner/b.ts'), 'b')
})
afterEach(() => rmSync(root, { recursive: true }))

const take = (previous?: ReturnType<typeof takeFingerprint>) =>
  takeFingerprint(root, listFiles(root, ['src', 'gone.json']), 'key', previous)

/** Gives a file a time of its own, as an editor or a checkout does. */
const date = (file: string, seconds: number) => utimesSync(join(root, file), seconds, seconds)

describe('a fingerprint', () => {
  it('lists files of folders in depth, and neither what is missing nor installed packages', () => {
    mkdirSync(join(root, 'src/node_modules'))
    writeFileSync(join(root, 'src/node_modules/c.js'), 'c')
    expect(Object.keys(take().files)).toEqual(['src/a.ts', 'src/inner/b.ts'])
  })

  it('stays the same when only a time changes', () => {
    const before = take()
    date('src/a.ts', 1000)
    expect(sameContents(take(before), before)).toBe(true)
  })

  it.each([
    ['a file changes', () => writeFileSync(join(root, 'src/a.ts'), 'longer')],
    [
      'a file changes and keeps its size',
      () => {
        writeFileSync(join(root, 'src/a.ts'), 'x')
        date('src/a.ts', 1000)
      },
    ],
    ['a file appears', () => writeFileSync(join(root, 'gone.json'), '')],
    ['a file goes', () => rmSync(join(root, 'src/a.ts'))],
  ])('differs when %s', (_what, change) => {
    const before = take()
    change()
    expect(sameContents(take(before), before)).toBe(false)
  })

  it('differs under another key', () => {
    expect(sameContents(take(), { ...take(), key: 'other' })).toBe(false)
  })

  it('does not read a file again whose time and size are known', () => {
    const known = take()
    const entry = known.files['src/a.ts']
    if (!entry) throw new Error('the file was not listed')
    known.files['src/a.ts'] = [entry[0], entry[1], 'remembered']
    expect(take(known).files['src/a.ts']?.[2]).toBe('remembered')
  })

  it('is read back as it was written, and not at all when the file is broken', () => {
    const file = join(root, 'stamps/step.json')
    expect(readFingerprint(file)).toBeUndefined()
    writeFingerprint(file, take())
    expect(readFingerprint(file)).toEqual(take())
    writeFileSync(file, '{"key":')
    expect(readFingerprint(file)).toBeUndefined()
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listDefinerFunctions } from './catalogue.fixture.ts'
import { definerFunctions } from './definer-functions.fixture.ts'
import { databaseKinds, useDatabase } from './use-database.fixture.ts'

const source = join(import.meta.dirname, '..')
function hasTest(file: string, title: string): boolean {
  const path = join(source, file)
  return title !== '' && existsSync(path) && readFileSync(path, 'utf8').includes(title)
}

describe.each(databaseKinds)('functions with rights of their own, %s', kind => {
  const database = useDatabase(kind)

  it('are all listed, and no other', async context => {
    const functions = await listDefinerFunctions(database(context).admin)
    expect(functions.map(({ name }) => name)).toEqual(Object.keys(definerFunctions).sort())
  })
})

describe('the test of a function with rights of its own', () => {
  it.each(Object.entries(definerFunctions))('%s: is there', (_name, [file, title]) => {
    expect(hasTest(file, title), `${file}: ${title}`).toBe(true)
  })

  it('would be missed', () => {
    expect(hasTest('db/platform.repo.test.ts', 'does what no test says')).toBe(false)
    expect(hasTest('db/no-such.test.ts', 'registers a person once')).toBe(false)
  })
})

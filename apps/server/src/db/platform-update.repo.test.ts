import { describe, expect, it } from 'vitest'
import { listUpdates, noteUpdate } from './platform-update.repo.ts'
import { databaseKinds, useDatabase } from './use-database.fixture.ts'

describe.each(databaseKinds)('the versions an installation has run, %s', kind => {
  const database = useDatabase(kind)
  const noon = new Date('2026-06-01T12:00:00Z')

  it('are written down once each, with what they changed, and stay', async context => {
    const { open, admin } = database(context)
    const run = open.database.statement
    const note = (version: string, migrations: string[], minute: number) =>
      noteUpdate(run, {
        id: crypto.randomUUID(),
        version,
        migrations,
        now: new Date(noon.getTime() + minute * 60_000),
      })
    const both = await Promise.all([note('1.0.0', ['first'], 0), note('1.0.0', [], 0)])
    expect(both[0]).toBe(true)
    expect(await note('1.0.0', [], 1)).toBe(false)
    expect(await note('1.0.0', ['second'], 2)).toBe(true)
    expect(await note('1.1.0', [], 3)).toBe(true)
    const [newest, before] = await listUpdates(run, 2)
    expect(newest).toMatchObject({ version: '1.1.0', previousVersion: '1.0.0', migrations: [] })
    expect(before).toMatchObject({ version: '1.0.0', previousVersion: '1.0.0', migrations: ['second'] })
    await expect(admin.query('DELETE FROM update_history')).rejects.toThrow()
    await expect(admin.query("UPDATE update_history SET version = '2'")).rejects.toThrow()
  })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readDataFolder } from './read-data-folder.ts'

describe('reading a data folder', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'replay-data-'))
    write('playbooks.jsonl', { doc_id: 'p1', task: 'returns', title: 'Returns', text: 'Within 30 days.' })
    write('conversations.jsonl', talk('one', 'Hello', 'Can I return this?'), talk('two', 'Hi'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const write = (name: string, ...rows: unknown[]) =>
    writeFileSync(
      join(folder, name),
      rows.map(row => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'),
    )
  const talk = (id: string, ...texts: string[]) => ({
    id,
    turns: [
      ...texts.map(text => ({ speaker: 'customer', t: 0, text })),
      { speaker: 'system', event: 'query' },
    ],
  })

  it('reads playbooks and dialogues', async () => {
    const { playbooks, dialogues } = await readDataFolder(folder, null)
    expect(playbooks.map(one => one.title)).toEqual(['Returns'])
    expect(dialogues.map(one => one.id)).toEqual(['one', 'two'])
    expect(dialogues[0]?.turns).toHaveLength(3)
  })

  it('reads no further than it needs', async () => {
    write('conversations.jsonl', talk('one', 'Hello'), 'not even JSON')
    expect((await readDataFolder(folder, 1)).dialogues).toHaveLength(1)
  })

  it('passes over blank lines but counts them', async () => {
    write('conversations.jsonl', talk('one', 'Hello'), '', '{"id":')
    await expect(readDataFolder(folder, null)).rejects.toThrow('conversations.jsonl line 3: is not JSON')
  })

  it('names the field that does not fit', async () => {
    write('conversations.jsonl', talk('one', 'Hello'), { id: 'two', turns: [{ speaker: 'customer' }] })
    await expect(readDataFolder(folder, null)).rejects.toThrow(
      /conversations\.jsonl line 2: turns\.0\.text: /,
    )
  })

  it('names a file that is missing or empty', async () => {
    write('playbooks.jsonl')
    await expect(readDataFolder(folder, null)).rejects.toThrow('playbooks.jsonl is empty')
    rmSync(join(folder, 'playbooks.jsonl'))
    await expect(readDataFolder(folder, null)).rejects.toThrow('playbooks.jsonl is missing')
  })

  it('refuses what is no folder', async () => {
    await expect(readDataFolder(join(folder, 'elsewhere'), null)).rejects.toThrow('is not a folder')
  })
})

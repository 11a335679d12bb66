import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { takeLock } from './folder-lock.ts'

describe('takeLock', () => {
  let folder = ''
  let path = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lock-'))
    path = join(folder, 'lock')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  /** What a process leaves that was killed while it held the lock. */
  const leaveDeadLock = async () => {
    const script = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => console.log('held'))`
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(existsSync(path)).toBe(true)
  }
  const takeMany = async () => {
    const taken = await Promise.all(Array.from({ length: 20 }, () => takeLock(path)))
    return taken.filter(release => release !== null)
  }

  it('has one holder at a time', async () => {
    const [first, ...others] = await takeMany()
    expect(others).toEqual([])
    expect(await takeLock(path)).toBe(null)
    await first?.()
    const second = await takeLock(path)
    expect(second).not.toBe(null)
    await second?.()
  })

  it('passes from a dead holder to one of those who want it', async () => {
    await leaveDeadLock()
    const [first, ...others] = await takeMany()
    expect(first).toBeDefined()
    expect(others).toEqual([])
    await first?.()
  })

  it('does not wait for one who died while clearing a dead lock away', async () => {
    await leaveDeadLock()
    mkdirSync(`${path}.sweep`)
    const longAgo = new Date(Date.now() - 60_000)
    utimesSync(`${path}.sweep`, longAgo, longAgo)
    const release = await takeLock(path)
    expect(release).not.toBe(null)
    await release?.()
  })
})

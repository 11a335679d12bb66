import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withSetupLock } from './setup-lock.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'countersign-lock-'))
})
afterEach(() => rmSync(root, { recursive: true }))

describe('the setup lock', () => {
  it('lets one piece of work run at a time', async () => {
    let running = 0
    let most = 0
    const work = async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise(setImmediate)
      running -= 1
    }
    await Promise.all([withSetupLock(root, work), withSetupLock(root, work), withSetupLock(root, work)])
    expect(most).toBe(1)
  })

  it('answers with what the work answers and is free afterwards, also when the work fails', async () => {
    expect(await withSetupLock(root, async () => 'done')).toBe('done')
    await expect(
      withSetupLock(root, async () => {
        throw new Error('broken')
      }),
    ).rejects.toThrow('broken')
    expect(existsSync(join(root, '.stamps/setup.lock'))).toBe(false)
  })

  it('is taken over from an owner that is no longer alive', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', ''])
    mkdirSync(join(root, '.stamps'))
    writeFileSync(join(root, '.stamps/setup.lock'), String(pid))
    expect(await withSetupLock(root, async () => 'done')).toBe('done')
  })
})

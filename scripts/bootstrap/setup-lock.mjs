import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'

const patienceMs = 15 * 60_000

/**
 * Runs `work` while no other command of this checkout sets anything up: two at once would install and build over each
 * other. A lock whose owner is no longer alive is taken over.
 * @template T
 * @param {string} root
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withSetupLock(root, work) {
  const folder = path.join(root, '.stamps')
  const file = path.join(folder, 'setup.lock')
  fs.mkdirSync(folder, { recursive: true })
  const started = Date.now()
  let told = false
  while (!tryTake(file)) {
    const waited = Date.now() - started
    if (waited > patienceMs) throw new Error(`${file} is still held; remove it and try again`)
    if (!told && waited > 1000) {
      process.stderr.write('Waiting for another command that is setting this checkout up\n')
      told = true
    }
    await sleep(100)
  }
  const release = () => fs.rmSync(file, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

function tryTake(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  if (!ownerIsAlive(file)) fs.rmSync(file, { force: true })
  return false
}

function ownerIsAlive(file) {
  let owner
  try {
    owner = fs.readFileSync(file, 'utf8')
  } catch {
    return false
  }
  // Empty: its owner has created it and is about to write.
  if (owner === '') return true
  try {
    process.kill(Number(owner), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

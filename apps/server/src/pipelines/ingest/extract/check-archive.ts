import { Unzip, UnzipInflate, UnzipPassThrough } from 'fflate'
import { Unreadable } from './unreadable.ts'

/** Bounds of what an archive may unpack to. */
const bounds = { entries: 2000, bytes: 64 * 1024 * 1024 } as const
const step = 64 * 1024

/**
 * Unpacks an archive to nowhere and counts, since what it says about its own size may be a lie.
 *
 * @throws Unreadable when it is broken, or unpacks to more than anyone writes
 */
export function checkArchive(bytes: Uint8Array): void {
  let entries = 0
  let unpacked = 0
  const unzip = new Unzip(file => {
    entries += 1
    if (entries > bounds.entries) throw new Unreadable('knowledge.too_large')
    file.ondata = (error, data) => {
      // What is thrown here comes back as an error of the same entry.
      if (unpacked > bounds.bytes) throw new Unreadable('knowledge.too_large')
      if (error !== null) throw new Unreadable('knowledge.unreadable')
      unpacked += data.length
      if (unpacked > bounds.bytes) throw new Unreadable('knowledge.too_large')
    }
    file.start()
  })
  unzip.register(UnzipPassThrough)
  unzip.register(UnzipInflate)
  try {
    // In small pieces: one piece of a bomb is already as much as the bounds allow.
    for (let at = 0; at < bytes.length; at += step) {
      unzip.push(bytes.subarray(at, at + step), at + step >= bytes.length)
    }
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('knowledge.unreadable')
  }
  if (entries === 0) throw new Unreadable('knowledge.unreadable')
}

import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/**
 * What a step read when it last succeeded.
 * @typedef {{ key: string, files: Record<string, [mtimeMs: number, size: number, sha256: string]> }} Fingerprint
 */

/**
 * Every file below the given paths, as sorted paths relative to `root`. A path may be a file or a folder; one that
 * does not exist counts as no file, so that its appearing later changes the fingerprint.
 * @param {string} root
 * @param {readonly string[]} inputs
 * @param {(relativePath: string) => boolean} [wanted]
 * @returns {string[]}
 */
export function listFiles(root, inputs, wanted = () => true) {
  const found = []
  const visit = relative => {
    const stat = fs.statSync(path.join(root, relative), { throwIfNoEntry: false })
    if (stat?.isDirectory()) {
      for (const name of fs.readdirSync(path.join(root, relative))) {
        if (name !== 'node_modules') visit(`${relative}/${name}`)
      }
    } else if (stat && wanted(relative)) {
      found.push(relative)
    }
  }
  inputs.forEach(visit)
  return found.sort()
}

/**
 * Fingerprints files. A file whose time and size are those of `previous` is not read again.
 * @param {string} root
 * @param {readonly string[]} files
 * @param {string} key anything else the step's result depends on, such as a tool's version
 * @param {Fingerprint | undefined} previous
 * @returns {Fingerprint}
 */
export function takeFingerprint(root, files, key, previous) {
  const result = { key, files: {} }
  for (const file of files) {
    const { mtimeMs, size } = fs.statSync(path.join(root, file))
    const before = previous?.files[file]
    const sha256 =
      before && before[0] === mtimeMs && before[1] === size
        ? before[2]
        : createHash('sha256')
            .update(fs.readFileSync(path.join(root, file)))
            .digest('hex')
    result.files[file] = [mtimeMs, size, sha256]
  }
  return result
}

/**
 * Whether two fingerprints stand for the same contents; times may differ, as after a fresh checkout.
 * @param {Fingerprint} a
 * @param {Fingerprint | undefined} b
 */
export function sameContents(a, b) {
  if (!b || a.key !== b.key) return false
  const names = Object.keys(a.files)
  return (
    names.length === Object.keys(b.files).length &&
    names.every(name => a.files[name][2] === b.files[name]?.[2])
  )
}

/**
 * @param {string} file
 * @returns {Fingerprint | undefined} undefined when there is none or it cannot be read: the step then runs
 */
export function readFingerprint(file) {
  try {
    const value = JSON.parse(fs.readFileSync(file, 'utf8'))
    return typeof value?.key === 'string' && typeof value.files === 'object' ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * @param {string} file
 * @param {Fingerprint} fingerprint
 */
export function writeFingerprint(file, fingerprint) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  // A rename is atomic, so an interrupted run leaves the old fingerprint or the new one, never half of one.
  const draft = `${file}.${process.pid}`
  fs.writeFileSync(draft, JSON.stringify(fingerprint))
  fs.renameSync(draft, file)
}

import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { unpackClassifier } from './pack-classifier.ts'
import type { ScopedClassifier } from './scope-gate.ts'
import { learnerVersion } from './text-features.ts'
import type { IntentExamples } from './train-intents.ts'

/**
 * The model of these examples from a file, or learned and put there: seconds of work that need doing once per installation. A file that
 * cannot be read or written costs the seconds and nothing else.
 *
 * @param learn bytes of `packClassifier`
 */
export async function keepShippedModel(
  examples: IntentExamples,
  learn: (examples: IntentExamples) => Promise<Uint8Array>,
  dir: string = installationCache(),
): Promise<ScopedClassifier> {
  const hash = createHash('sha256')
    .update(`${learnerVersion}\n${JSON.stringify(examples)}`)
    .digest('hex')
  const file = join(dir, `intents-${hash.slice(0, 16)}.model`)
  const kept = await read(file)
  if (kept !== null) return kept
  const packed = await learn(examples)
  await write(dir, file, packed).catch(() => {})
  return unpackClassifier(packed)
}

/** It belongs to the program as installed, not to anybody's data. */
const installationCache = () => join(import.meta.dirname, '../../../../node_modules/.cache/countersign')

async function read(file: string): Promise<ScopedClassifier | null> {
  try {
    return unpackClassifier(await readFile(file))
  } catch {
    return null
  }
}

/** Under another name first: whoever starts at the same moment finds a whole file or none. */
async function write(dir: string, file: string, packed: Uint8Array): Promise<void> {
  await mkdir(dir, { recursive: true })
  const draft = `${file}.${process.pid}`
  await writeFile(draft, packed)
  await rename(draft, file)
}

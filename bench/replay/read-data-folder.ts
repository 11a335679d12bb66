import { createReadStream, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { z } from 'zod'
import { type Dialogue, dialogue, type Playbook, playbook } from './star.contract.ts'

export interface DataFolder {
  readonly playbooks: readonly Playbook[]
  readonly dialogues: readonly Dialogue[]
}

/** The folder cannot be used; the message says which file and line, and why. */
export class DataError extends Error {
  override readonly name = 'DataError'
}

/**
 * Reads a folder of the STAR shape.
 *
 * @param limit most dialogues; lines behind the last one needed are not read. Null: all
 * @throws {DataError} when a file is missing, empty, or has a line that does not fit
 */
export async function readDataFolder(folder: string, limit: number | null): Promise<DataFolder> {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new DataError(`${folder} is not a folder`)
  }
  return {
    playbooks: await readLines(join(folder, 'playbooks.jsonl'), playbook, null),
    dialogues: await readLines(join(folder, 'conversations.jsonl'), dialogue, limit),
  }
}

async function readLines<T>(file: string, schema: z.ZodType<T>, limit: number | null): Promise<T[]> {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) throw new DataError(`${file} is missing`)
  const rows: T[] = []
  const input = createReadStream(file)
  let number = 0
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1
    if (line.trim() === '') continue
    rows.push(parseLine(`${file} line ${number}`, line, schema))
    if (limit !== null && rows.length >= limit) break
  }
  input.destroy()
  if (rows.length === 0) throw new DataError(`${file} is empty`)
  return rows
}

function parseLine<T>(place: string, line: string, schema: z.ZodType<T>): T {
  const result = schema.safeParse(parseJson(place, line))
  if (result.success) return result.data
  const [issue] = result.error.issues
  const field = issue?.path.join('.') ?? ''
  throw new DataError(`${place}: ${field === '' ? '' : `${field}: `}${issue?.message ?? 'does not fit'}`)
}

function parseJson(place: string, line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new DataError(`${place}: is not JSON`)
  }
}

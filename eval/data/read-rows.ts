import { existsSync, readFileSync } from 'node:fs'
import type { z } from 'zod'

/** The set cannot be measured with these folders; the message says what is missing or wrong, and where. */
export class DataError extends Error {
  override readonly name = 'DataError'
}

/** @throws {DataError} when the file is missing, empty, or has a line that does not fit */
export function readRows<T>(file: string, schema: z.ZodType<T>): T[] {
  if (!existsSync(file)) throw new DataError(`${file} is missing`)
  const rows: T[] = []
  for (const [at, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (line.trim() === '') continue
    const result = schema.safeParse(parseJson(`${file} line ${at + 1}`, line))
    if (!result.success) {
      const [issue] = result.error.issues
      throw new DataError(`${file} line ${at + 1}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
    }
    rows.push(result.data)
  }
  if (rows.length === 0) throw new DataError(`${file} is empty`)
  return rows
}

function parseJson(place: string, line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new DataError(`${place} is not JSON`)
  }
}

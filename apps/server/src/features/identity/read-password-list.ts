import { readFileSync } from 'node:fs'
import { join } from 'node:path'

let list: ReadonlySet<string> | undefined

/** Whether lower-case letters and digits are one of the passwords tried first. The list is read when first asked. */
export function isCommonPassword(text: string): boolean {
  list ??= new Set(readFileSync(join(import.meta.dirname, 'frequent-passwords.txt'), 'utf8').split('\n'))
  return text !== '' && list.has(text)
}

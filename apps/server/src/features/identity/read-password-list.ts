import { readFileSync } from 'node:fs'
import { join } from 'node:path'

let list: Promise<ReadonlySet<string>> | undefined

/**
 * Answers whether a text is a password everybody tries first: one of the 49,000 most frequent of published breaches, which
 * hardly know Russian, or one of our own list of words in both languages and what people make of them. Read when first
 * asked.
 */
export async function readPasswordList(): Promise<(text: string) => boolean> {
  list ??= readBoth()
  const passwords = await list
  return text => text !== '' && passwords.has(text)
}

async function readBoth(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  const own = readFileSync(join(import.meta.dirname, 'frequent-passwords.txt'), 'utf8')
  return new Set([...dictionary['passwords-common'], ...own.split('\n')])
}

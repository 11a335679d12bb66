/** Why a password is not taken. `personal`: made of the person's own name, address or company. */
export const weakPasswordReasons = ['too_short', 'common', 'repeated', 'sequence', 'personal'] as const
export type WeakPasswordReason = (typeof weakPasswordReasons)[number]

export const passwordMinLength = 10

export interface PasswordOwner {
  readonly email: string
  readonly name: string
  readonly tenantNames: readonly string[]
}

/**
 * What is wrong with a new password; null when nothing is. No rules about kinds of characters: they make people write
 * `Password1!`, which is exactly what the list and the reading of lookalikes catch.
 *
 * @param isCommon whether a text, in lower case, is on the list of passwords everybody tries first
 */
export function passwordProblem(
  password: string,
  owner: PasswordOwner,
  isCommon: (text: string) => boolean,
): WeakPasswordReason | null {
  const plain = password.normalize('NFKC').toLowerCase()
  if ([...plain].length < passwordMinLength) return 'too_short'
  if (isRepeated(plain)) return 'repeated'
  if (isSequence(plain)) return 'sequence'
  const readings = readingsOf(plain)
  if (readings.some(isCommon)) return 'common'
  const own = ownWords(owner)
  if (readings.some(reading => isMadeOf(reading, own))) return 'personal'
  return null
}

/** Characters that are written for a letter. */
const lookalikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
  '+': 't',
  '€': 'e',
}

/** The keys of a Russian keyboard, and what the same keys write on an English one. */
const russianKeys = 'йцукенгшщзхъфывапролджэячсмитьбю'
const englishKeys = "qwertyuiop[]asdfghjkl;'zxcvbnm,."

/**
 * The words a password may be another spelling of: as it is, without what was put before and after it, with lookalikes
 * read as letters, with the keyboard switched to English, and each of these half as long when it is the same twice.
 */
export function readingsOf(plain: string): string[] {
  const trimmed = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  const found = new Set<string>()
  for (const text of [plain, trimmed, ...withoutYear(plain), onEnglishKeys(plain), onEnglishKeys(trimmed)]) {
    for (const read of [text, decode(text), decode(text).replaceAll('i', 'l')]) {
      const letters = read.replace(/[^\p{L}\p{N}]+/gu, '')
      for (const each of [read, letters]) if (each.length >= 4) found.add(each)
      const word = halved(letters.replace(/^\p{N}+|\p{N}+$/gu, ''))
      if (word.length >= 4) found.add(word)
    }
  }
  return [...found]
}

/** Without the few digits that make another password of an old one: `1q2w3e4r2024!`. */
function withoutYear(plain: string): string[] {
  const end = plain.replace(/[^\p{L}\p{N}]+$/u, '')
  const digits = /\p{Nd}{0,4}$/u.exec(end)?.[0].length ?? 0
  return Array.from({ length: digits }, (_, index) => end.slice(0, end.length - index - 1))
}

/** Lists of breaches hold Russian words as they come out on English keys: `пароль` is `gfhjkm` there. */
function onEnglishKeys(text: string): string {
  return [...text].map(char => englishKeys[russianKeys.indexOf(char)] ?? char).join('')
}

const decode = (text: string) => [...text].map(char => lookalikes[char] ?? char).join('')

function halved(text: string): string {
  const half = text.slice(0, text.length / 2)
  return text.length % 2 === 0 && half + half === text ? half : text
}

/** The same few characters again and again: `aaaaaaaaaa`, `abcabcabcabc`. */
function isRepeated(plain: string): boolean {
  for (let size = 1; size <= Math.min(4, plain.length / 3); size += 1) {
    if (plain.slice(size) === plain.slice(0, -size)) return true
  }
  return new Set(plain).size <= 3
}

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  '1q2w3e4r5t6y7u8i9o0p',
  'абвгдежзийклмнопрстуфхцчшщъыьэюя',
  'йцукенгшщзхъ',
  'фывапролджэ',
  'ячсмитьбю',
]
const runs = rows.flatMap(row => [row, [...row].reverse().join('')])

/** Nothing but runs along the alphabet, the digits or the keyboard, four characters or more each. */
function isSequence(plain: string): boolean {
  let at = 0
  while (at < plain.length) {
    let length = 0
    for (let next = plain.length - at; next >= 4 && length === 0; next -= 1) {
      const piece = plain.slice(at, at + next)
      if (runs.some(run => run.includes(piece))) length = next
    }
    // A last few characters do not make it better: `123456789012`, `qwertyuiop1!`.
    if (length === 0) return at > 0 && plain.length - at <= 3
    at += length
  }
  return true
}

function ownWords({ email, name, tenantNames }: PasswordOwner): string[] {
  const [local = '', domain = ''] = email.toLowerCase().split('@')
  const labels = domain.split('.').slice(0, -1)
  const words = [local, ...local.split(/[^\p{L}\p{N}]+/u), ...labels]
  for (const text of [name, ...tenantNames]) {
    const plain = text.normalize('NFKC').toLowerCase()
    words.push(plain.replace(/[^\p{L}\p{N}]+/gu, ''), ...plain.split(/[^\p{L}\p{N}]+/u))
  }
  return [...new Set(words.map(word => word.replace(/[^\p{L}\p{N}]+/gu, '')))].filter(
    word => word.length >= 3,
  )
}

/** Whether hardly anything is left of a reading without the person's own words. */
function isMadeOf(reading: string, words: readonly string[]): boolean {
  let rest = reading
  for (const word of words.toSorted((one, other) => other.length - one.length))
    rest = rest.replaceAll(word, '')
  return rest.length < reading.length && rest.replace(/\p{N}+/gu, '').length <= 3
}

import { cleanText, foldText } from '../text/clean-text.ts'
import { personalIn, salutedName } from '../text/redact-personal.ts'
import type { Evidence } from './evidence.types.ts'
import { givesOrders } from './order-patterns.ts'

/** Something in a draft that must not reach a customer unread, whatever the rest of it is worth. */
export interface Exposure {
  readonly kind: 'prompt' | 'link' | 'personal' | 'poisoned'
  readonly sentence: number
  /** What of the sentence it is; for a poisoned source its title. */
  readonly said: string
}

export interface ExposureSources {
  readonly evidence: readonly Evidence[]
  /** All the customer wrote. */
  readonly customerText: string
  /** What the model was told and customers are not: the rules of the prompt, the house style. */
  readonly privateTexts: readonly string[]
}

interface Checked {
  readonly text: string
  readonly evidenceIds: readonly string[]
}

/**
 * What the draft gives away or passes on: words of the prompt, links no page of the house has, data of another customer, a source that gives
 * orders to whoever reads it. A model can be talked into any of these; the draft is judged by what it says, not by what it was asked.
 */
export function findExposures(sentences: readonly Checked[], sources: ExposureSources): Exposure[] {
  const poisoned = new Map(
    sources.evidence
      .filter(item => givesOrders([item.title, ...item.headings, item.question ?? '', item.text].join('\n')))
      .map(item => [item.id, item.title]),
  )
  // Past replies spoke to one customer: a link or a number in them is that customer's.
  const house = sources.evidence
    .filter(item => item.kind !== 'approved_reply' && !poisoned.has(item.id))
    .map(item => [item.title, item.question ?? '', item.text].join('\n'))
    .join('\n')
  const repliesById = new Map(
    sources.evidence.filter(item => item.kind === 'approved_reply').map(item => [item.id, item]),
  )
  const secret = secretRuns(sources.privateTexts, house)
  return sentences.flatMap(({ text, evidenceIds }, sentence) => [
    ...leaks(text, secret, house).map(said => ({ kind: 'prompt' as const, sentence, said })),
    ...foreignLinks(text, house).map(said => ({ kind: 'link' as const, sentence, said })),
    ...personalData(
      text,
      house,
      sources.customerText,
      evidenceIds.some(id => repliesById.has(id)),
    ).map(said => ({ kind: 'personal' as const, sentence, said })),
    ...evidenceIds.flatMap(id => {
      const title = poisoned.get(id)
      return title === undefined ? [] : [{ kind: 'poisoned' as const, sentence, said: title }]
    }),
  ])
}

/** Words in a row that no reply shares with the prompt by chance. */
const run = 6

function wordsOf(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

function runsOf(words: readonly string[], length: number): string[] {
  return words
    .slice(0, Math.max(0, words.length - length + 1))
    .map((_, at) => words.slice(at, at + length).join(' '))
}

/** What is private, as runs of words. Words in quotation marks are meant to be said, and so is what a page says too. */
function secretRuns(texts: readonly string[], house: string): ReadonlySet<string> {
  const known = ` ${wordsOf(house).join(' ')} `
  const runs = texts
    .map(text => text.replace(/"[^"\n]*"|“[^”\n]*”|«[^»\n]*»/g, '\n'))
    .flatMap(text => text.split(/\n|(?<=[.!?])\s/))
    .flatMap(sentence => {
      const words = wordsOf(sentence)
      // A short rule is given away when it is said whole.
      return words.length >= 4 ? runsOf(words, Math.min(run, words.length)) : []
    })
  return new Set(runs.filter(words => !known.includes(` ${words} `)))
}

/** Names of the prompt's parts, and a run of characters too long for any word: something encoded. */
const machinery =
  /<\/?(?:evidence|catalogue|past_replies|conversation|question)[\s>]|mark="?[0-9a-f]{8}|missing_fields|"role"\s*:|```/u
const encoded = /[\p{L}\p{N}+/=_-]{40,}/gu

function leaks(text: string, secret: ReadonlySet<string>, house: string): string[] {
  const folded = foldText(text)
  const found = machinery.exec(folded)?.[0]
  if (found !== undefined) return [found]
  const words = wordsOf(text)
  const [said] = [run, 5, 4].flatMap(length => runsOf(words, length).filter(words => secret.has(words)))
  if (said !== undefined) return [said]
  return (cleanText(text).match(encoded) ?? [])
    .filter(word => !/^-+$|^_+$|^=+$/.test(word) && !house.includes(word))
    .slice(0, 1)
}

const zones =
  'com|net|org|info|biz|dev|io|ai|gg|tv|xyz|example|test|invalid|ru|su|eu|de|uk|kz|ua|cn|fr|nl|pl|рф|рус|онлайн|сайт'
// Two sentences without a space between them look like these: "the box.It arrives".
const zonesBeforePath = 'co|me|to|it|es|by|us|ly|cc|shop|store|online|site|app|top|click|link'
const tags =
  'a|img|script|iframe|form|input|svg|style|link|meta|object|embed|video|audio|body|html|button|base'
// Hosts may be broken up for the eye: "shop[.]com", "shop dot com". The lookbehind keeps mail addresses out: they are personal data.
const link = new RegExp(
  [
    `h(?:tt|xx)ps?:\\/\\/[^\\s<>"'»)\\]]+`,
    `(?:javascript|data|vbscript|file|ftp|tg|mailto):[^\\s<>"'»)\\]]+`,
    `(?<![\\p{L}\\p{N}@._-])(?:[\\p{L}\\p{N}-]+(?:\\.|\\[\\.\\]|\\(\\.\\)| dot ))+(?:(?:${zones})(?![\\p{L}\\p{N}])|(?:${zonesBeforePath})(?=\\/))(?:[/?#][^\\s<>"'»)\\]]*)?`,
    '(?<![\\p{L}\\p{N}.])\\p{Nd}{1,3}(?:\\.\\p{Nd}{1,3}){3}(?!\\p{N})(?:[:/][^\\s]*)?',
    `<\\/?(?:${tags})(?=[\\s>/])[^>]*>?`,
    '!?\\[[^\\]\\n]*\\]\\([^)\\n]*\\)',
  ].join('|'),
  'giu',
)

function bare(address: string): string {
  return address
    .toLowerCase()
    .replace(/^h(?:tt|xx)ps?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/\[\.\]|\(\.\)| dot /g, '.')
    .replace(/[/.,;:!?]+$/, '')
}

function foreignLinks(text: string, house: string): string[] {
  const found = Array.from(cleanText(text).matchAll(link), match => match[0])
  if (found.length === 0) return []
  const known = new Set(Array.from(house.matchAll(link), match => bare(match[0])))
  return found.filter(address => !known.has(bare(address)))
}

// What no shop asks for in a chat. "Never send us your password" asks for nothing.
const asksSecret =
  /(?<!\p{L})(?:send|tell|give|share|provide|confirm|enter|type|reply with|need|what is|пришлите|отправьте|сообщите|назовите|напишите|введите|укажите|продиктуйте|подтвердите|нужен|нужны)(?:[\s,]+\p{L}+){0,6}?[\s,]+(?:password|passcode|pin(?: code)?|cvv|cvc|card number|security code|one-time code|sms code|seed phrase|парол\p{L}+|пин-?код\p{L}*|номер\p{L}* (?:вашей )?карты|код\p{L}* (?:из )?(?:смс|sms)|cvv|cvc)(?!\p{L})/u
const asksNot = /(?<!\p{L})(?:never|not|n't|don't|никогда|не)(?!\p{L})/u

const persons =
  /(?<!\p{L})(?:mrs?|ms|dr|г-н|г-жа|господин|госпожа|customers?|clients?|клиент\p{L}{0,3}|покупател\p{L}{1,3}|user)\.?\s+(?:named\s+|called\s+|по имени\s+)?(\p{Lu}\p{Ll}{2,}(?:\s\p{Lu}\p{Ll}{2,})?)/gu
const fullName = /(?<=[\p{Ll}\p{N},:;–—-]\s)\p{Lu}\p{Ll}{2,}\s\p{Lu}\p{Ll}{2,}(?!\p{L})/gu

function personalData(text: string, house: string, customerText: string, fromReply: boolean): string[] {
  const clean = cleanText(text)
  const folded = foldText(text)
  const known = foldText(`${house}\n${customerText}`)
  const digits = known.replace(/[^\p{Nd}]+/gu, '')
  const found = personalIn(clean).filter(item => {
    if (known.includes(foldText(item))) return false
    const own = item.replace(/[^\p{Nd}]+/gu, '')
    return item.includes('@') || own === '' || !digits.includes(own)
  })
  const saluted = salutedName(clean)
  const names = [
    ...(saluted === null ? [] : [saluted]),
    ...Array.from(clean.matchAll(persons), match => match[1] ?? ''),
    // A page may name anybody; a past reply names the one it was written to.
    ...(fromReply ? Array.from(clean.matchAll(fullName), match => match[0]) : []),
  ].filter(
    name =>
      name !== '' &&
      !foldText(name)
        .split(' ')
        .every(part => known.includes(part)),
  )
  const asked = asksSecret.exec(folded)
  return [...found, ...names, ...(asked !== null && !asksNot.test(folded) ? [asked[0]] : [])]
}

export interface Sentence {
  readonly text: string
  /** Offsets into the text that was given, in UTF-16 units; `end` is exclusive. */
  readonly start: number
  readonly end: number
}

// After these a full stop never ends a sentence: a name or a number follows.
const leading = new Set(
  'mr mrs ms dr prof st vs e.g i.e eg ie approx ул пр просп пер д кв корп стр оф им см напр т.е т.к т.н гр г-н г-жа'.split(
    ' ',
  ),
)
// After these it does not when a figure follows: "No. 5".
const numbered = new Set(['no', 'fig', 'рис'])
// After these it may, when the next sentence starts in upper case.
const trailing = new Set(
  'etc inc ltd co jr sr am pm a.m p.m руб коп г гг т.д т.п др пр шт кг мин сек час тыс млн млрд'.split(' '),
)

const boundary = /([.!?…。！？]+)(["'»”’)\]]*)(?=\s|$)|\n/gu

/**
 * Whole sentences in order, trimmed, every visible character in exactly one of them. A blank line, a list marker and the
 * end of a short line end a sentence; hard-wrapped lines do not.
 */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = []
  let start = 0
  const cut = (end: number): void => {
    const piece = text.slice(start, end)
    const lead = piece.length - piece.trimStart().length
    const body = piece.trim()
    if (body !== '') sentences.push({ text: body, start: start + lead, end: start + lead + body.length })
    start = end
  }
  for (const match of text.matchAll(boundary)) {
    const end = match.index + match[0].length
    if (
      match[0] === '\n'
        ? lineEnds(text, start, match.index)
        : markEnds(text, match.index, match[1] ?? '', end)
    ) {
      cut(end)
    }
  }
  cut(text.length)
  return sentences
}

function lineEnds(text: string, start: number, at: number): boolean {
  const rest = text.slice(at + 1, at + 80)
  if (/^[ \t]*(?:\n|$)/.test(rest)) return true
  if (/^[ \t]*(?:[-*•–—·▪]|\p{N}{1,3}[.)])[ \t]/u.test(rest)) return true
  // "… The deposit is 5000\nroubles": how long the line is counts, not how much of it is this sentence. A new line in upper case may be a new thought.
  const from = text.lastIndexOf('\n', at - 1) + 1
  const line = text.slice(/^[ \t]*["'«“(]?\p{Lu}/u.test(rest) ? Math.max(start, from) : from, at).trimEnd()
  return line.length < 50 || /[:;|]$/.test(line)
}

function markEnds(text: string, at: number, marks: string, end: number): boolean {
  const before = text.slice(Math.max(0, at - 24), at)
  // A list number such as "2." at the start of its line belongs to the item.
  if (marks === '.' && /(?:^|\n)[ \t]*\p{N}{1,3}$/u.test(before)) return false
  if (marks !== '.') return true
  const word = (/[\p{L}.-]+$/u.exec(before)?.[0] ?? '').toLowerCase()
  if (leading.has(word)) return false
  if (/^\p{L}$/u.test(word) && !trailing.has(word)) return false
  const next = text.slice(end, end + 20).trimStart()[0]
  if (numbered.has(word) && next !== undefined && /\p{N}/u.test(next)) return false
  return !(trailing.has(word) && next !== undefined && /\p{Ll}/u.test(next))
}

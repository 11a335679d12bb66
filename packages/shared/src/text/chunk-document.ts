import { estimateTokens } from './estimate-tokens.ts'
import { type Sentence, splitSentences } from './split-sentences.ts'

export interface Chunk {
  readonly index: number
  /** Exactly `document.slice(start, end)`. */
  readonly text: string
  readonly start: number
  readonly end: number
  /** Titles of the sections around the chunk, outermost first. */
  readonly headings: readonly string[]
  readonly tokens: number
}

export interface ChunkOptions {
  /** Size a chunk is filled up to, in estimated tokens. */
  readonly targetTokens?: number
  /** Size no chunk exceeds; a longer sentence is cut between words. */
  readonly maxTokens?: number
}

interface Section {
  readonly headings: readonly string[]
  readonly start: number
  readonly end: number
}

interface Piece {
  readonly start: number
  readonly end: number
  readonly tokens: number
  readonly paragraphEnd: boolean
}

/**
 * Cuts a document into passages that can be cited: never across a heading, always at the end of a sentence, preferably at the
 * end of a paragraph. Understands Markdown headings (`#` and underlined); other text is one section.
 */
export function chunkDocument(document: string, options: ChunkOptions = {}): Chunk[] {
  const target = options.targetTokens ?? 180
  const max = Math.max(options.maxTokens ?? target * 2, target)
  const chunks: Chunk[] = []
  for (const section of sectionsOf(document)) {
    let open: { start: number; end: number; tokens: number } | null = null
    const close = (): void => {
      if (open === null) return
      const text = document.slice(open.start, open.end)
      const { start, end } = open
      chunks.push({
        index: chunks.length,
        text,
        start,
        end,
        headings: section.headings,
        tokens: estimateTokens(text),
      })
      open = null
    }
    for (const piece of piecesOf(document, section, max)) {
      if (open !== null && open.tokens + piece.tokens > target) close()
      open =
        open === null
          ? { start: piece.start, end: piece.end, tokens: piece.tokens }
          : { start: open.start, end: piece.end, tokens: open.tokens + piece.tokens }
      // A paragraph that nearly fills the chunk ends it: the next one is about something else.
      if (piece.paragraphEnd && open.tokens >= target * 0.75) close()
    }
    close()
  }
  return chunks
}

const atxHeading = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$/
const underline = /^ {0,3}(=+|-{3,})[ \t]*$/

function sectionsOf(document: string): Section[] {
  const sections: Section[] = []
  const path: { level: number; title: string }[] = []
  let bodyStart = 0
  let bare: Section | null = null
  const flush = (end: number): void => {
    const headings = path.map(heading => heading.title)
    if (document.slice(bodyStart, end).trim() !== '') sections.push({ headings, start: bodyStart, end })
    else if (bare !== null) sections.push(bare)
    bare = null
  }
  let offset = 0
  let previous: { text: string; start: number } | null = null
  for (const line of document.split('\n')) {
    const lineEnd = offset + line.length
    const atx = atxHeading.exec(line)
    const setext = underline.exec(line)
    let heading: { level: number; title: string; start: number } | null = null
    if (atx !== null) {
      heading = { level: atx[1]?.length ?? 1, title: atx[2] ?? '', start: offset }
    } else if (setext !== null && previous !== null && isUnderlined(previous.text)) {
      heading = {
        level: setext[1]?.startsWith('=') ? 1 : 2,
        title: previous.text.trim(),
        start: previous.start,
      }
    }
    if (heading !== null && heading.title !== '') {
      const found: { level: number; title: string; start: number } = heading
      // A heading directly above another one names its section and is no passage of its own.
      const deeper: boolean = bare !== null && found.level > (path.at(-1)?.level ?? 0)
      if (deeper && document.slice(bodyStart, found.start).trim() === '') bare = null
      flush(found.start)
      while ((path.at(-1)?.level ?? 0) >= found.level) path.pop()
      path.push({ level: found.level, title: found.title })
      bodyStart = Math.min(lineEnd + 1, document.length)
      bare = { headings: path.slice(0, -1).map(item => item.title), start: found.start, end: lineEnd }
    }
    previous = { text: line, start: offset }
    offset = lineEnd + 1
  }
  flush(document.length)
  return sections
}

function isUnderlined(line: string): boolean {
  const title = line.trim()
  return title !== '' && title.length <= 80 && !/^[-*•>|]/.test(title)
}

function* piecesOf(document: string, section: Section, max: number): Generator<Piece> {
  const body = document.slice(section.start, section.end)
  for (const sentence of splitSentences(body)) {
    const after = body.slice(sentence.end, sentence.end + 40)
    const paragraphEnd = /^[ \t]*\n[ \t]*\n/.test(after) || after.trim() === ''
    const tokens = estimateTokens(sentence.text)
    if (tokens <= max) {
      yield {
        start: section.start + sentence.start,
        end: section.start + sentence.end,
        tokens,
        paragraphEnd,
      }
    } else {
      yield* cutLong(document, section.start, sentence, max)
    }
  }
}

function* cutLong(document: string, base: number, sentence: Sentence, max: number): Generator<Piece> {
  let start = base + sentence.start
  const end = base + sentence.end
  while (start < end) {
    let stop = start
    let lastSpace = -1
    let budget = max
    while (stop < end && budget > 0) {
      const character = String.fromCodePoint(document.codePointAt(stop) ?? 0)
      budget -= character.length > 1 || character > '\u052f' ? 0.67 : character > '\u024f' ? 0.4 : 0.25
      if (budget < 0) break
      if (/\s/.test(character)) lastSpace = stop
      stop += character.length
    }
    if (stop < end && lastSpace > start) stop = lastSpace
    const text = document.slice(start, stop)
    const body = text.trim()
    const lead = text.length - text.trimStart().length
    if (body !== '') {
      yield {
        start: start + lead,
        end: start + lead + body.length,
        tokens: estimateTokens(body),
        paragraphEnd: stop >= end,
      }
    }
    start = stop
  }
}

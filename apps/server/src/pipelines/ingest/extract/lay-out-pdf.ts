/** A run of letters as a PDF places it; sizes in points, `y` upwards from the foot of the page. */
export interface PlacedText {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
}

interface Line {
  readonly text: string
  readonly y: number
  readonly size: number
  readonly left: number
  readonly right: number
}

/** Text this much larger than most of the document is a heading. */
const headingGrowth = 1.13
const longestHeading = 140
const mostLevels = 3
/** A gap this much wider than most sets paragraphs apart. */
const paragraphGap = 1.35
/** A line that reaches this far to the right was broken by the page, not by the writer. */
const wrappedShare = 0.8
/** Lines that begin this near to each other stand in the same column; points. */
const columnWidth = 60
/** A line at the edge of so many pages is a running head, not a part of the text. */
const runningShare = 0.5
const leastPages = 3
const edgeLines = 2

const marker = /^(?:[-*•–—·▪◦‣]|\d{1,3}[.)])\s/u
const sentenceEnd = /[.!?…:;。！？]["'»”’)\]]*$/u
const lower = /^["'«“(]?\p{Ll}/u

/**
 * A PDF knows letters and places. Lines, paragraphs, lists and headings are read from them, so that passages are cut where the
 * document has its joints and sentences do not end where a line did.
 *
 * @returns Markdown
 */
export function layOutPdf(pages: readonly (readonly PlacedText[])[]): string {
  const lines = dropRunningHeads(pages.map(linesOf))
  const body = commonest(lines.flat().map(line => [round(line.size), line.text.length]))
  const levels = headingLevels(lines.flat(), body)
  let text = ''
  let before: Line | null = null
  for (const page of lines) {
    const gaps = page.map(({ y }, at) => [round((page[at - 1]?.y ?? y) - y), 1] as const)
    const gap = commonest(gaps.filter(([down]) => down > 0))
    const written = page.filter(line => round(line.size) === body)
    for (const [at, line] of page.entries()) {
      text = join(text, before, line, {
        level: levels.get(round(line.size)) ?? 0,
        levelBefore: levels.get(round(before?.size ?? 0)) ?? 0,
        gap,
        first: at === 0,
        wrapped: before !== null && isWrapped(before, written),
      })
      before = line
    }
  }
  return text
}

interface Place {
  /** 0: no heading. */
  readonly level: number
  readonly levelBefore: number
  readonly gap: number
  /** Of its page. */
  readonly first: boolean
  /** The line before reaches as far as its column does. */
  readonly wrapped: boolean
}

function isWrapped(line: Line, written: readonly Line[]): boolean {
  const column = written.filter(other => Math.abs(other.left - line.left) <= columnWidth)
  const edge = Math.max(...column.map(other => other.right), line.left)
  return line.right - line.left >= (edge - line.left) * wrappedShare
}

function join(text: string, before: Line | null, line: Line, place: Place): string {
  const { level, levelBefore, gap, first, wrapped } = place
  const mark = level === 0 ? '' : `${'#'.repeat(level)} `
  if (before === null) return `${mark}${line.text}`
  const down = before.y - line.y
  const near = !first && down > 0 && down <= (level === 0 ? gap * paragraphGap : line.size * 2)
  if (level !== levelBefore) return `${text}\n\n${mark}${line.text}`
  if (level !== 0) return near ? `${text} ${line.text}` : `${text}\n\n${mark}${line.text}`
  if (marker.test(line.text)) return `${text}${near ? '\n' : '\n\n'}${line.text}`
  const goesOn = !sentenceEnd.test(before.text) && lower.test(line.text)
  // A column or a page ends anywhere; a paragraph goes on where its sentence does.
  if (!near && !goesOn) return `${text}\n\n${line.text}`
  const broken = /\p{L}[-\u00ad]$/u.test(before.text)
  if (broken && goesOn) return `${text.slice(0, -1)}${line.text}`
  return `${text}${!near || wrapped ? ' ' : '\n'}${line.text}`
}

function linesOf(page: readonly PlacedText[]): Line[] {
  const lines: Line[] = []
  let open: PlacedText[] = []
  const close = () => {
    const text = open
      .map((run, at) => `${needsSpace(open[at - 1], run) ? ' ' : ''}${run.text}`)
      .join('')
      .replace(/\s+/g, ' ')
      .trim()
    const [first] = open
    if (text !== '' && first !== undefined) {
      const inked = open.filter(run => run.text.trim() !== '')
      lines.push({
        text,
        y: first.y,
        size: Math.max(...inked.map(run => run.size)),
        left: Math.min(...inked.map(run => run.x)),
        right: Math.max(...inked.map(run => run.x + run.width)),
      })
    }
    open = []
  }
  for (const run of page) {
    const last = open.at(-1)
    // Raised and lowered marks stay in their line.
    if (last !== undefined && Math.abs(run.y - last.y) > Math.max(run.size, last.size) * 0.6) close()
    if (run.text !== '') open.push(run)
  }
  close()
  return lines
}

function needsSpace(left: PlacedText | undefined, right: PlacedText): boolean {
  return left !== undefined && right.x - (left.x + left.width) > right.size * 0.25
}

function dropRunningHeads(pages: readonly (readonly Line[])[]): Line[][] {
  if (pages.length < leastPages) return pages.map(page => [...page])
  const bare = (line: Line) => line.text.replace(/\d+/g, '0')
  const edges = pages.map(edgesOf)
  const seen = new Map<string, number>()
  for (const lines of edges) {
    for (const text of new Set(lines.map(bare))) seen.set(text, (seen.get(text) ?? 0) + 1)
  }
  return pages.map((page, at) =>
    page.filter(
      line => !edges[at]?.includes(line) || (seen.get(bare(line)) ?? 0) <= pages.length * runningShare,
    ),
  )
}

/** The lines at the head and at the foot of a page: programs write them in any order. */
function edgesOf(page: readonly Line[]): Line[] {
  const downwards = [...page].sort((left, right) => right.y - left.y)
  return [...downwards.slice(0, edgeLines), ...downwards.slice(-edgeLines)]
}

/** Sizes of headings, the largest being level 1. A size most of the text has, or that whole paragraphs have, is none. */
function headingLevels(lines: readonly Line[], body: number): Map<number, number> {
  const sizes = new Map<number, number[]>()
  for (const { size, text } of lines) {
    if (size < body * headingGrowth) continue
    sizes.set(round(size), [...(sizes.get(round(size)) ?? []), text.length])
  }
  const fit = [...sizes]
    .filter(([, lengths]) => lengths.reduce((sum, one) => sum + one, 0) / lengths.length <= longestHeading)
    .map(([size]) => size)
    .sort((left, right) => right - left)
  return new Map(fit.map((size, at) => [size, Math.min(at + 1, mostLevels)]))
}

const round = (points: number) => Math.round(points * 2) / 2

function commonest(values: readonly (readonly [value: number, weight: number])[]): number {
  const counts = new Map<number, number>()
  for (const [value, weight] of values) counts.set(value, (counts.get(value) ?? 0) + weight)
  const [best] = [...counts].sort((left, right) => right[1] - left[1] || left[0] - right[0])
  return best?.[0] ?? 0
}

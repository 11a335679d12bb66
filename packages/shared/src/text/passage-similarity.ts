import { isBroad } from './aspects-of.ts'
import { namesThing } from './concepts.ts'
import { coverage, termSet } from './term-overlap.ts'

export interface PassageParts {
  readonly title: string
  readonly text: string
  readonly headings?: readonly string[]
  /** The question the passage answers, when it is a FAQ entry or a past reply. */
  readonly question?: string | null
}

/**
 * How well a passage fits a question, 0..1, on one scale for every kind of evidence: the share of the question's terms that the
 * passage covers, and that its head (title, sections, own question) covers, blended with the vectors' cosine where there is one; no less
 * than the match with the passage's own question. A single
 * shared word is weak evidence unless the head carries it, and the mere name of a thing is weaker still. Bursts are judged by
 * their best line too, so that a greeting above a question does not dilute it.
 */
export function passageSimilarity(
  question: string,
  passage: PassageParts,
  cosine: number | null = null,
): number {
  const head = termSet([passage.title, ...(passage.headings ?? []), passage.question ?? ''].join('\n'))
  const given = new Set([...head, ...termSet(passage.text)])
  const asked = termSet(passage.question ?? '')
  let best = 0
  for (const wanted of wishes(question)) {
    const substance = substanceOf(wanted)
    const certainty = substance / (substance + 0.6)
    const covered =
      0.6 * certainty * coverage(wanted, given) +
      0.4 * Math.min(1, substance) * Math.min(1, 1.5 * coverage(wanted, head))
    const alike = asked.size === 0 ? 0 : dice(wanted, asked)
    best = Math.max(best, covered, alike)
  }
  const blended = cosine === null ? best : 0.75 * best + 0.25 * Math.max(0, Math.min(1, cosine * 1.5))
  return Math.max(0, Math.min(1, blended))
}

/** Terms a question can be told by: one each, but the name of a common thing hardly tells what is asked about it, and "how much" nothing at all. */
function substanceOf(terms: ReadonlySet<string>): number {
  let substance = 0
  for (const term of terms) substance += isBroad(term) ? 0 : namesThing(term) ? 0.3 : 1
  return substance
}

function wishes(question: string): ReadonlySet<string>[] {
  const lines = question.split('\n').filter(line => line.trim() !== '')
  const whole = termSet(question)
  const single = lines.map(termSet).filter(terms => terms.size >= 2)
  return lines.length > 1 ? [whole, ...single] : [whole]
}

function dice(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  let shared = 0
  for (const term of left) if (right.has(term)) shared += 1
  return (2 * shared) / (left.size + right.size)
}

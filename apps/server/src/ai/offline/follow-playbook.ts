import { isCourtesy } from '@countersign/shared/suggestion/courtesy'
import type { Evidence } from '@countersign/shared/suggestion/evidence.types'
import { foldText } from '@countersign/shared/text/clean-text'
import type { ReplyLanguage } from '@countersign/shared/text/detect-language'
import { passageSimilarity } from '@countersign/shared/text/passage-similarity'
import { stemsOf } from '@countersign/shared/text/tokenise-text'
import type { DraftSentence, DraftTurn } from '../model.port.ts'

/** One line of a playbook: once we have said `after`, we say `say`. */
export interface PlaybookStep {
  readonly after: string
  readonly say: string
}

export interface PlaybookAnswer {
  readonly sentences: readonly DraftSentence[]
  /** The next step is a look-up or a booking, which takes a person. */
  readonly needsPerson: boolean
}

const step =
  /^\s*(?:[-*•]\s*)?(?:after|после)\s+["“«]([^"”»]+)["”»]\s*(?:->|→|—>)\s*["“«]([^"”»]+)["”»]\s*$/gimu
const stepLine = /(?:^|\n)\s*(?:[-*•]\s*)?(?:after|после)\s+["“«][^\n]*(?:->|→|—>)/iu
const templateLine = /(?:^|\n)\s*[-*•]\s*\[[\p{L}\p{N}_-]+\]\s/u
/** Share of the conversation's words a playbook must carry to be the one we are in. */
const minFit = 0.2
const minSaid = 0.6
/** Customer turns that tell which playbook applies. */
const maxTurns = 6

/**
 * Is this passage a playbook: lines of `After "…" -> "…"`, or of reply templates `- [name] …`? They are written for whoever answers and not to
 * be quoted as they stand.
 */
export function isPlaybook(text: string): boolean {
  return stepLine.test(text) || templateLine.test(text)
}

export function playbookSteps(text: string): PlaybookStep[] {
  return Array.from(text.matchAll(step), match => ({
    after: (match[1] ?? '').replace(/\s+/g, ' ').trim(),
    say: (match[2] ?? '').replace(/\s+/g, ' ').trim(),
  }))
}

/**
 * The next line of the playbook the conversation is in: what follows the last thing we said, or its opening when we have not said anything
 * yet. Lines with blanks to fill in are never said. Null when no playbook fits or it has no next line.
 */
export function followPlaybook(
  turns: readonly DraftTurn[],
  evidence: readonly Evidence[],
  language: ReplyLanguage,
): PlaybookAnswer | null {
  const said = turns.findLast(turn => turn.from !== 'customer')?.text ?? null
  const told = turns
    .filter(turn => turn.from === 'customer')
    .slice(-maxTurns)
    .map(turn => turn.text)
    .join('\n')
  const playbooks = evidence
    .filter(item => isPlaybook(item.text) && (item.language === language || item.language === 'und'))
    .map(item => ({ item, fit: 0.5 * item.similarity + 0.5 * passageSimilarity(told, item) }))
    .filter(({ fit }) => fit >= minFit)
    .sort((left, right) => right.fit - left.fit)
  for (const { item } of playbooks) {
    const next = nextStep(playbookSteps(item.text), said)
    if (next === null) continue
    if (!isSentence(next.say)) return { sentences: [], needsPerson: true }
    if (/[{}[\]<>]/.test(next.say)) continue
    return { sentences: [{ text: next.say, evidenceIds: [item.id] }], needsPerson: false }
  }
  return null
}

function nextStep(steps: readonly PlaybookStep[], said: string | null): PlaybookStep | null {
  if (said === null) return steps.find(item => opens(item.after)) ?? null
  let best: PlaybookStep | null = null
  let most = minSaid
  for (const item of steps) {
    const match = dice(stemsOf(said), stemsOf(item.after))
    if (match >= most) {
      best = item
      most = match
    }
  }
  return best ?? (opens(said) ? (steps.find(item => opens(item.after)) ?? null) : null)
}

function opens(text: string): boolean {
  return (
    isCourtesy(text) ||
    /(?:how|what) (?:can|may) (?:i|we) (?:help|do)|(?:чем|как) .{0,12}помочь/u.test(foldText(text))
  )
}

/** "Query Check" names an act, "What day would you like?" is something to say. */
function isSentence(text: string): boolean {
  return /[.!?…]["'»”)]*$/.test(text)
}

function dice(left: readonly string[], right: readonly string[]): number {
  const a = new Set(left)
  const b = new Set(right)
  if (a.size === 0 || b.size === 0) return 0
  let shared = 0
  for (const stem of a) if (b.has(stem)) shared += 1
  return (2 * shared) / (a.size + b.size)
}

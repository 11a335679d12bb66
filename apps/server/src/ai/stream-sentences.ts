import type { DraftDelta } from './model.port.ts'

export interface SentenceStream {
  /** Takes the next piece of the answer and returns what became readable of its sentences. */
  push(piece: string): DraftDelta[]
}

interface Frame {
  readonly kind: 'object' | 'array'
  key: string | null
  index: number
}

/**
 * Reads `sentences[n].text` out of a JSON answer while it is still arriving, in one pass and without building the value. Broken JSON yields
 * nothing sensible and harms nobody: the whole answer is parsed properly once it is complete.
 */
export function createSentenceStream(): SentenceStream {
  const frames: Frame[] = []
  let inString = false
  let isKey = false
  let expectKey = false
  let key = ''
  let escaped: string | null = null

  const watched = (): number | null => {
    const [root, list, item] = frames
    const inside =
      frames.length === 3 && root?.key === 'sentences' && list?.kind === 'array' && item?.key === 'text'
    return inside && list !== undefined ? list.index : null
  }

  const decode = (character: string): string | null => {
    if (escaped === null) {
      if (character !== '\\') return character
      escaped = ''
      return null
    }
    escaped += character
    if (escaped[0] !== 'u') {
      const plain = simpleEscapes[escaped] ?? escaped
      escaped = null
      return plain
    }
    if (escaped.length < 5) return null
    const unit = Number.parseInt(escaped.slice(1), 16)
    escaped = null
    return Number.isNaN(unit) ? '' : String.fromCharCode(unit)
  }

  const structural = (character: string): void => {
    const top = frames.at(-1)
    if (character === '{' || character === '[') {
      const kind = character === '{' ? 'object' : 'array'
      frames.push({ kind, key: null, index: 0 })
      expectKey = kind === 'object'
    } else if (character === '}' || character === ']') {
      frames.pop()
      expectKey = false
    } else if (character === ',' && top !== undefined) {
      if (top.kind === 'array') top.index += 1
      else expectKey = true
    } else if (character === ':') {
      expectKey = false
    }
  }

  return {
    push(piece) {
      const deltas: DraftDelta[] = []
      let text = ''
      let sentence = 0
      const flush = (): void => {
        if (text !== '') deltas.push({ kind: 'append', sentence, text })
        text = ''
      }
      for (const character of piece) {
        if (!inString) {
          if (character === '"') {
            inString = true
            isKey = expectKey && frames.at(-1)?.kind === 'object'
            key = ''
          } else {
            structural(character)
          }
          continue
        }
        if (character === '"' && escaped === null) {
          inString = false
          const top = frames.at(-1)
          if (isKey && top !== undefined) top.key = key
          else flush()
          continue
        }
        const decoded = decode(character)
        if (decoded === null) continue
        if (isKey) {
          key += decoded
          continue
        }
        const at = watched()
        if (at === null) continue
        sentence = at
        text += decoded
      }
      flush()
      return deltas
    },
  }
}

const simpleEscapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }

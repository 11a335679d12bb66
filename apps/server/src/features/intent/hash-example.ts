import { createHash } from 'node:crypto'
import { foldText } from '@countersign/shared/text/clean-text'

/** The same for texts that differ in nothing but case, spacing and what cannot be seen. */
export function hashExample(text: string): string {
  return createHash('sha256').update(foldText(text).replace(/\s+/gu, ' ')).digest('hex')
}

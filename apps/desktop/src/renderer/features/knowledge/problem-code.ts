import { type IngestProblem, ingestProblems } from '@countersign/shared/knowledge/knowledge.contract'

/** A stored problem as one there are words for; a newer server may know others. */
export function problemCode(stored: string): IngestProblem | 'server.error' {
  return ingestProblems.find(code => code === stored) ?? 'server.error'
}

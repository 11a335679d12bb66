import type { KnowledgeHit } from '@countersign/shared/knowledge/knowledge.contract'
import { stemWord } from '@countersign/shared/text/stem-word'
import { isStopWord, stemsOf, tokeniseText } from '@countersign/shared/text/tokenise-text'
import type { Actor, KeyActor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { retrievePassages } from './retrieve-passages.ts'

const mostMarks = 200

/** Search as the pipeline sees it: the same query, the same order, the same scores, and how each hit was come by. */
export async function searchKnowledge(
  services: Services,
  actor: Actor | KeyActor,
  input: { text: string; limit?: number | undefined; context?: readonly string[] | undefined },
): Promise<{ hits: KnowledgeHit[]; about: string[] }> {
  const { answers, about } = await retrievePassages(services, {
    tenantId: actor.tenantId,
    questions: [input.text],
    context: input.context,
    limit: input.limit ?? 10,
  })
  const asked = new Set(stemsOf(input.text))
  const hits = (answers[0] ?? []).map(passage => ({
    chunkId: passage.chunkId,
    documentId: passage.documentId,
    title: passage.title,
    text: passage.text,
    score: passage.similarity,
    headings: [...passage.headings],
    question: passage.question,
    about: passage.about,
    lanes: {
      words: passage.lanes.words,
      vector: passage.lanes.vector,
      cosine: passage.lanes.cosine,
      rank: passage.rank,
    },
    marks: marksOf(passage.text, asked),
  }))
  return { hits, about: about.map(one => one.name) }
}

/** Where the text has words of the question, whatever their endings. */
function marksOf(text: string, asked: ReadonlySet<string>): [number, number][] {
  return tokeniseText(text)
    .filter(token => !isStopWord(token.text) && asked.has(stemWord(token.text)))
    .slice(0, mostMarks)
    .map(token => [token.start, token.end])
}

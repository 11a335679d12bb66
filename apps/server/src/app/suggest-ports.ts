import type { Evidence, ProductFact } from '@countersign/shared/suggestion/evidence.types'
import type { Services } from '../api/services.ts'
import {
  type CatalogueEntry,
  lookUpProducts,
  type Passage,
  retrievePassages,
} from '../features/knowledge/index.ts'
import { findRecord, findSimilarReplies } from '../features/learning/index.ts'
import type {
  ApprovedReplies,
  AutonomyEvidence,
  Catalogue,
  Retriever,
} from '../pipelines/suggest/suggest.port.ts'

/** The suggest pipeline's ports, answered by the features that own the data. */
export function makeSuggestPorts(services: Services): {
  retriever: Retriever
  approvedReplies: ApprovedReplies
  catalogue: Catalogue
  autonomy: AutonomyEvidence
} {
  return {
    retriever: {
      async retrieve(query, { signal }) {
        const { answers } = await retrievePassages(services, { ...query, signal })
        return answers.map(passages => {
          // A product has a passage in each language; the better one stands for it.
          const best = new Map<string, Evidence>()
          for (const evidence of passages.map(toEvidence)) {
            if (!best.has(evidence.id)) best.set(evidence.id, evidence)
          }
          return [...best.values()]
        })
      },
    },
    approvedReplies: { similar: query => findSimilarReplies(services, query) },
    catalogue: {
      async lookup(query) {
        return (await lookUpProducts(services, query)).map(toFact)
      },
    },
    autonomy: { recent: query => findRecord(services, query) },
  }
}

function toEvidence(passage: Passage): Evidence {
  const { chunkId, lanes: _lanes, rank: _rank, about: _about, ...fields } = passage
  return { ...fields, id: passage.productId ?? chunkId, chunkId }
}

function toFact(entry: CatalogueEntry): ProductFact {
  return { ...entry, evidenceId: entry.productId }
}

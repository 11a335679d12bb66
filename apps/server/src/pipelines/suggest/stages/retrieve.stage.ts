import { compareQuestions } from '@countersign/shared/suggestion/compare-questions'
import { isCourtesy } from '@countersign/shared/suggestion/courtesy'
import type { Evidence, ProductFact } from '@countersign/shared/suggestion/evidence.types'
import { productPassage } from '@countersign/shared/suggestion/product-passage'
import { outOfScope } from '@countersign/shared/suggestion/suggestion.codes'
import { spellOut } from '@countersign/shared/text/aspects-of'
import { passageSimilarity } from '@countersign/shared/text/passage-similarity'
import { redactPersonal } from '@countersign/shared/text/redact-personal'
import { completeAsks, splitAsks } from '@countersign/shared/text/split-asks'
import { splitSentences } from '@countersign/shared/text/split-sentences'
import { contentTermsOf, stemsOf, tokeniseText } from '@countersign/shared/text/tokenise-text'
import type { DraftExample } from '../../../ai/model.port.ts'
import type { ApprovedReplies, Catalogue, Retriever, SimilarReply } from '../suggest.port.ts'
import type {
  ClassifyOutput,
  ReplyScript,
  RetrieveOutput,
  SuggestContext,
  SuggestQuestion,
} from '../suggest.types.ts'

/** Characters of the question that are searched for; beyond them a query only gets slower and vaguer. */
const maxQuery = 2000
const maxEvidence = 12
const maxPassages = 12
const maxReplies = 5
const maxExamples = 3
const maxProducts = 5
const maxContext = 3
/** Queries per run: the whole question and three of its parts, of a long burst the last. */
const maxSearches = 4
/** Passages of each query that are kept whatever the others found. */
const maxLeading = 4
/** Words of a greeting; a longer courtesy is about the matter. */
const maxOpening = 4
/** Products that fit less were not asked about. */
const minProductFit = 0.2
/** Past questions less alike than this asked for something else. */
const minReplyLikeness = 0.5

export interface RetrievePorts {
  readonly retriever: Retriever
  readonly approvedReplies: ApprovedReplies
  readonly catalogue: Catalogue
}

/**
 * Gathers everything the draft may lean on: passages, past replies to similar questions, scripts, and products as the catalogue has them now. Where
 * a passage describes a product, the catalogue's words replace it, since the page may be older than the price.
 */
export async function retrieveStage(
  ports: RetrievePorts,
  context: SuggestContext,
  question: SuggestQuestion,
  intent: ClassifyOutput,
  signal: AbortSignal,
): Promise<RetrieveOutput> {
  if (!context.flags.RAG_ENABLED) return { evidence: [], products: [], examples: [] }
  const base = {
    tenantId: context.tenantId,
    question: question.text.slice(0, maxQuery),
    language: question.detected === 'und' ? question.language : question.detected,
  }
  const earlier = question.context.slice(-maxContext).map(text => text.slice(0, maxQuery))
  const name = intent.prediction.intent === outOfScope ? null : intent.prediction.intent
  const searches = searchesFor(base.question, earlier)
  const [found, past] = await Promise.all([
    ports.retriever.retrieve(
      {
        tenantId: base.tenantId,
        language: base.language,
        questions: searches.map(spellOut),
        context: earlier,
        limit: maxPassages,
      },
      { signal },
    ),
    Promise.all(
      searches.map(text =>
        ports.approvedReplies.similar(
          { ...base, question: text, intent: name, limit: maxReplies },
          { signal },
        ),
      ),
    ),
  ])
  const passages = bestOfEach(found.flat())
  // One ask with many good passages must not crowd out the other's.
  const leading = new Set(
    found.length > 1 ? found.flatMap(list => list.slice(0, maxLeading).map(item => item.id)) : [],
  )
  const replies = bestOfEach(past.flat())
  const productIds = passages.flatMap(item => (item.productId === null ? [] : [item.productId]))
  const facts = await ports.catalogue.lookup(
    { ...base, context: earlier, productIds: [...new Set(productIds)], limit: maxProducts },
    { signal },
  )
  const products = facts.map(fact => underRetrievedId(fact, passages))
  const aboutProducts = new Set(products.map(product => product.productId))
  const others = [
    ...passages.filter(item => item.productId === null || !aboutProducts.has(item.productId)),
    ...answersAmong(replies, name, searches),
    ...scriptsFor(context.profile.scripts, base.question, name),
  ]
  const described = products.map(product => productEvidence(product, passages, question))
  // Products that a loosely fitting page brought along take no passage's place.
  const meant = described.filter(item => item.similarity >= minProductFit)
  const evidence = [
    ...described,
    ...others
      .sort(bySimilarity)
      .filter((item, at) => at < maxEvidence - Math.min(meant.length, maxProducts) || leading.has(item.id)),
  ].sort(bySimilarity)
  return {
    evidence: distinct(evidence),
    products,
    examples: context.flags.FEW_SHOT_LEARNING ? examplesFrom(replies, name, question) : [],
  }
}

/** The whole question, and each thing it asks for with what that leaves unsaid: two asks in one vector find neither. */
function searchesFor(question: string, earlier: readonly string[]): string[] {
  const asks = completeAsks(splitAsks(question), earlier).slice(1 - maxSearches)
  const searches = [question, ...asks.map(ask => ask.full), ...asks.map(ask => ask.ask)]
  const bare = (text: string): string => stemsOf(text).join(' ')
  return searches
    .map(text => text.slice(0, maxQuery))
    .filter(text => text === question || contentTermsOf(text).length > 0)
    .filter((text, at, all) => all.findIndex(other => bare(other) === bare(text)) === at)
    .slice(0, maxSearches)
}

function bestOfEach<T extends { readonly id: string; readonly similarity: number }>(
  found: readonly T[],
): T[] {
  const best = new Map<string, T>()
  for (const item of found) {
    if (item.similarity > (best.get(item.id)?.similarity ?? -1)) best.set(item.id, item)
  }
  return [...best.values()].sort(bySimilarity)
}

/** Past replies that answered the same question. One to another intent, or about another thing, only shares words with it. */
function answersAmong(
  replies: readonly SimilarReply[],
  intent: string | null,
  searches: readonly string[],
): Evidence[] {
  return replies
    .filter(reply => intent === null || reply.intent === null || reply.intent === intent)
    .map(reply => ({
      ...reply,
      similarity: Math.max(...searches.map(text => compareQuestions(text, reply.question))),
    }))
    .filter(reply => reply.similarity >= minReplyLikeness)
    .map(asEvidence)
}

function bySimilarity(left: { similarity: number }, right: { similarity: number }): number {
  return right.similarity - left.similarity
}

function distinct(evidence: readonly Evidence[]): Evidence[] {
  return [...new Map(evidence.map(item => [item.id, item])).values()]
}

function underRetrievedId(fact: ProductFact, passages: readonly Evidence[]): ProductFact {
  const passage = passages.find(item => item.productId === fact.productId)
  return passage === undefined ? fact : { ...fact, evidenceId: passage.id }
}

function productEvidence(
  product: ProductFact,
  passages: readonly Evidence[],
  question: SuggestQuestion,
): Evidence {
  const passage = passages.find(item => item.productId === product.productId)
  return {
    id: product.evidenceId,
    kind: 'product',
    chunkId: passage?.chunkId ?? null,
    documentId: passage?.documentId ?? null,
    productId: product.productId,
    title: product.name,
    text: productPassage(product, question.language),
    question: null,
    headings: [],
    language: question.language,
    similarity: Math.max(product.similarity, passage?.similarity ?? 0),
    updatedAt: product.updatedAt,
  }
}

function asEvidence(reply: SimilarReply): Evidence {
  return {
    id: reply.id,
    kind: 'approved_reply',
    chunkId: null,
    documentId: null,
    productId: null,
    title: redactPersonal(reply.question).slice(0, 120),
    text: withoutOpening(redactPersonal(reply.reply)),
    question: redactPersonal(reply.question),
    headings: [],
    language: reply.language,
    similarity: reply.similarity,
    updatedAt: reply.decidedAt,
  }
}

/** Without a short greeting in front: it calls somebody else by name, in whichever order ("Good day, Ann!", "Анна, здравствуйте!"). */
function withoutOpening(text: string): string {
  const first = splitSentences(text)[0]?.text ?? ''
  if (tokeniseText(first).length > maxOpening || !isCourtesy(first)) return text
  const rest = text.slice(text.indexOf(first) + first.length).trimStart()
  return rest === '' ? text : rest
}

function scriptsFor(scripts: readonly ReplyScript[], question: string, intent: string | null): Evidence[] {
  const stems = stemsOf(question)
  return scripts.flatMap(script => {
    const triggered = script.triggers.some(trigger => holdsRun(stems, stemsOf(trigger)))
    if (!triggered && (script.intent === null || script.intent !== intent)) return []
    const fit = passageSimilarity(question, { title: script.title, text: script.text })
    return [
      {
        id: script.id,
        kind: 'script' as const,
        chunkId: null,
        documentId: null,
        productId: null,
        title: script.title,
        text: script.text,
        question: null,
        headings: [],
        language: script.language,
        // The tenant wrote "when they say this, answer that": its trigger is worth more than shared words.
        similarity: triggered ? Math.max(0.8, fit) : fit,
        updatedAt: null,
      },
    ]
  })
}

function holdsRun(stems: readonly string[], run: readonly string[]): boolean {
  return run.length > 0 && stems.some((_, at) => run.every((stem, offset) => stems[at + offset] === stem))
}

function examplesFrom(
  replies: readonly SimilarReply[],
  intent: string | null,
  question: SuggestQuestion,
): DraftExample[] {
  return replies
    .filter(reply => reply.language === question.language)
    .sort(
      (left, right) =>
        Number(right.intent === intent) - Number(left.intent === intent) ||
        right.similarity - left.similarity,
    )
    .slice(0, maxExamples)
    .map(reply => ({
      id: reply.id,
      question: redactPersonal(reply.question),
      reply: withoutOpening(redactPersonal(reply.reply)),
      intent: reply.intent,
    }))
}

import type { IdSource } from '@countersign/shared/kernel/ids'
import { chunkDocument } from '@countersign/shared/text/chunk-document'
import type { Language } from '@countersign/shared/text/detect-language'
import { embedOffline, offlineEmbedModel } from '@countersign/shared/text/embed-offline'
import { textSearchConfig } from '@countersign/shared/text/text-search-config'
import type { ChunkRow } from './knowledge.repo.ts'

export interface IndexedText {
  readonly documentId: string
  readonly title: string
  readonly text: string
  readonly language: Language
  /** Other ways to ask for it, searched like the title. */
  readonly questions: readonly string[]
}

/** A text as the passages that are searched. A text without any words still has one, so that it can be found by title. */
export function indexPassages(ids: IdSource, input: IndexedText): ChunkRow[] {
  const chunks = chunkDocument(input.text)
  const pieces =
    chunks.length > 0
      ? chunks
      : [{ index: 0, text: input.text, start: 0, end: input.text.length, headings: [], tokens: 0 }]
  return pieces.map(piece => {
    const heading = [input.title, ...piece.headings, ...input.questions].join('\n')
    return {
      id: ids.next(),
      documentId: input.documentId,
      index: piece.index,
      content: piece.text,
      heading,
      headings: piece.headings,
      tokenCount: piece.tokens,
      startOffset: piece.start,
      endOffset: piece.end,
      tsConfig: textSearchConfig(input.language),
      embedding: embedOffline(`${heading}\n${piece.text}`),
      embedModel: offlineEmbedModel,
    }
  })
}

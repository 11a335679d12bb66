import { cleanText } from '@countersign/shared/text/clean-text'
import type { ReadAnswer, ReadRequest, ReadText } from '../ingest.port.ts'
import { charsetOfHtml, decodeText } from './decode-text.ts'
import { Unreadable } from './unreadable.ts'

/** Characters of text one document may have; a novel has a million. */
const mostText = 2_000_000
const mostHtml = 6 * 1024 * 1024

/** Reads one document in the calling thread. */
export async function readBytes(request: ReadRequest): Promise<ReadAnswer> {
  try {
    const read = await readKind(request)
    const text = cleanText(read.text).replace(/\n{3,}/g, '\n\n')
    if (text.length > mostText) return { ok: false, problem: 'knowledge.too_large' }
    if (!/[\p{L}\p{N}]/u.test(text)) return { ok: false, problem: 'knowledge.no_text' }
    const title = cleanText(read.title ?? '')
      .replace(/\s+/g, ' ')
      .slice(0, 300)
      .trim()
      .toWellFormed()
    return { ok: true, read: { ...read, title: title === '' ? null : title, text } }
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, problem: error.problem }
    if (error instanceof RangeError) return { ok: false, problem: 'knowledge.too_large' }
    return { ok: false, problem: 'knowledge.unreadable' }
  }
}

async function readKind({ kind, bytes, charset }: ReadRequest): Promise<ReadText> {
  const plain = (part: { title: string | null; text: string }): ReadText => ({
    ...part,
    links: [],
    noIndex: false,
    noFollow: false,
  })
  // Each library is loaded by the first document that needs it: together they take half a second.
  switch (kind) {
    case 'pdf':
      return plain(await (await import('./read-pdf.ts')).readPdf(bytes))
    case 'docx':
      return plain(await (await import('./read-docx.ts')).readDocx(bytes))
    case 'html': {
      if (bytes.length > mostHtml) throw new Unreadable('knowledge.too_large')
      return (await import('./read-html.ts')).readHtml(decoded(bytes, charset ?? charsetOfHtml(bytes)))
    }
    case 'csv':
      return plain({ title: null, text: (await import('./read-csv.ts')).readCsv(decoded(bytes, charset)) })
    case 'markdown': {
      const text = decoded(bytes, charset)
      return plain({ title: /^#[ \t]+(.+)$/m.exec(text)?.[1] ?? null, text })
    }
    case 'text':
      return plain({ title: null, text: decoded(bytes, charset) })
  }
}

function decoded(bytes: Uint8Array, charset: string | null | undefined): string {
  const text = decodeText(bytes, charset)
  if (text === null) throw new Unreadable('knowledge.unreadable')
  return text
}

import type { IngestProblem } from '@countersign/shared/knowledge/knowledge.contract'
import { extractText, getDocumentProxy } from 'unpdf'
import { Unreadable } from './unreadable.ts'

const mostPages = 1500

export async function readPdf(bytes: Uint8Array): Promise<{ title: string | null; text: string }> {
  const pdf = await getDocumentProxy(bytes).catch((error: unknown) => {
    throw new Unreadable(problemOf(error))
  })
  try {
    if (pdf.numPages > mostPages) throw new Unreadable('knowledge.too_large')
    const { info } = await pdf.getMetadata().catch(() => ({ info: {} as Record<string, unknown> }))
    const title = (info as Record<string, unknown>).Title
    const { text } = await extractText(pdf, { mergePages: false })
    // A line that ends in a letter and a hyphen goes on with the next.
    const pages = text.map(page => page.replace(/(\p{L})-\n(\p{Ll})/gu, '$1$2').trim())
    return { title: typeof title === 'string' ? title : null, text: pages.filter(Boolean).join('\n\n') }
  } finally {
    await pdf.loadingTask.destroy()
  }
}

function problemOf(error: unknown): IngestProblem {
  const name = error instanceof Error ? error.name : ''
  return name === 'PasswordException' ? 'knowledge.encrypted' : 'knowledge.unreadable'
}

import type { IngestProblem } from '@countersign/shared/knowledge/knowledge.contract'
import { getDocumentProxy } from 'unpdf'
import { layOutPdf, type PlacedText } from './lay-out-pdf.ts'
import { Unreadable } from './unreadable.ts'

const mostPages = 1500

export async function readPdf(bytes: Uint8Array): Promise<{ title: string | null; text: string }> {
  const pdf = await getDocumentProxy(bytes).catch((error: unknown) => {
    throw new Unreadable(problemOf(error))
  })
  try {
    if (pdf.numPages > mostPages) throw new Unreadable('knowledge.too_large')
    const { info } = await pdf.getMetadata().catch(() => ({ info: {} as Record<string, unknown> }))
    const pages: PlacedText[][] = []
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number)
      const { items } = await page.getTextContent()
      pages.push(items.flatMap(item => ('str' in item ? [placed(item)] : [])))
      page.cleanup()
    }
    const text = layOutPdf(pages)
    return { title: titleOf((info as Record<string, unknown>).Title, text), text }
  } finally {
    await pdf.loadingTask.destroy()
  }
}

function placed(item: { str: string; width: number; transform: readonly number[] }): PlacedText {
  const [, , across = 0, up = 0, x = 0, y = 0] = item.transform
  return { text: item.str, x, y, width: item.width, size: Math.hypot(across, up) }
}

/** What programs write when nobody has named the document is no title; its own first heading may be one. */
function titleOf(stored: unknown, text: string): string | null {
  const told = typeof stored === 'string' ? stored.trim() : ''
  if (told !== '' && !/^(untitled|microsoft \w+ - |document\d*$|.*\.(docx?|pdf|odt|indd)$)/i.test(told))
    return told
  return /^# (.+)$/m.exec(text)?.[1] ?? null
}

function problemOf(error: unknown): IngestProblem {
  const name = error instanceof Error ? error.name : ''
  return name === 'PasswordException' ? 'knowledge.encrypted' : 'knowledge.unreadable'
}

import mammoth from 'mammoth'
import { checkArchive } from './check-archive.ts'
import { toMarkdown } from './to-markdown.ts'
import { Unreadable } from './unreadable.ts'

export async function readDocx(bytes: Uint8Array): Promise<{ title: string | null; text: string }> {
  checkArchive(bytes)
  try {
    // Pictures would be written into the page as text.
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      {
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
        externalFileAccess: false,
        // The line a letter is titled with is its first heading, not a paragraph.
        styleMap: ["p[style-name='Title'] => h1:fresh"],
      },
    )
    const text = toMarkdown(value)
    // A heading at its very top is what the letter is called.
    return { title: /^\s*# (.+)/.exec(text)?.[1] ?? null, text }
  } catch {
    throw new Unreadable('knowledge.unreadable')
  }
}

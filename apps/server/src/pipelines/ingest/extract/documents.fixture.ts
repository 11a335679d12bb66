import { Document, HeadingLevel, Packer, Paragraph } from 'docx'
import { zipSync } from 'fflate'
import { PDFDocument, StandardFonts } from 'pdf-lib'

/** Documents as programs write them, and as they arrive when something has gone wrong. */
export async function makePdf(pages: readonly string[], title?: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  if (title !== undefined) pdf.setTitle(title)
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  for (const text of pages) {
    const page = pdf.addPage()
    for (const [at, line] of text.split('\n').entries())
      page.drawText(line, { x: 40, y: 780 - at * 16, size: 11, font })
  }
  return pdf.save({ useObjectStreams: false })
}

/** Asks for a password nobody here knows. */
export async function makeSealedPdf(): Promise<Uint8Array> {
  const open = Buffer.from(await makePdf(['A secret.'])).toString('latin1')
  const key = 'ab'.repeat(32)
  const sealed = open.replace(
    /trailer\s*<</,
    `trailer\n<<\n/ID [<${key.slice(0, 32)}> <${key.slice(0, 32)}>]\n/Encrypt << /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -4 >>`,
  )
  return Buffer.from(sealed, 'latin1')
}

export async function makeDocx(
  heading: string,
  paragraphs: readonly string[],
  level: 'HEADING_1' | 'TITLE' = 'HEADING_1',
): Promise<Uint8Array> {
  const document = new Document({
    sections: [
      {
        children: [
          new Paragraph({ text: heading, heading: HeadingLevel[level] }),
          ...paragraphs.map(text => new Paragraph(text)),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

/** A small file that says it is a letter and unpacks to a great deal of nothing. */
export function makeBomb(unpackedBytes: number): Uint8Array {
  const nothing = new Uint8Array(unpackedBytes / 8)
  const entries = Object.fromEntries(
    Array.from({ length: 8 }, (_, at) => [`word/part${at}.xml`, [nothing, { level: 9 as const }] as const]),
  )
  return zipSync({
    'word/document.xml': new Uint8Array([60]),
    ...(entries as never as Record<string, Uint8Array>),
  })
}

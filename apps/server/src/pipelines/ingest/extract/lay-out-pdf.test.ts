import { describe, expect, it } from 'vitest'
import { layOutPdf, type PlacedText } from './lay-out-pdf.ts'

const full = 'x'.repeat(10)

/** Lines from the top of a page downwards; `width` of a full line is 400. */
function page(
  lines: readonly { text: string; y: number; x?: number; width?: number; size?: number }[],
): PlacedText[] {
  return lines.map(({ text, y, x = 50, width = 400, size = 10 }) => ({ text, y, x, width, size }))
}
const body = (from: number, text: string) => ({ text, y: from })

describe('laying out a PDF', () => {
  it('joins the lines of a paragraph and sets paragraphs apart', () => {
    const text = layOutPdf([
      page([
        body(700, 'The deposit is 5000'),
        body(688, 'roubles and is paid back when the tool is returned un-'),
        { text: 'damaged.', y: 676, width: 60 },
        body(650, 'Delivery within the city costs 600'),
        { text: 'roubles.', y: 638, width: 60 },
      ]),
    ])
    expect(text).toBe(
      'The deposit is 5000 roubles and is paid back when the tool is returned undamaged.\n\nDelivery within the city costs 600 roubles.',
    )
  })

  it('makes headings of what is larger, by how much larger it is', () => {
    const text = layOutPdf([
      page([
        { text: 'Rental', y: 750, size: 20 },
        { text: 'rules', y: 728, size: 20 },
        body(700, `${full} ${full} ${full}`),
        { text: 'Deposit', y: 670, size: 14 },
        body(650, `${full} ${full} ${full}`),
      ]),
    ])
    const words = `${full} ${full} ${full}`
    expect(text).toBe(`# Rental rules\n\n${words}\n\n## Deposit\n\n${words}`)
  })

  it('keeps rows and items on lines of their own', () => {
    const text = layOutPdf([
      page([
        body(700, 'A full line of writing that reaches the edge of the page.'),
        { text: 'Drill', y: 670, width: 50 },
        { text: '900', y: 670, x: 200, width: 20 },
        { text: 'driver', y: 658, width: 50 },
        { text: '450', y: 658, x: 200, width: 20 },
        { text: '• first rule', y: 640, width: 80 },
        { text: '• second rule', y: 628, width: 80 },
      ]),
    ])
    expect(text).toContain('Drill 900\ndriver 450\n')
    expect(text).toContain('• first rule\n• second rule')
  })

  it('goes on over the end of a column and of a page where a sentence does', () => {
    const text = layOutPdf([
      page([body(700, 'It ends on'), body(688, 'the next'), { text: 'column or', y: 700, x: 500 }]),
      page([body(700, 'page.'), body(688, 'Another line of it.')]),
    ])
    expect(text).toBe('It ends on the next column or page. Another line of it.')
  })

  it('leaves out what stands at the head and foot of every page', () => {
    const pages = [1, 2, 3, 4].map(number =>
      page([
        { text: `Page ${number} of 4`, y: 20, width: 60 },
        { text: 'House North, rules', y: 800, width: 90 },
        body(
          700,
          `Rule number ${'one two three four'.split(' ')[number - 1]} of this house is to be kept by everybody.`,
        ),
      ]),
    )
    const text = layOutPdf(pages)
    expect(text).not.toMatch(/Page|House North/)
    for (const word of ['one', 'two', 'three', 'four']) expect(text).toContain(`Rule number ${word}`)
  })

  it('says nothing of a document without a word', () => {
    expect(layOutPdf([[], page([{ text: ' ', y: 10 }])])).toBe('')
  })
})

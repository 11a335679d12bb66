import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvLine } from './csv-line.ts'

describe('a line of CSV', () => {
  it('reads back as the cells it was made of', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 20 })
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), cells => {
        const [read] = parse(csvLine(cells), { record_delimiter: '\r\n', relax_quotes: false })
        expect(read?.map((one: string) => one.replace(/^'(?=\s*[=+\-@\t\r＝＋－＠])/u, ''))).toEqual(
          cells.map(one => one.replace(/^'(?=\s*[=+\-@\t\r＝＋－＠])/u, '')),
        )
      }),
    )
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '\r=1', '\n=1', '＝1'])(
    'runs no formula: %j',
    text => {
      const [[cell]] = parse(csvLine([text, 'x']), { record_delimiter: '\r\n' }) as [[string]]
      expect(cell).toBe(`'${text}`)
    },
  )

  it('leaves numbers and nothing as they are', () => {
    expect(csvLine([-5, null, 'plain', 'a,b', 'say "no"'])).toBe('-5,,plain,"a,b","say ""no"""\r\n')
  })
})

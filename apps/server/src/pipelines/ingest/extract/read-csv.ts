import { parse } from 'csv-parse/sync'
import { Unreadable } from './unreadable.ts'

const mostRows = 20_000

/** A table as paragraphs, one for each row, each value under its column's name: a row is found and quoted by itself. */
export function readCsv(text: string): string {
  let rows: string[][]
  try {
    rows = parse(text, {
      bom: true,
      delimiter: [',', ';', '\t'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      to: mostRows + 2,
      max_record_size: 200_000,
    })
  } catch {
    throw new Unreadable('knowledge.unreadable')
  }
  if (rows.length > mostRows + 1) throw new Unreadable('knowledge.too_large')
  const [header = [], ...body] = rows
  if (body.length === 0) return header.join(' ')
  return body
    .map(row =>
      row
        .map((value, at) => {
          const name = header[at] ?? ''
          return value === '' ? '' : name === '' ? `${value}.` : `${name}: ${value}.`
        })
        .filter(Boolean)
        .join(' '),
    )
    .filter(Boolean)
    .join('\n\n')
}

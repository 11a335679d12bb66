/**
 * One record of RFC 4180, ended with CRLF. What a spreadsheet would run as a formula is told to be text with an
 * apostrophe: some of these words are a stranger's, such as the name of a browser.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  // Spreadsheets skip leading space, in any width, before they look for a formula.
  const text = /^\s*[=+\-@\t\r＝＋－＠]/u.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}

import { parseHTML } from 'linkedom'
import TurndownService from 'turndown'

/** HTML as Markdown: headings, lists and paragraphs, which is what passages are cut by. Links and pictures leave their words. */
export function toMarkdown(html: string): string {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`)
  return nodeToMarkdown(document.body as unknown as Parameters<TurndownService['turndown']>[0])
}

export function nodeToMarkdown(node: Parameters<TurndownService['turndown']>[0]): string {
  const service = new TurndownService({
    headingStyle: 'atx',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
  })
  service.remove(['script', 'style', 'noscript', 'iframe', 'img', 'svg' as never, 'template' as never])
  service.addRule('words of links', { filter: 'a', replacement: content => content })
  // What would be Markdown's own mark in plain writing is not escaped: customers are quoted this text.
  service.escape = text => text
  service.addRule('rows', {
    filter: 'tr',
    replacement: (content, row) => {
      const cells = Array.from((row as unknown as { children: ArrayLike<{ textContent: string }> }).children)
      const words = cells.map(cell => cell.textContent.replace(/\s+/g, ' ').trim()).filter(Boolean)
      return words.length === 0 ? content.trim() : `\n${words.join(' | ')}\n`
    },
  })
  return service.turndown(node)
}

import { z } from 'zod'
import { uuid } from '../kernel/ids.ts'
import { storedText } from '../kernel/stored-text.ts'

/** Bounds of a crawl: a shop's help pages, not the web. */
export const crawlBounds = { pages: 200, depth: 5 } as const

export const siteAddInput = z.object({
  url: storedText.trim().min(1).max(2000),
  /** One: only this page. */
  maxPages: z.int().min(1).max(crawlBounds.pages).default(1),
  /** Links away from the first page. */
  maxDepth: z.int().min(0).max(crawlBounds.depth).default(2),
})
export const siteInput = z.object({ id: uuid })
export const siteView = z.object({
  id: uuid,
  url: z.string(),
  maxPages: z.int(),
  maxDepth: z.int(),
  status: z.enum(['waiting', 'crawling', 'done', 'failed']),
  error: z.string().nullable(),
  pagesFound: z.int(),
  pagesDone: z.int(),
  pagesFailed: z.int(),
  finishedAt: z.iso.datetime().nullable(),
})
export type SiteView = z.infer<typeof siteView>
export const sitePageView = z.object({
  url: z.string(),
  status: z.enum(['indexed', 'unchanged', 'skipped', 'failed']),
  error: z.string().nullable(),
  documentId: uuid.nullable(),
})
export type SitePageView = z.infer<typeof sitePageView>

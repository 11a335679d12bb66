import { z } from 'zod'

/** Read a site's pages. A newer round makes an older one pointless. */
export const crawlSiteJob = {
  name: 'crawl-site',
  payload: z.object({ tenantId: z.uuid(), siteId: z.uuid(), round: z.int() }),
} as const

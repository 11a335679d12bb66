import type { IdsOf } from './two-tenants.fixture.ts'

/** The payload of every kind of job, with a tenant and ids of another. A kind without a case fails a test. */
export const jobCases: Readonly<Record<string, (tenantId: string, id: IdsOf) => unknown>> = {
  'crawl-site': (tenantId, id) => ({ tenantId, siteId: id('sites'), round: 1 }),
  'fit-calibration': tenantId => ({ tenantId }),
  'ingest-document': (tenantId, id) => ({ tenantId, documentId: id('documents'), fileVersion: 1 }),
  're-embed': tenantId => ({ tenantId }),
  'run-cases': (tenantId, id) => ({ tenantId, runId: id('evaluation_runs') }),
  'run-studio': (tenantId, id) => ({ tenantId, messageId: id('studio_messages') }),
  'suggest-reply': (tenantId, id) => ({ tenantId, conversationId: id('conversations') }),
  'train-intents': tenantId => ({ tenantId }),
}

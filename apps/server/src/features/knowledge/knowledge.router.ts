import {
  knowledgeActiveInput,
  knowledgeFaqInput,
  knowledgeGetInput,
  knowledgeListInput,
  knowledgeSearchInput,
  knowledgeUpsertInput,
  knowledgeVersionInput,
} from '@countersign/shared/knowledge/knowledge.contract'
import { productImportInput } from '@countersign/shared/knowledge/product-import.contract'
import { siteAddInput, siteInput } from '@countersign/shared/knowledge/site.contract'
import { answer, memberProcedure, router } from '../../api/trpc.ts'
import { addSite, getSite, listTenantSites, recrawlSite, setSiteDeleted } from './crawl-site.ts'
import { getDocument } from './get-document.ts'
import { importProducts } from './import-products.ts'
import { retryIngest } from './ingest-document.ts'
import { listKnowledge } from './list-knowledge.ts'
import { getDocumentVersion, listDocumentVersions, restoreVersion } from './restore-version.ts'
import { searchKnowledge } from './search-knowledge.ts'
import { deleteDocument, restoreDocument, setDocumentActive } from './switch-document.ts'
import { upsertDocument, upsertFaq } from './upsert-document.ts'

const read = memberProcedure('knowledge.read')
const write = memberProcedure('knowledge.write')

export const knowledgeRouter = router({
  list: read
    .input(knowledgeListInput)
    .query(({ ctx, input }) => listKnowledge(ctx.services, ctx.actor, input)),
  get: read
    .input(knowledgeGetInput)
    .query(({ ctx, input }) => answer(getDocument(ctx.services, ctx.actor, input.id))),
  search: read
    .input(knowledgeSearchInput)
    .query(({ ctx, input }) => searchKnowledge(ctx.services, ctx.actor, input)),
  upsert: write
    .input(knowledgeUpsertInput)
    .mutation(({ ctx, input }) => answer(upsertDocument(ctx.services, ctx.actor, input))),
  upsertFaq: write
    .input(knowledgeFaqInput)
    .mutation(({ ctx, input }) => answer(upsertFaq(ctx.services, ctx.actor, input))),
  importProducts: write
    .input(productImportInput)
    .mutation(({ ctx, input }) => answer(importProducts(ctx.services, ctx.actor, input))),
  setActive: write
    .input(knowledgeActiveInput)
    .mutation(({ ctx, input }) => answer(setDocumentActive(ctx.services, ctx.actor, input))),
  delete: write
    .input(knowledgeGetInput)
    .mutation(({ ctx, input }) => answer(deleteDocument(ctx.services, ctx.actor, input.id))),
  restore: write
    .input(knowledgeGetInput)
    .mutation(({ ctx, input }) => answer(restoreDocument(ctx.services, ctx.actor, input.id))),
  retry: write
    .input(knowledgeGetInput)
    .mutation(({ ctx, input }) => answer(retryIngest(ctx.services, ctx.actor, input.id))),
  versions: read
    .input(knowledgeGetInput)
    .query(({ ctx, input }) => answer(listDocumentVersions(ctx.services, ctx.actor, input.id))),
  version: read
    .input(knowledgeVersionInput)
    .query(({ ctx, input }) => answer(getDocumentVersion(ctx.services, ctx.actor, input))),
  restoreVersion: write
    .input(knowledgeVersionInput)
    .mutation(({ ctx, input }) => answer(restoreVersion(ctx.services, ctx.actor, input))),
  sites: read.query(({ ctx }) => listTenantSites(ctx.services, ctx.actor)),
  site: read.input(siteInput).query(({ ctx, input }) => answer(getSite(ctx.services, ctx.actor, input.id))),
  addSite: write
    .input(siteAddInput)
    .mutation(({ ctx, input }) => answer(addSite(ctx.services, ctx.actor, input))),
  recrawl: write
    .input(siteInput)
    .mutation(({ ctx, input }) => answer(recrawlSite(ctx.services, ctx.actor, input.id))),
  deleteSite: write
    .input(siteInput)
    .mutation(({ ctx, input }) =>
      answer(setSiteDeleted(ctx.services, ctx.actor, { ...input, deleted: true })),
    ),
  restoreSite: write
    .input(siteInput)
    .mutation(({ ctx, input }) =>
      answer(setSiteDeleted(ctx.services, ctx.actor, { ...input, deleted: false })),
    ),
})

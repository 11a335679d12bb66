import { crawlSiteJob } from './crawl-site.job.ts'
import { fitCalibrationJob } from './fit-calibration.job.ts'
import { ingestDocumentJob } from './ingest-document.job.ts'
import { reEmbedJob } from './re-embed.job.ts'
import { runCasesJob } from './run-cases.job.ts'
import { runStudioJob } from './run-studio.job.ts'
import { suggestReplyJob } from './suggest-reply.job.ts'
import { trainIntentsJob } from './train-intents.job.ts'

/** Every kind of job there is: each has a queue of its name, whether or not this process works on it. */
export const jobNames: readonly string[] = [
  suggestReplyJob,
  fitCalibrationJob,
  runStudioJob,
  runCasesJob,
  ingestDocumentJob,
  crawlSiteJob,
  reEmbedJob,
  trainIntentsJob,
].map(job => job.name)

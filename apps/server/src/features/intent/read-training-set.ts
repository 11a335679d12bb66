import type { Services } from '../../api/services.ts'
import { hashExample } from './hash-example.ts'
import {
  countApprovedSince,
  findNewestModel,
  hashTaxonomy,
  listApprovedQuestions,
  listCustomerTexts,
  listTaughtTexts,
} from './model.repo.ts'

export interface TrainingSet {
  readonly within: readonly { readonly intent: string; readonly text: string }[]
  readonly outside: readonly string[]
  readonly unlabelled: readonly string[]
  readonly sourceHash: string
}

const mostDecisions = 5000
const mostUnlabelled = 3000

/**
 * What there is to learn from: the examples, questions whose drafts people sent as they were, and customers' messages without a
 * label. Null when nothing is new since the last time, or there are no two intents to tell apart.
 *
 * @param learnerVersion another one learns again from what was learned from before
 */
export async function readTrainingSet(
  services: Services,
  tenantId: string,
  learnerVersion: number,
): Promise<TrainingSet | null> {
  return services.database.withTenant(tenantId, async tx => {
    const model = await findNewestModel(tx)
    const sourceHash = `${learnerVersion}:${await hashTaxonomy(tx)}`
    if (model?.sourceHash === sourceHash && (await countApprovedSince(tx, model.trainedAt)) === 0) return null
    const taught = await listTaughtTexts(tx)
    // What a person wrote down counts before what a decision implies.
    const known = new Set(taught.map(({ text }) => hashExample(text)))
    const isNew = (text: string): boolean => {
      const hash = hashExample(text)
      if (known.has(hash)) return false
      known.add(hash)
      return true
    }
    const approved = (await listApprovedQuestions(tx, mostDecisions)).filter(({ text }) => isNew(text))
    const within = [...taught, ...approved].flatMap(({ intent, text }) =>
      intent === null ? [] : [{ intent, text }],
    )
    if (new Set(within.map(({ intent }) => intent)).size < 2) return null
    return {
      within,
      outside: taught.filter(({ intent }) => intent === null).map(({ text }) => text),
      unlabelled: (await listCustomerTexts(tx, mostUnlabelled)).filter(isNew),
      sourceHash,
    }
  })
}

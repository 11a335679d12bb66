import type { Model } from '../ai/model.port.ts'
import { createOfflineModel } from '../ai/offline/offline.model.ts'
import { createOpenAiModel } from '../ai/openai.model.ts'
import { createResilientModel } from '../ai/resilient.model.ts'
import type { Config } from '../config/config.ts'
import type { Log } from '../telemetry/log.ts'

const openAiUrl = 'https://api.openai.com/v1'

/** The configured model, with the offline one standing in whenever it fails. */
export function makeModel(config: Config['ai'], log: Log): Model {
  const local = createOfflineModel()
  if (config.provider === 'offline') return local
  const primary = createOpenAiModel({
    apiKey: config.apiKey,
    baseURL: config.baseUrl ?? openAiUrl,
    model: config.model,
    embedModel: config.embedModel ?? 'text-embedding-3-small',
  })
  return createResilientModel({
    primary,
    local,
    onFailure: failure => log.warn({ failure: failure.code }, 'the model failed; the offline one answers'),
  })
}

/** What every model is told and no customer is to read. */
export { promptWords } from '../ai/prompts/draft-reply.prompt.ts'

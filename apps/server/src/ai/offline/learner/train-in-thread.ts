import { Worker } from 'node:worker_threads'
import type { IntentExamples } from './train-intents.ts'

export interface TrainedIntents {
  /** Bytes of `packClassifier`. */
  readonly packed: Uint8Array
  /** Share of texts that members learned without them put under the right intent, 0..1. */
  readonly accuracy: number
}

/**
 * Learns intents in a thread of its own: seconds during which nobody else has to wait.
 *
 * @param signal ends the thread and the waiting, with its reason
 */
export function trainInThread(examples: IntentExamples, signal?: AbortSignal): Promise<TrainedIntents> {
  return new Promise((done, fail) => {
    signal?.throwIfAborted()
    const worker = new Worker(new URL('./train-intents.worker.ts', import.meta.url), { workerData: examples })
    const stop = () => {
      fail(signal?.reason)
      void worker.terminate()
    }
    signal?.addEventListener('abort', stop, { once: true })
    worker.once('message', done)
    worker.once('error', fail)
    worker.once('exit', code => {
      signal?.removeEventListener('abort', stop)
      fail(new Error(`Learning intents ended with ${code} and no model`))
    })
  })
}

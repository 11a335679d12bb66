import { Worker } from 'node:worker_threads'
import type { ReadAnswer, ReadRequest, TextReader } from '../ingest.port.ts'

export interface ReaderBounds {
  /** Longest time over one document, milliseconds. */
  readonly timeoutMs: number
  /** Heap of the thread that reads, MiB. */
  readonly memoryMb: number
  /** A thread without work ends after so many milliseconds. */
  readonly restMs: number
}

const usual: ReaderBounds = { timeoutMs: 60_000, memoryMb: 384, restMs: 10_000 }

/**
 * Reads documents in a thread of its own, one after another: a document that takes too long or too much memory takes the thread
 * with it, not the server.
 */
export function makeTextReader(bounds: Partial<ReaderBounds> = {}): TextReader {
  const { timeoutMs, memoryMb, restMs } = { ...usual, ...bounds }
  let thread: Worker | null = null
  let resting: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()
  const stop = async () => {
    const ending = thread
    thread = null
    clearTimeout(resting)
    await ending?.terminate()
  }
  const begin = () => {
    thread ??= new Worker(new URL('./read.worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
      // The console belongs to the server: libraries warn about fonts.
      stdout: true,
      stderr: true,
    })
    return thread
  }
  async function readOne(request: ReadRequest, signal: AbortSignal): Promise<ReadAnswer> {
    if (signal.aborted) throw signal.reason
    clearTimeout(resting)
    const worker = begin()
    const answer = await new Promise<ReadAnswer | Error>(resolve => {
      const timer = setTimeout(() => finish({ ok: false, problem: 'knowledge.too_slow' }), timeoutMs)
      const finish = (value: ReadAnswer | Error) => {
        clearTimeout(timer)
        worker.removeAllListeners('message')
        worker.removeAllListeners('error')
        worker.removeAllListeners('exit')
        signal.removeEventListener('abort', abort)
        resolve(value)
      }
      const abort = () => finish(signal.reason instanceof Error ? signal.reason : new Error('stopped'))
      signal.addEventListener('abort', abort, { once: true })
      worker.once('message', (value: ReadAnswer) => finish(value))
      worker.once('error', (error: Error & { code?: string }) =>
        finish({
          ok: false,
          problem: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'knowledge.too_large' : 'knowledge.unreadable',
        }),
      )
      worker.once('exit', () => finish({ ok: false, problem: 'knowledge.unreadable' }))
      worker.postMessage(request)
    })
    const broken = answer instanceof Error || (!answer.ok && answer.problem !== 'knowledge.no_text')
    // After a failure nobody knows what the library has left behind.
    if (broken) await stop()
    else {
      resting = setTimeout(() => void stop(), restMs)
      resting.unref()
    }
    if (answer instanceof Error) throw answer
    return answer
  }
  return {
    read(request, { signal }) {
      const mine = last.then(() => readOne(request, signal))
      last = mine.catch(() => {})
      return mine
    },
    close: stop,
  }
}

import { parentPort } from 'node:worker_threads'
import type { ReadRequest } from '../ingest.port.ts'
import { readBytes } from './read-bytes.ts'

parentPort?.on('message', (request: ReadRequest) => {
  void readBytes(request).then(answer => parentPort?.postMessage(answer))
})

import { parentPort, workerData } from 'node:worker_threads'
import { packClassifier } from './pack-classifier.ts'
import { type IntentExamples, trainIntents } from './train-intents.ts'

const scoped = trainIntents(workerData as IntentExamples)
const packed = packClassifier(scoped)
parentPort?.postMessage({ packed, accuracy: scoped.accuracy })

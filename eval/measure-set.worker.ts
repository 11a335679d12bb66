import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { measureSet } from './measure-set.ts'
import { allSets } from './sets/all-sets.ts'

// Training is long: in a thread of its own it leaves the command free to answer signals and to measure two sets at once.
const given = z.object({ name: z.string(), data: z.string(), held: z.string().nullable() }).parse(workerData)
const set = allSets.find(({ name }) => name === given.name)
if (set === undefined) throw new Error(`No set is called ${given.name}`)
parentPort?.postMessage(measureSet(set, given))

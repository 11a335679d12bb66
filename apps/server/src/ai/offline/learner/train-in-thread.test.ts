import { describe, expect, it } from 'vitest'
import { unpackClassifier } from './pack-classifier.ts'
import { classifyScoped } from './scope-gate.ts'
import { trainInThread } from './train-in-thread.ts'

const within = [
  { intent: 'order_status', text: 'where is my parcel' },
  { intent: 'order_status', text: 'when will the courier come' },
  { intent: 'return', text: 'how do I return it' },
  { intent: 'return', text: 'money back for the lamp' },
]
const examples = { within, outside: ['bake a cake'], unlabelled: [] }

describe('learning in a thread', () => {
  it('gives a model that answers, while this thread goes on', async () => {
    let ticks = 0
    const clock = setInterval(() => {
      ticks += 1
    }, 1)
    const { packed, accuracy } = await trainInThread(examples)
    clearInterval(clock)
    expect(ticks).toBeGreaterThan(5)
    expect(accuracy).toBeGreaterThanOrEqual(0)
    expect(classifyScoped(unpackClassifier(packed), 'the parcel, please').ranked[0]?.label).toBe(
      'order_status',
    )
  })

  it('ends when it is told to, with the reason', async () => {
    const stopping = new AbortController()
    const training = trainInThread(examples, stopping.signal)
    stopping.abort(new Error('the server is stopping'))
    await expect(training).rejects.toThrow('the server is stopping')
    await expect(trainInThread(examples, stopping.signal)).rejects.toThrow('the server is stopping')
  })

  it('says so when there is nothing to learn from', async () => {
    const { packed } = await trainInThread({ within: [], outside: [], unlabelled: [] })
    expect(classifyScoped(unpackClassifier(packed), 'where is my parcel').nothingKnown).toBe(true)
  })
})

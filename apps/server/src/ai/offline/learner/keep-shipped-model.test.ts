import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { keepShippedModel } from './keep-shipped-model.ts'
import { packClassifier } from './pack-classifier.ts'
import { type IntentExamples, trainIntents } from './train-intents.ts'

const dir = mkdtempSync(join(tmpdir(), 'shipped-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const examples: IntentExamples = {
  within: [
    { intent: 'order_status', text: 'where is my parcel' },
    { intent: 'return', text: 'how do I return it' },
  ],
  outside: [],
  unlabelled: [],
}
let learned = 0
const learn = async (given: IntentExamples) => {
  learned += 1
  return packClassifier(trainIntents(given))
}
beforeEach(() => {
  learned = 0
})

describe('the shipped model', () => {
  it('is learned once and read from its file from then on', async () => {
    const first = await keepShippedModel(examples, learn, join(dir, 'once'))
    expect(await keepShippedModel(examples, learn, join(dir, 'once'))).toEqual(first)
    expect(learned).toBe(1)
    await keepShippedModel({ ...examples, outside: ['bake a cake'] }, learn, join(dir, 'once'))
    expect(learned).toBe(2)
  })

  it('is learned again when its file is broken, and the file is mended', async () => {
    const place = join(dir, 'broken')
    await keepShippedModel(examples, learn, place)
    const [file] = readdirSync(place)
    writeFileSync(join(place, file ?? ''), 'rubbish')
    await keepShippedModel(examples, learn, place)
    await keepShippedModel(examples, learn, place)
    expect(learned).toBe(2)
  })

  it('does without a file where none can be written', async () => {
    writeFileSync(join(dir, 'file'), '')
    chmodSync(join(dir, 'file'), 0o400)
    const model = await keepShippedModel(examples, learn, join(dir, 'file'))
    expect(model.classifier.labels).toEqual(['order_status', 'return'])
    expect(learned).toBe(1)
  })
})

import { describe, expect, it } from 'vitest'
import { customerSays, fixtureContext, fixtureNow } from '../suggest.fixture.ts'
import type { SuggestMessage } from '../suggest.types.ts'
import { gateStage } from './gate.stage.ts'

const at = fixtureNow
const customer = (text: string): SuggestMessage => ({ from: 'customer', text, sentAt: at })
const operator = (text: string): SuggestMessage => ({ from: 'operator', text, sentAt: at })
const ai = (text: string): SuggestMessage => ({ from: 'ai', text, sentAt: at })

describe('gate stage', () => {
  it.each<[string, readonly SuggestMessage[], string, number]>([
    ['a single message', [customer('one')], 'one', 1],
    ['a burst', [customer('one'), customer('two')], 'one\ntwo', 2],
    ['what came after the last reply', [customer('old'), operator('reply'), customer('new')], 'new', 1],
    ['what came after an automatic reply', [customer('old'), ai('reply'), customer('new')], 'new', 1],
    ['nothing when all is answered', [customer('old'), operator('reply')], '', 0],
    ['nothing when nobody wrote', [], '', 0],
    ['no invisible characters', [customer('a\u200bb'), customer('\u202e'), customer('c')], 'ab\nc', 3],
  ])('answers %s', (_, messages, text, messageCount) => {
    expect(gateStage(fixtureContext({ messages }), at).question).toMatchObject({ text, messageCount })
  })

  it('keeps what was said before as context', () => {
    const messages = [customer('I have a laptop'), operator('Which one?'), customer('the grey one')]
    expect(gateStage(fixtureContext({ messages }), at).question.context).toEqual(['I have a laptop'])
  })

  it.each<[string, readonly SuggestMessage[], 'en' | 'ru' | 'und' | null, string]>([
    ['the text', customerSays('Сколько стоит?'), 'en', 'ru'],
    ['the customer’s known language', customerSays('42'), 'ru', 'ru'],
    ['earlier turns', [customer('Сколько стоит лампа?'), operator('?'), customer('42')], null, 'ru'],
    ['the tenant', customerSays('42'), 'und', 'en'],
  ])('takes the language from %s', (_, messages, customerLanguage, language) => {
    expect(gateStage(fixtureContext({ messages, customerLanguage }), at).question.language).toBe(language)
  })

  it('knows when the shop is closed', () => {
    const tenant = { ...fixtureContext().tenant, workingHours: { days: [1], start: '12:00', end: '13:00' } }
    expect(gateStage(fixtureContext({ tenant }), at).verdict.outsideHours).toBe(true)
  })
})

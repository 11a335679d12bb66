import { describe, expect, it } from 'vitest'
import { gateConversation } from './gate-conversation.policy.ts'
import { gatePhrasesEn } from './gate-phrases.en.fixture.ts'
import { gatePhrasesRu } from './gate-phrases.ru.fixture.ts'

function gate(question: string) {
  return gateConversation({
    question,
    featureEnabled: true,
    channelAiEnabled: true,
    conversationAiEnabled: true,
    profileEnabled: true,
    flaggedKeywords: [],
    flaggedPhrases: [],
    forbiddenTopics: [],
    ignoreExamples: [],
    outsideHours: false,
  })
}

const lines = (text: string) => text.split('\n').filter(line => line !== '')

const says = {
  human: (text: string) => gate(text).rule === 'human_requested',
  legal: (text: string) => gate(text).rule === 'legal_threat',
  urgent: (text: string) => gate(text).rule === 'urgent_request',
  negative: (text: string) => gate(text).signals.negative > 0,
} as const

describe.each([
  ['English', gatePhrasesEn],
  ['Russian', gatePhrasesRu],
] as const)('what the gate hears in %s', (_, phrases) => {
  it.each(Object.keys(says) as (keyof typeof says)[])('hears %s where it is said, and only there', kind => {
    const yes = lines(phrases[kind].yes)
    const no = [...lines(phrases[kind].no), ...lines(phrases.ordinary)]
    expect(new Set(yes).size).toBeGreaterThanOrEqual(60)
    expect(new Set(no).size).toBeGreaterThanOrEqual(60)
    expect({
      unheard: yes.filter(text => !says[kind](text)),
      misheard: no.filter(text => says[kind](text)),
    }).toEqual({ unheard: [], misheard: [] })
  })
})

import type { Evidence } from '@countersign/shared/suggestion/evidence.types'
import { describe, expect, it } from 'vitest'
import { draftRequest, evidenceFixture } from '../model.fixture.ts'
import { composeReply } from './compose-reply.ts'
import { followPlaybook, isPlaybook, playbookSteps } from './follow-playbook.ts'

const text = `Viewing an apartment

- After "Hello, how can I help?" -> "Could you give me your name, please?"
- After "Could you give me your name, please?" -> "Which apartment would you like to see?"
- After "Which apartment would you like to see?" -> "Check calendar"
- After "Free" -> "Great, {apartment} is free on {day}."
`
const [base] = evidenceFixture as [Evidence]
const playbook: Evidence = {
  ...base,
  id: 'book',
  kind: 'document',
  title: 'Viewing an apartment',
  question: null,
  text,
  similarity: 0.5,
}
const at = new Date(0)
const customer = (said: string) => ({ from: 'customer', text: said, sentAt: at }) as const
const we = (said: string) => ({ from: 'operator', text: said, sentAt: at }) as const

describe('followPlaybook', () => {
  it('reads the steps of a playbook', () => {
    expect(isPlaybook(text)).toBe(true)
    expect(playbookSteps(text)).toHaveLength(4)
    expect(isPlaybook('After delivery, "check" the box -> it matters')).toBe(false)
  })

  it('opens where we have not said anything yet', () => {
    const answer = followPlaybook([customer('I want to see an apartment')], [playbook], 'en')
    expect(answer?.sentences).toEqual([
      { text: 'Could you give me your name, please?', evidenceIds: ['book'] },
    ])
  })

  it('goes on after what we said last, in about the same words', () => {
    const turns = [
      customer('I want to see an apartment'),
      we('Could you please give me your name?'),
      customer('Ben'),
    ]
    expect(followPlaybook(turns, [playbook], 'en')?.sentences[0]?.text).toBe(
      'Which apartment would you like to see?',
    )
  })

  it('calls for a person where the next step is an act', () => {
    const turns = [
      customer('an apartment'),
      we('Which apartment would you like to see?'),
      customer('North Hill'),
    ]
    expect(followPlaybook(turns, [playbook], 'en')).toEqual({ sentences: [], needsPerson: true })
  })

  it('never says a line with blanks', () => {
    const turns = [customer('an apartment'), we('Free'), customer('ok')]
    expect(followPlaybook(turns, [playbook], 'en')).toBeNull()
  })

  it('stays out of conversations about something else, or in another language', () => {
    expect(
      followPlaybook([customer('my charger is broken')], [{ ...playbook, similarity: 0.1 }], 'en'),
    ).toBeNull()
    expect(followPlaybook([customer('an apartment')], [playbook], 'ru')).toBeNull()
  })
})

describe('a reply from a playbook', () => {
  it('is its next line, and never the instruction itself', () => {
    const question = 'Hello, I want to see an apartment'
    const reply = composeReply(
      draftRequest({ question, turns: [customer(question)], intent: null, evidence: [playbook] }),
    )
    expect(reply.sentences.map(sentence => sentence.text)).toEqual([
      'Hello!',
      'Could you give me your name, please?',
    ])
    expect(reply.handoff).toBeNull()
  })
})

import assert from 'node:assert/strict'
import type { Journey } from '../runner/journey.types.ts'
import { until } from '../stage/until.ts'

export const editDraft: Journey = {
  name: 'an operator edits a draft and the customer reads the edited words',
  async run(stage) {
    const question = 'Can the delivery address of my order be changed today?'
    const edited = 'Yes, within 60 minutes of ordering. Tell us the new address and Anna will change it.'
    const [operator, customer] = await Promise.all([stage.openConsole('operator'), stage.openWidget()])
    await customer.write(question)
    await operator.openConversation(question)
    await operator.draft.waitFor()
    const draft = await operator.draftText()

    await operator.press('e')
    const field = operator.page.getByLabel('Edit the draft')
    await until('the field holds the draft', async () =>
      (await field.inputValue()).includes(draft.slice(0, 20)),
    )
    await field.fill(edited)
    await operator.press('Control+Enter')

    await customer.reads(edited)
    const server = await customer.customer()
    assert.deepEqual(await server.hears(1), [edited])
    return undefined
  },
}

export const rejectDraft: Journey = {
  name: 'an operator rejects a draft with a reason and nothing is sent',
  async run(stage) {
    const question = 'Can I collect my order in the shop tomorrow?'
    const reason = 'The shop is closed tomorrow'
    const operator = await stage.openConsole('operator')
    const customer = stage.customer()
    const id = await customer.write(question)
    await operator.openConversation(question)
    await operator.draft.waitFor()

    await operator.press('r')
    await operator.page.getByLabel('Why not? (optional)').fill(reason)
    const [request, answer] = await Promise.all([
      operator.page.waitForRequest(/\/trpc\/suggestion\.reject$/),
      operator.page.waitForResponse(/\/trpc\/suggestion\.reject$/),
      operator.press('Enter'),
    ])
    assert.equal((request.postDataJSON() as { reason?: string }).reason, reason)
    assert.equal(answer.status(), 200)

    await operator.openById(id)
    await operator.page.getByText('No draft, no evidence').waitFor()
    assert.equal(await operator.draft.count(), 0)
    assert.deepEqual(await customer.replies(), [])

    // An answer of one's own is still one key away.
    const own = 'Not tomorrow: the shop is closed. From Thursday on it waits for you at the counter.'
    await operator.press('w')
    await operator.page.keyboard.type(own)
    await operator.press('Control+Enter')
    assert.deepEqual(await customer.hears(1), [own])
    return undefined
  },
}

export const escalateDraft: Journey = {
  name: 'an escalated draft is claimed and handled in the escalation queue',
  async run(stage) {
    const question = 'Is there a fee when I collect my parcel from the shop?'
    const note = 'Ask the shop about this counter'
    const answer = 'Collecting is free at every counter, this one included.'
    const [operator, customer] = await Promise.all([stage.openConsole('operator'), stage.openWidget()])
    const { page } = operator
    await customer.write(question)
    const id = await operator.openConversation(question)
    await operator.draft.waitFor()

    await operator.press('x')
    await page.getByLabel('What should a colleague know? (optional)').fill(note)
    await operator.press('Enter')

    await operator.press('g', 'e')
    await page.getByRole('heading', { name: 'Escalations', level: 1 }).waitFor()
    await operator.rows(question).or(operator.rows(note)).first().click()
    await until('the conversation is open', () => operator.openId() === id)
    const strip = page.getByRole('region', { name: 'Escalation', exact: true })
    await strip.waitFor()
    await operator.press('c')
    await strip.filter({ hasText: 'Claimed by you' }).waitFor()

    await operator.press('w')
    await page.keyboard.type(answer)
    await page.getByRole('button', { name: 'Send and close escalation' }).click()
    await customer.reads(answer)
    await strip.waitFor({ state: 'detached' })
    const server = await customer.customer()
    assert.deepEqual(await server.hears(1), [answer])
    return undefined
  },
}

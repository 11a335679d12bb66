import assert from 'node:assert/strict'
import type { Journey } from '../runner/journey.types.ts'
import { oneLine } from '../windows/console-window.ts'

export const twoOperators: Journey = {
  name: 'two operators on one draft: one decides, the other is told who',
  async run(stage) {
    stage.allow(/status of 409 .*\/trpc\/suggestion\.approve$/, 'the second approval is refused')
    const [anna, tomas] = await Promise.all([stage.openConsole('operator'), stage.openConsole('operator2')])

    // Tomas looks on while Anna approves.
    const question = 'Until when do I have to order for express delivery tomorrow?'
    const customer = stage.customer()
    const id = await customer.write(question)
    await Promise.all([anna.openConversation(question), tomas.openConversation(question)])
    await Promise.all([anna.draft.waitFor(), tomas.draft.waitFor()])
    const draft = await anna.draftText()
    assert.equal(await tomas.draftText(), draft)
    await anna.press('Control+Enter')
    const decided = tomas.page.getByRole('region', { name: 'Already decided' })
    await decided.filter({ hasText: 'Anna Sokolova' }).waitFor()
    assert.equal(await tomas.page.getByRole('button', { name: /^Approve/ }).count(), 0)
    await tomas.press('Control+Enter')
    assert.deepEqual((await customer.hears(1)).map(oneLine), [draft])
    await tomas.press('u')
    await decided.waitFor({ state: 'detached' })
    await tomas.reply(draft).waitFor()

    // Both approve; the request of Tomas is on its way for longer.
    const second = 'Which goods may not be sent back once the seal is broken?'
    const other = stage.customer()
    const secondId = await other.write(second)
    await Promise.all([anna.openConversation(second), tomas.openConversation(second)])
    await Promise.all([anna.draft.waitFor(), tomas.draft.waitFor()])
    const secondDraft = await anna.draftText()
    const gate = Promise.withResolvers<void>()
    await tomas.page.route('**/trpc/suggestion.approve', async route => {
      await gate.promise
      await route.continue()
    })
    const refused = tomas.page.waitForResponse(/\/trpc\/suggestion\.approve$/)
    await tomas.press('Control+Enter')
    await anna.press('Control+Enter')
    await other.hears(1)
    gate.resolve()
    assert.equal((await refused).status(), 409)
    await tomas.page.getByText('Anna Sokolova decided this draft first.').first().waitFor()
    await tomas.openById(secondId)
    await tomas.reply(secondDraft).waitFor()
    assert.equal(await tomas.reply(secondDraft).count(), 1)
    assert.deepEqual((await other.replies()).map(oneLine), [secondDraft])
    assert.equal((await customer.replies()).length, 1)
    assert.notEqual(id, secondId)
    return undefined
  },
}

import assert from 'node:assert/strict'
import type { Journey } from '../runner/journey.types.ts'
import { oneLine } from '../windows/console-window.ts'

export const overtakenDraft: Journey = {
  name: 'a newer message voids the draft that is being read',
  async run(stage) {
    const question = 'What does it cost to send a parcel to Portugal?'
    const newer = 'Forget the parcel. Do students get a discount at your shop?'
    const operator = await stage.openConsole('operator')
    const customer = stage.customer()
    await customer.write(question)
    await operator.openConversation(question)
    await operator.draft.waitFor()
    const old = await operator.draftText()

    await customer.write(newer)
    const stale = operator.page.getByRole('region', { name: 'This draft was overtaken' })
    await stale.getByText(newer).waitFor()
    assert.equal(await operator.page.getByRole('button', { name: /^Approve/ }).count(), 0)
    await operator.press('Control+Enter')

    await stale.getByRole('button', { name: 'Show the new draft' }).waitFor()
    await operator.press('u')
    await operator.draft.waitFor()
    const fresh = await operator.draftText()
    assert.notEqual(fresh, old)
    // Had the key above approved the old draft, its reply would be here by now.
    assert.deepEqual(await customer.replies(), [])
    await operator.press('Control+Enter')
    assert.deepEqual((await customer.hears(1)).map(oneLine), [fresh])
    return undefined
  },
}

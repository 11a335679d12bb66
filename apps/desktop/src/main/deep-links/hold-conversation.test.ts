// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { holdConversation } from './hold-conversation.ts'

describe('a conversation asked for', () => {
  it('waits for the page, once, and only the last one', () => {
    const sent: string[] = []
    const holder = holdConversation(id => sent.push(id))
    holder.open('a')
    holder.open('b')
    expect(sent).toEqual([])
    holder.listen()
    expect(sent).toEqual(['b'])
    holder.listen()
    expect(sent).toEqual(['b'])
  })

  it('goes straight to a page that listens, and waits again while it reloads', () => {
    const sent: string[] = []
    const holder = holdConversation(id => sent.push(id))
    holder.listen()
    holder.open('a')
    holder.leave()
    holder.open('b')
    expect(sent).toEqual(['a'])
    holder.listen()
    expect(sent).toEqual(['a', 'b'])
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { type Chat, createChat } from './chat.ts'
import { openStore } from './storage.ts'
import { createLiteralSocket, type LiteralSocket, letIn } from './testing/literal-socket.ts'
import { createManualClock } from './testing/manual-clock.ts'
import { createMemoryStorage } from './testing/memory-storage.ts'
import type { ThreadMessage } from './thread.ts'

/** A shop's page with a server behind it that keeps the channel's contract; `reload` opens the page again. */
function createWorld() {
  const local = createMemoryStorage()
  const tab = createMemoryStorage()
  const clock = createManualClock()
  const sockets: LiteralSocket[] = []
  const server = {
    up: true,
    messages: [] as ThreadMessage[],
    sessions: new Set<string>(),
    posts: 0,
    reads: 0,
  }
  const page = { visible: true }
  let bytes = 0
  let chat: Chat

  function open(): Chat {
    chat = createChat({
      settings: {
        origin: 'https://support.example',
        channelKey: 'demo',
        language: 'en',
        brand: [15, 118, 110],
        shadow: 'closed',
      },
      lasting: openStore('demo', () => local),
      passing: openStore('demo', () => tab),
      transport: {
        async post({ sessionId, messageId, text }) {
          server.posts++
          if (!server.up) return { kind: 'unavailable', reached: false }
          server.sessions.add(sessionId)
          const duplicate = server.messages.some(message => message.messageId === messageId)
          if (!duplicate) add(true, text, messageId)
          return { kind: 'accepted', duplicate }
        },
        async fetchAfter(_sessionId, after) {
          server.reads++
          if (!server.up) return { kind: 'failed', reached: false }
          return { kind: 'page', messages: server.messages.filter(message => message.seq > after) }
        },
      },
      openSocket(address) {
        const socket = createLiteralSocket(address)
        sockets.push(socket)
        return socket
      },
      clock,
      random: () => 0.5,
      randomBytes: length => Uint8Array.from({ length }, () => ++bytes % 256),
      isVisible: () => page.visible,
    })
    document.body.append(chat.panel.host)
    return chat
  }

  function add(fromCustomer: boolean, text: string, messageId?: string): void {
    const seq = server.messages.length + 1
    server.messages.push({
      id: `id${seq}`,
      fromCustomer,
      text,
      sentAt: clock.now(),
      seq,
      ...(messageId ? { messageId } : {}),
    })
  }

  open()
  const root = () => chat.panel.root
  const newest = () => sockets.at(-1) as LiteralSocket
  return {
    clock,
    server,
    page,
    sockets,
    local,
    newest,
    chat: () => chat,
    async write(text: string) {
      const field = root().querySelector('textarea') as HTMLTextAreaElement
      field.value = text
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
      await clock.advance(0)
    },
    async reply(text: string) {
      add(false, text)
      newest().receive(`42/webchat,["changed",{"seq":${server.messages.length}}]`)
      await clock.advance(0)
    },
    async reload() {
      chat.hide()
      chat.panel.stop()
      open()
      await clock.advance(0)
    },
    shown: () => [...root().querySelectorAll('.row')].map(row => row.querySelector('.text')?.textContent),
    words: () => [...root().querySelectorAll('.row .word')].map(word => word.textContent),
    badge: () => {
      const badge = root().querySelector<HTMLElement>('.badge')
      return badge?.hidden ? '' : badge?.textContent
    },
    offline: () => root().querySelector('.offline')?.textContent ?? '',
    isTyping: () => !root().querySelector<HTMLElement>('.typing')?.hidden,
    receipts: () => newest().sent.filter(frame => frame.includes('receipt')),
  }
}

afterEach(() => document.body.replaceChildren())

describe('chat', () => {
  it('gives a visitor who never writes no session, no request and no connection', async () => {
    const { chat, clock, server, sockets, local } = createWorld()
    chat().panel.setOpen(true, true)
    await clock.advance(600_000)
    expect(server.posts + server.reads + sockets.length).toBe(0)
    expect(local.getItem('countersign:demo:session')).toBeNull()
  })

  it('shows a message once from writing to the server’s copy, then follows the thread', async () => {
    const { chat, write, shown, words, sockets, server } = createWorld()
    chat().panel.setOpen(true, true)
    await write('Hello')
    expect(shown()).toEqual(['Hello'])
    expect(words()).toEqual(['Sent'])
    expect(sockets).toHaveLength(1)
    expect(server.messages).toHaveLength(1)
  })

  it('keeps messages through a lost network and a reload, and sends each once', async () => {
    const world = createWorld()
    world.chat().panel.setOpen(true, true)
    await world.write('one')
    world.server.up = false
    await world.write('two')
    await world.write('three')
    expect(world.offline()).toContain('No connection')
    expect(world.words().at(-1)).not.toBe('Sent')
    await world.reload()
    expect(world.shown()).toEqual(['two', 'three'])
    world.server.up = true
    world.chat().online()
    await world.clock.advance(0)
    expect(world.shown()).toEqual(['one', 'two', 'three'])
    expect(world.server.messages.map(message => message.text)).toEqual(['one', 'two', 'three'])
    expect(world.offline()).toBe('')
    expect(world.server.sessions.size).toBe(1)
  })

  it('counts replies on the launcher until they are seen, and tells the server both', async () => {
    const { chat, write, reply, newest, badge, receipts, page } = createWorld()
    await write('Hello')
    letIn(newest())
    await reply('Hi')
    await reply('How can we help?')
    expect(badge()).toBe('2')
    expect(receipts().at(-1)).toBe('42/webchat,["receipt",{"seq":3,"status":"delivered"}]')
    page.visible = false
    chat().panel.setOpen(true, true)
    expect(receipts().at(-1)).toContain('delivered')
    page.visible = true
    chat().visibilityChanged()
    expect(badge()).toBe('')
    expect(receipts().at(-1)).toBe('42/webchat,["receipt",{"seq":3,"status":"read"}]')
  })

  it('remembers over a reload what was read', async () => {
    const { chat, write, reply, newest, badge, reload, clock } = createWorld()
    await write('Hello')
    letIn(newest())
    await reply('Hi')
    chat().panel.setOpen(true, true)
    chat().panel.setOpen(false, true)
    await reload()
    await clock.advance(0)
    expect(badge()).toBe('')
    letIn(newest())
    await reply('And one more')
    expect(badge()).toBe('1')
  })

  it('shows typing until the reply comes, and for at most eight seconds', async () => {
    const { write, reply, newest, isTyping, clock } = createWorld()
    await write('Hello')
    letIn(newest())
    newest().receive('42/webchat,["typing",{"on":true}]')
    expect(isTyping()).toBe(true)
    await reply('Hi')
    expect(isTyping()).toBe(false)
    newest().receive('42/webchat,["typing",{"on":true}]')
    await clock.advance(7_999)
    expect(isTyping()).toBe(true)
    await clock.advance(1)
    expect(isTyping()).toBe(false)
  })

  it('brings back the draft and the open panel on the next page', async () => {
    const { chat, reload } = createWorld()
    chat().panel.setOpen(true, true)
    chat().panel.setDraft('half a sent')
    await reload()
    expect(chat().panel.isOpen()).toBe(true)
    expect(chat().panel.draft()).toBe('half a sent')
  })

  it('takes a server’s word on what arrived: a lost answer is not sent again', async () => {
    const { chat, write, newest, clock, server, words, local } = createWorld()
    await write('one')
    letIn(newest())
    await clock.advance(0)
    chat().panel.setOpen(true, true)
    server.up = false
    await write('two')
    const posts = server.posts
    const pending = chat().panel.root.querySelectorAll('.row')
    expect(pending).toHaveLength(2)
    const stored = JSON.parse(JSON.stringify(server.messages[0])) as ThreadMessage
    const [key] = openStore('demo', () => local).names('outbox.')
    server.messages.push({
      ...stored,
      id: 'id2',
      seq: 2,
      text: 'two',
      messageId: (key ?? '').slice('outbox.'.length),
    })
    server.up = true
    newest().receive('42/webchat,["changed",{"seq":2}]')
    await clock.advance(0)
    expect(words().at(-1)).toBe('Sent')
    await clock.advance(60_000)
    expect(server.posts).toBe(posts)
  })
})

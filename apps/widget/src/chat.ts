import type { Clock } from './clock.ts'
import { type Feed, followThread } from './feed.ts'
import type { Item } from './message-list.ts'
import type { Outgoing } from './outbox.ts'
import { createPanel, type Panel } from './panel.ts'
import { createSender } from './sender.ts'
import { findSession, newSecret, type RandomBytes, startSession } from './session.ts'
import type { Settings } from './settings.ts'
import type { SocketLike } from './socket.ts'
import type { Store } from './storage.ts'
import { countUnread, lastReplySeq, type Thread } from './thread.ts'
import type { Transport } from './transport.ts'

export interface ChatPorts {
  readonly settings: Settings
  /** Outlives the page: the session, the outbox, how far was read. */
  readonly lasting: Store
  /** Lives as long as the tab: the draft, whether the panel is open. */
  readonly passing: Store
  readonly transport: Transport
  readonly openSocket: (address: string) => SocketLike
  readonly clock: Clock
  /** A number in [0, 1). */
  readonly random: () => number
  readonly randomBytes: RandomBytes
  readonly isVisible: () => boolean
}

export interface Chat {
  readonly panel: Panel
  readonly online: () => void
  readonly offline: () => void
  readonly visibilityChanged: () => void
  /** The page goes away, for now or for good. */
  readonly hide: () => void
  /** It is back as it was (from the back/forward cache). */
  readonly show: () => void
}

const typingLimit = 8_000

/** Joins the parts: what is written goes to the sender, what the feed brings is shown, and both say what they saw. */
export function createChat(ports: ChatPorts): Chat {
  const { settings, lasting, passing, clock, random } = ports
  let thread: Thread = []
  let feed: Feed | null = null
  let typing = false
  let cancelTyping = () => {}
  let reachable = true
  let readSeq = 0

  const panel = createPanel({
    settings,
    onOpen(open) {
      passing.set('open', open ? '1' : '')
      if (open) sender.wake()
      render()
      feed?.look()
    },
    onSend: text => sender.write(text),
    onRetry: key => sender.retry(key),
    onDiscard: key => sender.discard(key),
  })

  const sender = createSender({
    store: lasting,
    clock,
    random,
    newMessageId: () => newSecret(ports.randomBytes),
    post: (messageId, text) =>
      ports.transport.post({ sessionId: startSession(lasting, ports.randomBytes), messageId, text }),
    onChange: render,
    onAnswer(answer) {
      reachable = answer.kind !== 'unavailable' || answer.reached
      if (answer.kind === 'accepted') {
        if (feed) feed.refresh()
        else follow()
      }
      render()
    },
  })

  /** From the first message on; before it the server has nothing to say to this browser. */
  function follow(): void {
    const sessionId = findSession(lasting)
    if (!sessionId || feed) return
    feed = followThread({
      origin: settings.origin,
      channelKey: settings.channelKey,
      sessionId,
      fetchAfter: ports.transport.fetchAfter,
      openSocket: ports.openSocket,
      clock,
      random,
      isVisible: ports.isVisible,
      isPanelOpen: panel.isOpen,
      onThread(next) {
        if (lastReplySeq(next) > lastReplySeq(thread)) setTyping(false)
        thread = next
        sender.confirm(new Set(thread.flatMap(message => message.messageId ?? [])))
        render()
      },
      onTyping: setTyping,
      onReach(reached) {
        if (reached && !reachable) sender.wake()
        reachable = reached
        render()
      },
    })
  }

  function setTyping(on: boolean): void {
    cancelTyping()
    typing = on
    // A lost "off" must not leave the shop typing for ever.
    if (on) cancelTyping = clock.after(typingLimit, () => setTyping(false))
    render()
  }

  function render(): void {
    const reply = lastReplySeq(thread)
    // Another tab of the same shop may have read further.
    readSeq = Math.max(readSeq, Number(lasting.get('read')) || 0)
    if (panel.isOpen() && ports.isVisible() && reply > readSeq) {
      readSeq = reply
      lasting.set('read', String(readSeq))
    }
    if (reply > 0) feed?.report({ delivered: reply, read: Math.min(readSeq, reply) })
    panel.render({
      items: chooseItems(thread, sender.outbox()),
      unread: countUnread(thread, readSeq),
      typing,
      reachable,
      now: clock.now(),
    })
  }

  function keepDraft(): void {
    passing.set('draft', panel.draft())
  }

  panel.setDraft(passing.get('draft') ?? '')
  if (passing.get('open')) panel.setOpen(true, false)
  render()
  follow()
  sender.wake()

  return {
    panel,
    online() {
      reachable = true
      sender.wake()
      feed?.wake()
      render()
    },
    offline() {
      reachable = false
      render()
    },
    visibilityChanged() {
      keepDraft()
      render()
      feed?.look()
    },
    hide() {
      keepDraft()
      // An open connection would keep the page out of the back/forward cache.
      feed?.stop()
      feed = null
    },
    show() {
      follow()
      sender.wake()
    },
  }
}

/** The server's thread, then what it does not show yet, in the order written. */
export function chooseItems(thread: Thread, outbox: readonly Outgoing[]): Item[] {
  const shown = thread.map(
    (message): Item => ({
      key: message.messageId ?? message.id,
      text: message.text,
      at: message.sentAt,
      state: { kind: message.fromCustomer ? 'sent' : 'received' },
    }),
  )
  const keys = new Set(shown.map(item => item.key))
  return [...shown, ...outbox.filter(message => !keys.has(message.messageId)).map(describeOutgoing)]
}

function describeOutgoing({ messageId, text, writtenAt, attempts, state }: Outgoing): Item {
  const item = { key: messageId, text, at: writtenAt }
  switch (state.kind) {
    case 'accepted':
      return { ...item, state: { kind: 'sent' } }
    case 'failed':
      return { ...item, state: { kind: 'failed', refusal: state.refusal } }
    case 'sending':
      // A repeat says "waiting" all along: flickering between two words tells nobody anything.
      return { ...item, state: { kind: attempts > 1 ? 'waiting' : 'sending' } }
    case 'queued':
      return { ...item, state: { kind: attempts > 0 ? 'waiting' : 'sending' } }
    default:
      return state satisfies never
  }
}

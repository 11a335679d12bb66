import '@countersign/shared/kernel/parse-without-eval'
import {
  type DesktopBridge,
  desktopPlatforms,
  type IpcCall,
  type IpcInput,
  type IpcReturns,
  ipcAnswer,
  ipcCalls,
  ipcEvents,
  type ProviderReturn,
} from '@countersign/shared/desktop/ipc.contract'
import type { ErrorCode } from '@countersign/shared/kernel/app-error'
import { contextBridge, ipcRenderer } from 'electron'
import { version } from '../../package.json'

/** Electron carries only an error's message between worlds, so the message is the code. */
function refusal(code: ErrorCode): Error {
  return new Error(code)
}

async function call<C extends IpcCall>(channel: C, ...args: IpcInput<C>): Promise<IpcReturns<C>> {
  const parsed = ipcCalls[channel].args.safeParse(args)
  if (!parsed.success) throw refusal('input.invalid')
  const answer = ipcAnswer.parse(await ipcRenderer.invoke(channel, ...parsed.data))
  if (!answer.ok) throw refusal(answer.code)
  return ipcCalls[channel].returns.parse(answer.value) as IpcReturns<C>
}

const listeners = new Set<(conversationId: string) => void>()

ipcRenderer.on('conversation:open', (_, payload: unknown) => {
  const conversationId = ipcEvents['conversation:open'].safeParse(payload)
  if (!conversationId.success) return
  for (const listener of listeners) listener(conversationId.data)
})

const providerListeners = new Set<(returned: ProviderReturn) => void>()

ipcRenderer.on('provider:returned', (_, payload: unknown) => {
  const returned = ipcEvents['provider:returned'].safeParse(payload)
  if (!returned.success) return
  for (const listener of providerListeners) listener(returned.data)
})

const bridge: DesktopBridge = {
  platform: desktopPlatforms.find(platform => platform === process.platform) ?? 'linux',
  version,
  serverUrl: () => call('server-url:get'),
  setServerUrl: url => call('server-url:set', url),
  refreshToken: {
    get: () => call('refresh-token:get'),
    set: token => call('refresh-token:set', token),
    clear: () => call('refresh-token:clear'),
  },
  notify: notice => call('notice:show', notice),
  setUnread: count => call('unread:set', count),
  provider: {
    signIn: () => call('provider:sign-in'),
    beginLink: () => call('provider:begin-link'),
    link: ticket => call('provider:link', ticket),
    onReturn(listener) {
      if (typeof listener !== 'function') throw refusal('input.invalid')
      const heard = (returned: ProviderReturn) => listener(returned)
      providerListeners.add(heard)
      if (providerListeners.size === 1) void call('provider:listen').catch(() => undefined)
      return () => {
        providerListeners.delete(heard)
      }
    },
  },
  onOpenConversation(listener) {
    if (typeof listener !== 'function') throw refusal('input.invalid')
    // Its own function, so that one listener given twice is heard twice and stopped once.
    const heard = (conversationId: string) => listener(conversationId)
    listeners.add(heard)
    if (listeners.size === 1) void call('conversation:listen').catch(() => undefined)
    return () => {
      listeners.delete(heard)
    }
  },
}

contextBridge.exposeInMainWorld('desktop', bridge)

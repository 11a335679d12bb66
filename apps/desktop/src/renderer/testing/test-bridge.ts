import type { DesktopBridge, ProviderReturn } from '@countersign/shared/desktop/ipc.contract'

/** A stand-in for the desktop around the page: says what was asked of it, and lets somebody come back from a provider. */
export function testBridge() {
  const asked: string[] = []
  const listeners = new Set<(returned: ProviderReturn) => void>()
  /** As the desktop does: who came back before the page listened is told of once it does. */
  let held: ProviderReturn | null = null
  const bridge: DesktopBridge = {
    platform: 'linux',
    version: '0.0.0',
    serverUrl: async () => 'https://desk.example',
    setServerUrl: async url => url,
    refreshToken: { get: async () => null, set: async () => 'stored', clear: async () => undefined },
    notify: async () => false,
    setUnread: async () => undefined,
    provider: {
      signIn: async () => void asked.push('sign-in'),
      async beginLink() {
        asked.push('begin-link')
        return 'h'.repeat(43)
      },
      link: async ticket => void asked.push(`link ${ticket}`),
      onReturn(listener) {
        listeners.add(listener)
        if (held !== null) listener(held)
        held = null
        return () => void listeners.delete(listener)
      },
    },
    onOpenConversation: () => () => undefined,
  }
  return {
    bridge,
    asked,
    comeBack(returned: ProviderReturn) {
      if (listeners.size === 0) held = returned
      for (const listener of listeners) listener(returned)
    },
  }
}

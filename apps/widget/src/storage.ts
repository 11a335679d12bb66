/** Small text values that outlive the page where the browser allows it. */
export interface Store {
  get(name: string): string | null
  set(name: string, value: string): void
  remove(name: string): void
  /** Names that start with `prefix`, in no particular order. */
  names(prefix: string): string[]
}

type WebStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/**
 * Values under `countersign:<channelKey>:` in the browser's storage. Reading `window.localStorage` itself may throw
 * (blocked third-party data, sandboxed frame) and writing may (quota); whatever cannot be written is kept in memory, so
 * that the chat works until the page closes.
 */
export function openStore(channelKey: string, open: () => WebStorage | null): Store {
  const prefix = `countersign:${channelKey}:`
  const memory = new Map<string, string>()
  const storage = attempt(open, null)

  return {
    get: name => memory.get(name) ?? attempt(() => storage?.getItem(prefix + name), null) ?? null,
    set(name, value) {
      const kept = attempt(() => {
        storage?.setItem(prefix + name, value)
        return storage !== null
      }, false)
      if (kept) memory.delete(name)
      else memory.set(name, value)
    },
    remove(name) {
      memory.delete(name)
      attempt(() => storage?.removeItem(prefix + name), undefined)
    },
    names(start) {
      const found = new Set([...memory.keys()].filter(name => name.startsWith(start)))
      attempt(() => {
        for (let index = 0; storage && index < storage.length; index++) {
          const key = storage.key(index)
          if (key?.startsWith(prefix + start)) found.add(key.slice(prefix.length))
        }
      }, undefined)
      return [...found]
    },
  }
}

function attempt<T>(run: () => T, otherwise: T): T {
  try {
    return run()
  } catch {
    return otherwise
  }
}

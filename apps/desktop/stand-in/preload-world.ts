/** Names of the two bindings between a page and the stand-in's main process. */
export const invokeBinding = '__standInInvoke'
export const receiveFunction = '__standInReceive'

/**
 * The script that runs a built preload at the start of every top document, with the part of `electron` a sandboxed
 * preload has. It runs in the page's own world: Electron's isolation between the two is not reproduced, only what
 * crosses it (frozen copies, functions by reference, errors reduced to their message).
 */
export function preloadScript(preloadSource: string, platform: string): string {
  return `(() => {
  if (window.top !== window) return
  const invoke = window[${JSON.stringify(invokeBinding)}]
  const listeners = new Map()
  Object.defineProperty(window, ${JSON.stringify(receiveFunction)}, {
    value: (channel, args) => { for (const listener of listeners.get(channel) ?? []) listener({}, ...args) },
  })
  const carry = value => {
    if (typeof value === 'function') {
      return (...args) => {
        const fail = error => { throw new Error(error instanceof Error ? error.message : String(error)) }
        try {
          const answer = value(...args)
          return answer instanceof Promise ? answer.then(carry, fail) : carry(answer)
        } catch (error) {
          return fail(error)
        }
      }
    }
    if (Array.isArray(value)) return Object.freeze(value.map(carry))
    if (value !== null && typeof value === 'object') {
      return Object.freeze(Object.fromEntries(Object.entries(value).map(([k, v]) => [k, carry(v)])))
    }
    return value
  }
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name, api) =>
        Object.defineProperty(window, name, { value: carry(api), enumerable: true }),
    },
    ipcRenderer: {
      invoke: (channel, ...args) => invoke(channel, args),
      on: (channel, listener) => {
        listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      },
    },
  }
  const require = name => {
    if (name === 'electron') return electron
    throw new Error('module not found: ' + name)
  }
  const process = Object.freeze({ platform: ${JSON.stringify(platform)}, sandboxed: true, contextIsolated: true })
  const module = { exports: {} }
  ;(function (require, process, module, exports) {
${preloadSource}
  })(require, process, module, module.exports)
})()`
}

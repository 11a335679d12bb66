import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** Somebody the provider knows, and what it says of them. */
export interface ProviderPerson {
  readonly subject: string
  readonly email: string
  readonly emailVerified: boolean
  /** How it says it has asked them, e.g. `['pwd', 'mfa']`. */
  readonly amr?: readonly string[]
}

export interface TestProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Takes the client that comes back to this address. */
  register(redirectUri: string): Promise<void>
  /** Who is at the provider's screen from now on; null says no there. */
  seat(person: ProviderPerson | null): Promise<void>
  /** Answers nothing more, or does again. */
  setDown(down: boolean): Promise<void>
  close(): Promise<void>
}

type Order =
  | { readonly what: 'register'; readonly redirectUri: string }
  | { readonly what: 'seat'; readonly person: ProviderPerson | null }
  | { readonly what: 'down'; readonly down: boolean }
export type ProviderOrder = Order & { readonly id: number }

/** A certified OpenID provider in a process and on a port of its own, whose screens answer by themselves. */
export async function startProvider(): Promise<TestProvider> {
  const child = fork(join(import.meta.dirname, 'oidc-provider.process.ts'), {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  // It warns of what it is, a provider for tests; that is of interest when it fails.
  let said = ''
  child.stderr?.on('data', chunk => {
    said = `${said}${chunk}`.slice(-2000)
  })
  const failed = once(child, 'exit').then(() => {
    throw new Error(`the provider did not start: ${said}`)
  })
  failed.catch(() => undefined)
  const [opened] = (await Promise.race([once(child, 'message'), failed])) as [
    Pick<TestProvider, 'issuer' | 'clientId' | 'clientSecret'>,
  ]
  let orders = 0
  const tell = (order: Order) => {
    orders += 1
    const id = orders
    return new Promise<void>(resolve => {
      const hear = (answer: { done?: number }) => {
        if (answer.done !== id) return
        child.off('message', hear)
        resolve()
      }
      child.on('message', hear)
      child.send({ ...order, id })
    })
  }
  return {
    ...opened,
    register: redirectUri => tell({ what: 'register', redirectUri }),
    seat: person => tell({ what: 'seat', person }),
    setDown: down => tell({ what: 'down', down }),
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}

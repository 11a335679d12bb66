import { z } from 'zod'
import { oidcOutcomes } from '../identity/oidc.contract.ts'
import { type ErrorCode, errorStatus } from '../kernel/app-error.ts'
import { uuid } from '../kernel/ids.ts'
import { serverUrl } from './server-url.policy.ts'

/** A refresh token as the server issued it: opaque, visible ASCII. */
export const refreshTokenText = z
  .string()
  .max(4096)
  .regex(/^[\x21-\x7e]+$/)

/** What the operating system may show about one conversation. Shown, never stored or logged. */
export const notice = z.strictObject({
  title: z.string().trim().min(1).max(120),
  body: z.string().max(400),
  conversationId: uuid,
})
export type Notice = z.infer<typeof notice>

/** How a way to the sign-in provider and back ended. `code` and `verifier` are for `auth.exchangeOidc`, once. */
export const providerReturn = z.strictObject({
  outcome: z.enum(oidcOutcomes),
  code: z
    .string()
    .regex(/^[\w-]{20,200}$/)
    .nullable(),
  verifier: z
    .string()
    .regex(/^[\w-]{43}$/)
    .nullable(),
})
export type ProviderReturn = z.infer<typeof providerReturn>

const verifierHash = z.string().regex(/^[\w-]{43}$/)
const linkTicket = z.string().regex(/^[\w-]{20,200}$/)

/** `stored`: encrypted by the operating system. `session`: no encryption here, so it lasts until the console quits. */
const tokenKept = z.enum(['stored', 'session'])
export type TokenKept = z.infer<typeof tokenKept>

const nothing = z.undefined()

/** Every call the console window may make into the desktop, by channel: its arguments and what it answers. */
export const ipcCalls = {
  'server-url:get': { args: z.tuple([]), returns: z.string() },
  'server-url:set': { args: z.tuple([serverUrl]), returns: z.string() },
  'refresh-token:get': { args: z.tuple([]), returns: refreshTokenText.nullable() },
  'refresh-token:set': { args: z.tuple([refreshTokenText]), returns: tokenKept },
  'refresh-token:clear': { args: z.tuple([]), returns: nothing },
  'notice:show': { args: z.tuple([notice]), returns: z.boolean() },
  'unread:set': { args: z.tuple([z.int().min(0).max(1_000_000)]), returns: nothing },
  'conversation:listen': { args: z.tuple([]), returns: nothing },
  'provider:sign-in': { args: z.tuple([]), returns: nothing },
  'provider:begin-link': { args: z.tuple([]), returns: verifierHash },
  'provider:link': { args: z.tuple([linkTicket]), returns: nothing },
  'provider:listen': { args: z.tuple([]), returns: nothing },
} as const

/** Every announcement the desktop may make to the console window, by channel. */
export const ipcEvents = {
  /** A person asked for this conversation: a link, or a notification they clicked. */
  'conversation:open': uuid,
  /** Somebody came back from the sign-in provider. */
  'provider:returned': providerReturn,
} as const

export type IpcCall = keyof typeof ipcCalls
/** What the page passes, before parsing. */
export type IpcInput<C extends IpcCall> = z.input<(typeof ipcCalls)[C]['args']>
/** What the main process gets, parsed. */
export type IpcArgs<C extends IpcCall> = z.output<(typeof ipcCalls)[C]['args']>
export type IpcReturns<C extends IpcCall> = z.output<(typeof ipcCalls)[C]['returns']>
export type IpcEvent = keyof typeof ipcEvents
export type IpcPayload<E extends IpcEvent> = z.output<(typeof ipcEvents)[E]>

const errorCode = z.enum(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]])

/**
 * How an answer travels. A refusal is a value, because Electron keeps only the message of a thrown error.
 */
export const ipcAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), code: errorCode }),
])

export const desktopPlatforms = ['darwin', 'win32', 'linux'] as const
export type DesktopPlatform = (typeof desktopPlatforms)[number]

/**
 * `window.desktop`: all that the console may ask of the desktop it runs in; absent in a browser. Every call may reject
 * with an `Error` whose message is an `ErrorCode` and nothing else (`input.invalid`, `auth.forbidden`, `server.error`).
 */
export interface DesktopBridge {
  readonly platform: DesktopPlatform
  readonly version: string
  /** The server's origin, without a trailing slash. */
  serverUrl(): Promise<string>
  /** Answers the origin. On another server the refresh token is dropped and the page loads again, so act on nothing after it. */
  setServerUrl(url: string): Promise<string>
  readonly refreshToken: {
    get(): Promise<string | null>
    set(token: string): Promise<TokenKept>
    clear(): Promise<void>
  }
  /** Answers whether it was shown; clicking it opens the conversation. */
  notify(notice: Notice): Promise<boolean>
  setUnread(count: number): Promise<void>
  readonly provider: {
    /** Opens the provider's sign-in in the system's browser. */
    signIn(): Promise<void>
    /** Begins to link an account there: answers the hash of a verifier, for `account.linkOidc`. */
    beginLink(): Promise<string>
    /** Goes on with it in the system's browser, with the ticket in the address that was answered. */
    link(ticket: string): Promise<void>
    /** Also called with the return that came before anyone listened. Returns the way to stop. */
    onReturn(listener: (returned: ProviderReturn) => void): () => void
  }
  /** Also called with the conversation asked for before anyone listened. Returns the way to stop. */
  onOpenConversation(listener: (conversationId: string) => void): () => void
}

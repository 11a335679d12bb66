/** What the tests use of libraries that bring no types. */
declare module 'smtp-server' {
  import type { Readable } from 'node:stream'

  export interface SmtpSession {
    readonly envelope: { readonly rcptTo: readonly { readonly address: string }[] }
  }
  type Done = (error?: Error | null) => void
  export class SMTPServer {
    readonly server: import('node:net').Server
    constructor(options: {
      authOptional?: boolean
      allowInsecureAuth?: boolean
      disabledCommands?: readonly string[]
      logger?: boolean
      onAuth?(
        auth: { username?: string; password?: string },
        session: SmtpSession,
        done: (error: Error | null, answer?: { user: string }) => void,
      ): void
      onRcptTo?(address: { address: string }, session: SmtpSession, done: Done): void
      onData?(stream: Readable, session: SmtpSession, done: Done): void
    })
    listen(port: number, host: string, done: () => void): void
    close(done: () => void): void
    on(event: 'error', listener: (error: Error) => void): void
  }
}

declare module 'mailparser' {
  export interface ParsedMail {
    readonly subject?: string
    readonly text?: string
    readonly html?: string | false
    readonly messageId?: string
    readonly from?: { readonly text: string }
    readonly to?: { readonly text: string }
    readonly headers: ReadonlyMap<string, unknown>
  }
  export function simpleParser(source: import('node:stream').Readable): Promise<ParsedMail>
}

declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  interface Grant {
    addOIDCScope(scope: string): void
    save(): Promise<string>
  }
  interface Context {
    readonly oidc: {
      readonly provider: OidcProvider
      readonly client: { readonly clientId: string }
      readonly session: { readonly accountId: string }
    }
  }
  class OidcProvider {
    readonly Grant: new (of: {
      clientId: string
      accountId: string
    }) => Grant
    constructor(
      issuer: string,
      configuration: Readonly<Record<string, unknown>> & {
        findAccount(context: Context, subject: string): unknown
        loadExistingGrant(context: Context): Promise<Grant>
      },
    )
    callback(): (request: IncomingMessage, response: ServerResponse) => void
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: unknown): Promise<void>
  }
  export default OidcProvider
}

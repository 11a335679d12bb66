import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface TestSmtp {
  /** `smtp://`, with user and password when it asks for them. */
  readonly url: string
  readonly received: ParsedMail[]
  /** Refuses the next messages with this answer; null takes them again. */
  refuse(at: 'rcpt' | 'data', code: number | null): void
  close(): Promise<void>
}

/** A mail server on a port of its own, without TLS. */
export async function startSmtp(login?: { user: string; password: string }): Promise<TestSmtp> {
  const received: ParsedMail[] = []
  const refusals = { rcpt: null as number | null, data: null as number | null }
  const answer = (at: 'rcpt' | 'data') => {
    const code = refusals[at]
    return code === null
      ? null
      : Object.assign(new Error('no such person here: secret@x.test'), { responseCode: code })
  }
  const server = new SMTPServer({
    authOptional: login === undefined,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth(auth, _session, done) {
      const right = auth.username === login?.user && auth.password === login?.password
      if (right) done(null, { user: auth.username ?? '' })
      else done(new Error('wrong password'))
    },
    onRcptTo: (_address, _session, done) => done(answer('rcpt')),
    onData(stream, _session, done) {
      simpleParser(stream).then(mail => {
        const refused = answer('data')
        if (refused === null) received.push(mail)
        done(refused)
      }, done)
    },
  })
  server.on('error', () => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  const who =
    login === undefined ? '' : `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@`
  return {
    url: `smtp://${who}127.0.0.1:${port}`,
    received,
    refuse(at, code) {
      refusals[at] = code
    },
    close: () => new Promise(resolve => server.close(resolve)),
  }
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface LocalSite {
  readonly url: string
  readonly port: number
  /** Paths asked for, in order. */
  readonly asked: string[]
  close(): Promise<void>
}

export type Answer = (request: IncomingMessage, response: ServerResponse, path: string) => void

/** A real site on this machine. */
export async function openSite(answer: Answer): Promise<LocalSite> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response, request.url ?? '')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    asked,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

export const html = (response: ServerResponse, body: string) =>
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body)
export const lead = (response: ServerResponse, location: string) =>
  response.writeHead(302, { location }).end()

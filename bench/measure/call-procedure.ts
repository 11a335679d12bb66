import type { KeepAliveClient } from './keep-alive-client.ts'

/**
 * Calls a procedure of the console's API, as scripts do.
 *
 * @param kind queries are read with GET
 * @throws with the product's error code when it is refused
 */
export async function callProcedure<T>(
  client: KeepAliveClient,
  kind: 'query' | 'mutation',
  name: string,
  input: unknown,
): Promise<T> {
  const path = `/trpc/${name}`
  const { status, body } = await (kind === 'mutation'
    ? client.post(path, input)
    : client.get(`${path}?input=${encodeURIComponent(JSON.stringify(input))}`))
  const answer = JSON.parse(body) as { result?: { data: T }; error?: { data?: { code?: string } } }
  if (answer.result === undefined) throw new Error(`${name}: ${status} ${answer.error?.data?.code ?? ''}`)
  return answer.result.data
}

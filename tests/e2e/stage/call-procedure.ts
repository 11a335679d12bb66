import type { Request } from 'playwright-core'

export interface Answered {
  readonly status: number
  /** What the procedure answered, when it did. */
  readonly data: unknown
  /** The refusal's code, when it refused. */
  readonly code: string | null
}

/**
 * Sends a request of the console again, with its own sign-in and some of its input changed: what a second press, another tab or a
 * slow network would do.
 */
export async function sendAgain(request: Request, changes: Record<string, unknown>): Promise<Answered> {
  const { authorization } = await request.allHeaders()
  const input = { ...(request.postDataJSON() as Record<string, unknown>), ...changes }
  const answer = await fetch(request.url(), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: authorization ?? '' },
    body: JSON.stringify(input),
  })
  const body = (await answer.json()) as {
    result?: { data: unknown }
    error?: { data?: { code?: string } }
  }
  return { status: answer.status, data: body.result?.data, code: body.error?.data?.code ?? null }
}

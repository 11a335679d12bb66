import { z } from 'zod'
import { ok, type Result, refused } from '../kernel/result.ts'

export const defaultServerUrl = 'http://127.0.0.1:4310'

export type ServerUrlProblem = 'not_a_url' | 'not_http' | 'has_credentials' | 'has_path' | 'not_encrypted'

/** Hosts that never leave the machine, so that plain http to them cannot be read on the way. Takes `URL.hostname`. */
function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  )
}

/**
 * The address of a Countersign server as a person typed it → its origin (`https://desk.example.com`, no trailing
 * slash). Refuses `input.invalid` with the problem: plain http is for loopback only, because the access token and
 * customers' words travel on it.
 */
export function parseServerUrl(text: string): Result<string, { problem: ServerUrlProblem }> {
  let url: URL
  try {
    url = new URL(text.trim())
  } catch {
    return refused('input.invalid', { problem: 'not_a_url' })
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return refused('input.invalid', { problem: 'not_http' })
  }
  if (url.username !== '' || url.password !== '') {
    return refused('input.invalid', { problem: 'has_credentials' })
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    return refused('input.invalid', { problem: 'has_path' })
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return refused('input.invalid', { problem: 'not_encrypted' })
  }
  return ok(url.origin)
}

/** `parseServerUrl` as a schema: gives the origin; the issue's message is the problem. */
export const serverUrl = z
  .string()
  .max(2048)
  .transform((text, context) => {
    const parsed = parseServerUrl(text)
    if (parsed.ok) return parsed.value
    context.addIssue({ code: 'custom', message: parsed.details?.problem ?? 'not_a_url' })
    return z.NEVER
  })

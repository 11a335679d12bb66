/**
 * The console page's rules. It runs its own files only, and talks to the configured server only (`serverUrl` is an
 * origin that passed `parseServerUrl`, so it cannot add a directive of its own).
 */
export function contentSecurityPolicy(serverUrl: string): string {
  const socketUrl = serverUrl.replace(/^http/, 'ws')
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data: ${serverUrl}`,
    "font-src 'self'",
    `connect-src 'self' ${serverUrl} ${socketUrl}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Headers of every answer of the console's own scheme. */
export function assetHeaders(contentType: string, serverUrl: string): Record<string, string> {
  return {
    'Content-Type': contentType,
    'Content-Security-Policy': contentSecurityPolicy(serverUrl),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  }
}

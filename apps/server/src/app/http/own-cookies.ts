/** A cookie as this server sets and reads it. */
export interface OwnCookie {
  header(value: string, maxAgeSeconds: number): string
  read(header: string | undefined): string | null
}

/** The refresh token of a browser, for nobody but the console's API. */
export const refreshCookie = (secure: boolean) =>
  ownCookie({ name: 'countersign_refresh', path: '/trpc', sameSite: 'Strict' }, secure)

/**
 * Says that two requests come from one browser, on the way to the OpenID provider and back; opens nothing by itself. The
 * provider's answer comes from elsewhere: Lax.
 */
export const oidcCookie = (secure: boolean) =>
  ownCookie({ name: 'countersign_oidc', path: '/', sameSite: 'Lax' }, secure)
/** As long as a way to the provider and a forgotten password may take, seconds. */
export const oidcCookieSeconds = 30 * 60

/**
 * Under https a browser takes a cookie with the prefix `__Host-` from this very host alone, so that no neighbour under the
 * same domain can slip in one of theirs. The prefix wants https and the whole host for a path.
 */
function ownCookie(
  cookie: { name: string; path: string; sameSite: 'Strict' | 'Lax' },
  secure: boolean,
): OwnCookie {
  const name = secure ? `__Host-${cookie.name}` : cookie.name
  const path = secure ? '/' : cookie.path
  return {
    header(value, maxAge) {
      const attributes = [`Path=${path}`, 'HttpOnly', `SameSite=${cookie.sameSite}`, `Max-Age=${maxAge}`]
      if (secure) attributes.push('Secure')
      return `${name}=${value}; ${attributes.join('; ')}`
    },
    read(header) {
      const found = (header ?? '').split(';').find(part => part.trim().startsWith(`${name}=`))
      const value = found?.trim().slice(name.length + 1) ?? ''
      // 256 bits in base64url, or none of ours.
      return /^[\w-]{43}$/.test(value) ? value : null
    },
  }
}

const name = 'countersign_oidc'
/** As long as a way to the provider and a forgotten password may take, seconds. */
const maxAge = 30 * 60

/** Says that two requests come from one browser; opens nothing by itself. The provider's answer comes from elsewhere: Lax. */
export function oidcCookieHeader(value: string, secure: boolean): string {
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${maxAge}`]
  if (secure) attributes.push('Secure')
  return `${name}=${value}; ${attributes.join('; ')}`
}

export function readOidcCookie(header: string | undefined): string | null {
  const found = (header ?? '').split(';').find(part => part.trim().startsWith(`${name}=`))
  const value = found?.trim().slice(name.length + 1) ?? ''
  return /^[\w-]{43}$/.test(value) ? value : null
}

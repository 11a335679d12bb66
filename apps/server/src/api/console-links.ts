/** Pages of the console that mails lead to. Addresses are one segment deep; secrets are in the query of a page that does not log it. */
const pages = {
  start: 'inbox',
  escalations: 'escalations',
  verifyEmail: 'verify-email',
  resetPassword: 'reset-password',
  confirmEmail: 'confirm-email',
  invite: 'invite',
} as const

/** @param publicUrl where people reach the server; never taken from a request, which could name any */
export function consoleLink(publicUrl: string, page: keyof typeof pages, token?: string): string {
  const query = token === undefined ? '' : `?token=${encodeURIComponent(token)}`
  return `${publicUrl}/app/${pages[page]}${query}`
}

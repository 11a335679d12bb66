/** One form for storing, comparing and counting. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase()
}

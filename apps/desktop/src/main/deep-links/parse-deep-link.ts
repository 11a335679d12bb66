import { uuid } from '@countersign/shared/kernel/ids'

export const deepLinkScheme = 'countersign'

export interface DeepLink {
  readonly kind: 'conversation'
  readonly conversationId: string
}

/**
 * `countersign://conversation/<uuid>` → what it asks for, or null. Any page or program can make the operating system
 * open such a link, so nothing but this exact form is understood; Windows and some Linux desktops add a last slash.
 */
export function parseDeepLink(text: string): DeepLink | null {
  const match = /^countersign:\/\/conversation\/([0-9a-f-]{36})\/?$/i.exec(text)
  const id = uuid.safeParse(match?.[1]?.toLowerCase())
  return id.success ? { kind: 'conversation', conversationId: id.data } : null
}

/** The link a start was given, on systems that pass it on the command line. */
export function findDeepLink(argv: readonly string[]): DeepLink | null {
  for (const argument of argv) {
    const link = parseDeepLink(argument)
    if (link !== null) return link
  }
  return null
}

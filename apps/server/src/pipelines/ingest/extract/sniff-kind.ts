import type { FileKind } from '@countersign/shared/knowledge/knowledge.contract'

export type Sniffed = FileKind | 'office-encrypted' | 'unknown'

const byName: Readonly<Record<string, FileKind>> = {
  pdf: 'pdf',
  docx: 'docx',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  md: 'markdown',
  markdown: 'markdown',
  txt: 'text',
  text: 'text',
  csv: 'csv',
  tsv: 'csv',
}

/**
 * What a file is: its first bytes decide where they tell, its name where they do not. A name that promises one thing over bytes
 * that are another is believed by nobody.
 */
export function sniffKind(name: string, bytes: Uint8Array): Sniffed {
  const named = byName[name.toLowerCase().split('.').at(-1) ?? ''] ?? null
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (head.includes('%PDF-')) return 'pdf'
  if (head.startsWith('PK\u0003\u0004')) return isLetter(bytes) ? 'docx' : 'unknown'
  // An Office file behind a password is a file system of another age with one sealed stream in it.
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0')) return named === 'docx' ? 'office-encrypted' : 'unknown'
  return named ?? 'unknown'
}

/** An archive of any kind begins alike; the names of what is in it stand in the clear. */
function isLetter(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('word/document')
}

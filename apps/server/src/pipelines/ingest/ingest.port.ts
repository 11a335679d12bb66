import type { FileKind, IngestProblem } from '@countersign/shared/knowledge/knowledge.contract'

/** What a file or a page says. */
export interface ReadText {
  /** Null: it has no title of its own. */
  readonly title: string | null
  /** Plain text or Markdown, clean. */
  readonly text: string
  /** Addresses an HTML page links to, as written. */
  readonly links: readonly string[]
  /** An HTML page that asks not to be kept, or not to be followed. */
  readonly noIndex: boolean
  readonly noFollow: boolean
}

export type ReadAnswer =
  | { readonly ok: true; readonly read: ReadText }
  | { readonly ok: false; readonly problem: IngestProblem }

export interface ReadRequest {
  readonly kind: FileKind
  readonly bytes: Uint8Array
  /** What the sender says the bytes are encoded in. */
  readonly charset?: string | null | undefined
  /** Of an HTML page: what its links are relative to. */
  readonly url?: string | undefined
}

/** Turns bytes into text, in bounded time and memory. Whatever is wrong with them is answered, never thrown. */
export interface TextReader {
  read(request: ReadRequest, options: { readonly signal: AbortSignal }): Promise<ReadAnswer>
  close(): Promise<void>
}

export type FetchAnswer =
  | {
      readonly ok: true
      /** Where the redirects ended. */
      readonly url: string
      readonly kind: FileKind
      readonly bytes: Uint8Array
      /** As the server says; null when it does not. */
      readonly charset: string | null
    }
  | { readonly ok: false; readonly problem: IngestProblem; readonly status?: number | undefined }

/** Fetches from the public internet, and from nowhere else. */
export interface PageFetcher {
  fetch(
    url: string,
    options: {
      readonly signal: AbortSignal
      /** Asked before each redirect is followed. */
      readonly mayVisit?: ((url: string) => boolean | Promise<boolean>) | undefined
      /** A file of plain lines is wanted, whatever the server calls it; a page is `knowledge.not_a_page`. */
      readonly plainOnly?: boolean | undefined
    },
  ): Promise<FetchAnswer>
  close(): Promise<void>
}

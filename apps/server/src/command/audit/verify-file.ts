import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { makeChainReader } from '@countersign/shared/audit/audit-chain.policy'
import { say } from '../run-command.ts'

const lineFeed = 0x0a

/** The lines of a file, byte by byte what is in it: anything but UTF-8 ended with a line feed is an error. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let from = 0
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, from)) {
      yield decoder.decode(bytes.subarray(from, end))
      from = end + 1
    }
    rest = bytes.subarray(from)
  }
  // What no line feed ends was cut off, even where it reads well: told by a character that no line has.
  if (rest.length > 0) yield `${decoder.decode(rest)}\u0000`
}

/** Says whether an export is whole. @returns 0 when it is, 1 when not */
export async function verifyFile(file: string, head: string | undefined): Promise<number> {
  const reader = makeChainReader(text => createHash('sha256').update(text, 'utf8').digest('hex'))
  let line = 1
  try {
    for await (const text of linesOf(file)) {
      reader.read(text)
      line += 1
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    say(`line ${line}: it is not UTF-8`)
    return 1
  }
  const verdict = reader.end(head)
  if (!verdict.ok) {
    say(`line ${verdict.line}: ${verdict.problem}`)
    return 1
  }
  say(`whole: ${verdict.lines} lines of tenant ${verdict.tenantId}`)
  say(`head: ${verdict.head ?? 'none'}`)
  return 0
}

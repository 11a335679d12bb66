import type { Socket } from 'node:net'

/** Length and, in the first message of a connection, what it asks for. */
const head = 8
const startUp = 196_608

/**
 * Hands on what a PostgreSQL client sends in whole messages, whatever pieces the network cut it into.
 *
 * @returns takes a piece; answers with the messages it completes, null when it completes none
 */
export function makeMessageGatherer(): (piece: Buffer) => Buffer | null {
  let pieces: Buffer[] = []
  let size = 0
  /** Bytes until the message at the front is whole. */
  let wanted = 1
  let started = false
  /** Of the message that begins at `at`: null while its head is still to come. */
  const lengthAt = (bytes: Buffer, at: number): number | null => {
    const left = bytes.length - at
    if (started) return left < 5 ? null : 1 + bytes.readUInt32BE(at + 1)
    return left < head ? null : bytes.readUInt32BE(at)
  }
  return piece => {
    pieces.push(piece)
    size += piece.length
    if (size < wanted) return null
    const [first = piece] = pieces
    const bytes = pieces.length === 1 ? first : Buffer.concat(pieces)
    let end = 0
    for (;;) {
      const length = lengthAt(bytes, end)
      if (length === null || end + length > bytes.length) {
        wanted = length ?? bytes.length - end + 1
        break
      }
      // A question for encryption comes before it, and may come alone.
      if (!started && bytes.readUInt32BE(end + 4) === startUp) started = true
      // What calls itself shorter than its own head is for the server to refuse.
      end += Math.max(length, 5)
    }
    pieces = end < bytes.length ? [bytes.subarray(end)] : []
    size = bytes.length - end
    return end === 0 ? null : bytes.subarray(0, end)
  }
}

/**
 * Makes a connection hand on whole messages. pglite-socket 0.2.17 copies all it has of a message at each piece of it: 20 MB in
 * pieces of 64 kB take 13 s that way, and the process does nothing else meanwhile.
 */
export function gatherMessages(socket: Socket): void {
  const gather = makeMessageGatherer()
  const emit = socket.emit.bind(socket) as (event: string | symbol, ...rest: unknown[]) => boolean
  socket.emit = (event: string | symbol, ...rest: unknown[]) => {
    if (event !== 'data') return emit(event, ...rest)
    const whole = gather(rest[0] as Buffer)
    return whole === null || emit('data', whole)
  }
}

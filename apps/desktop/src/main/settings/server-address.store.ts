import { defaultServerUrl, parseServerUrl, serverUrl } from '@countersign/shared/desktop/server-url.policy'
import { z } from 'zod'
import { readJsonFile, writeJsonFile } from '../storage/json-file.ts'

const settings = z.object({ serverUrl })
const startFlag = '--server-url='

export interface ServerAddress {
  /** The server's origin. */
  get(): string
  /** Remembers another server; takes an origin that passed `parseServerUrl`. */
  set(url: string): void
}

/**
 * The server this console works with: the one a person set, else 127.0.0.1:4310. `--server-url=` on the command line
 * counts for one start and is not remembered, so that a server on another port can open its own console; one that is
 * not acceptable is passed over.
 */
export function openServerAddress(file: string, argv: readonly string[]): ServerAddress {
  const flag = argv.find(argument => argument.startsWith(startFlag))
  const asked = flag === undefined ? null : parseServerUrl(flag.slice(startFlag.length))
  let current = asked?.ok ? asked.value : (readJsonFile(file, settings)?.serverUrl ?? defaultServerUrl)
  return {
    get: () => current,
    set(url) {
      writeJsonFile(file, { serverUrl: url })
      current = url
    },
  }
}

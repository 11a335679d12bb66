import { hash, verify } from '@node-rs/argon2'

/** Argon2id (the library's default kind) with the parameters OWASP recommends for it: 19 MiB, 2 passes, 1 lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** @returns the PHC string to store */
export function hashPassword(password: string): Promise<string> {
  return hash(password, parameters)
}

let decoy: Promise<string> | undefined

/** Compares in the same time whether or not there is a password to compare with. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password')
  const compared = await verify(stored ?? (await decoy), password)
  return compared && stored !== null
}

/** Closes a switch over a union: adding a member without a case becomes a type error, and reaching this at run time is a bug. */
export function assertNever(value: never): never {
  throw new Error(`Unreachable case: ${JSON.stringify(value)}`)
}

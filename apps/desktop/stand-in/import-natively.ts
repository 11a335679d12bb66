/**
 * Node's own import, when this module is itself loaded by Node: a test runner's would rewrite the files it imports.
 * @public loaded with `require`, which leaves no import to be seen
 */
export function importNatively(url: string): Promise<unknown> {
  return import(url)
}

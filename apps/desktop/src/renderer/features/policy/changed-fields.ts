const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** The fields of `now` that differ from `before`. Only these are sent: two people who change different things keep both. */
export function changedFields<T extends object>(before: T, now: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(now).filter(([field, value]) => !same(before[field as keyof T], value)),
  ) as Partial<T>
}

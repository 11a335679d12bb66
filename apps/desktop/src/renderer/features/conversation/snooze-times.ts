export type SnoozeName = 'hour' | 'evening' | 'tomorrow' | 'monday' | 'week'

const at = (now: Date, days: number, hours: number) =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hours)

/** Times worth offering now, soonest first, in the machine's time zone. This evening is gone after 17:00. */
export function snoozeTimes(now: Date): { readonly name: SnoozeName; readonly until: Date }[] {
  const toMonday = (8 - now.getDay()) % 7 || 7
  const times: { name: SnoozeName; until: Date }[] = [
    { name: 'hour', until: new Date(now.getTime() + 3_600_000) },
    { name: 'evening', until: at(now, 0, 18) },
    { name: 'tomorrow', until: at(now, 1, 9) },
    { name: 'monday', until: at(now, toMonday, 9) },
    { name: 'week', until: at(now, 7, 9) },
  ]
  return times.filter(
    ({ name }) =>
      (name !== 'evening' || now.getHours() < 17) &&
      // On Sunday, Monday is tomorrow; on Monday, next Monday is a week away.
      (name !== 'monday' || (now.getDay() !== 0 && now.getDay() !== 1)),
  )
}

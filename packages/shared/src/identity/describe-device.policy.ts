const programs: readonly (readonly [RegExp, string])[] = [
  [/\bElectron\//, 'Countersign'],
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\/|\bOpera/, 'Opera'],
  [/\bYaBrowser\//, 'Yandex Browser'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\b(?:Headless)?Chrome\/|\bCriOS\/|\bChromium\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/**
 * What a device calls itself, as a person would say it: `Firefox on Windows`. Without version numbers, so that an update
 * does not make a new device. Null when it says nothing.
 */
export function describeDevice(userAgent: string | null): string | null {
  if (userAgent === null || userAgent.trim() === '') return null
  const name = (list: typeof programs) => list.find(([pattern]) => pattern.test(userAgent))?.[1]
  const program = name(programs)
  const system = name(systems)
  if (program !== undefined && system !== undefined) return `${program} on ${system}`
  const first = /^[\w.-]+/.exec(userAgent.trim())?.[0]
  return program ?? system ?? first?.slice(0, 60) ?? null
}

/** sRGB, each part 0..255. */
export type Rgb = readonly [number, number, number]

/** `#rgb` or `#rrggbb`; null for anything else. What passes here is the only text of a page that reaches a style sheet. */
export function parseColour(text: string | undefined): Rgb | null {
  const match = /^#(?:([0-9a-f]{3})|([0-9a-f]{6}))$/i.exec(text?.trim() ?? '')
  const short = match?.[1]
  const digits = match?.[2] ?? short?.replace(/./g, '$&$&')
  if (!digits) return null
  const value = Number.parseInt(digits, 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

export function formatColour(colour: Rgb): string {
  return `#${colour.map(part => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}

function luminance(colour: Rgb): number {
  const [r = 0, g = 0, b = 0] = colour.map(part => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Contrast ratio of WCAG 2.2, from 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  return [0, 1, 2].map(index => {
    const start = from[index] ?? 0
    return Math.round(start + ((to[index] ?? 0) - start) * share)
  }) as unknown as Rgb
}

const white: Rgb = [255, 255, 255]
const black: Rgb = [0, 0, 0]

/** The same hue, as bright as it goes. */
function brighten(colour: Rgb): Rgb {
  const most = Math.max(...colour)
  return most === 0 ? white : mix(black, colour, 255 / most)
}

export interface Palette {
  /** Filled buttons. */
  readonly fill: Rgb
  /** Text and signs on them. */
  readonly onFill: Rgb
  /** Links, focus rings: at least 4.5:1 on the surface and on the tint. */
  readonly ink: Rgb
  /** The customer's own bubbles. */
  readonly tint: Rgb
}

/**
 * The shop's colour made readable: whatever colour a shop picks, text and signs keep the contrast WCAG 2.2 AA asks for.
 * On a dark surface the buttons are as light as the links, or most brand colours would sink into it.
 */
export function choosePalette(brand: Rgb, surface: Rgb): Palette {
  const dark = luminance(surface) < 0.2
  const tint = mix(surface, brand, dark ? 0.26 : 0.11)
  // Lightened by its own glow first: white alone would turn a deep colour grey.
  const ends = dark ? [mix(brighten(brand), white, 0.3), white] : [black]
  const isReadable = (colour: Rgb) => Math.min(contrast(colour, surface), contrast(colour, tint)) >= 4.5
  let ink = brand
  for (const end of ends) {
    const start = ink
    for (let step = 1; step <= 20 && !isReadable(ink); step++) ink = mix(start, end, step / 20)
  }
  const fill = dark ? ink : brand
  return { fill, onFill: contrast(fill, white) >= 4.5 ? white : black, ink, tint }
}

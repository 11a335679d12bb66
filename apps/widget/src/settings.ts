import { parseColour, type Rgb } from './colour.ts'
import { chooseLanguage, type Language } from './strings.ts'

export interface Settings {
  /** Where the channel lives: the origin this script came from. */
  readonly origin: string
  readonly channelKey: string
  readonly language: Language
  readonly brand: Rgb
  /** Closed unless the page asks otherwise; open lets test and accessibility tools look inside. */
  readonly shadow: 'open' | 'closed'
}

const verdigris: Rgb = [15, 118, 110]

/**
 * Reads `<script src data-channel data-language data-color data-shadow>`; null without a channel or a usable address.
 * An element's `src` property is already resolved against the page.
 */
export function readSettings(
  script: { readonly src: string; readonly dataset: Readonly<Record<string, string | undefined>> },
  page: { readonly language: string; readonly navigatorLanguage: string },
): Settings | null {
  const { channel, language, color, shadow } = script.dataset
  const channelKey = channel?.trim()
  if (!channelKey || !URL.canParse(script.src)) return null
  const { origin, protocol } = new URL(script.src)
  if (protocol !== 'https:' && protocol !== 'http:') return null
  return {
    origin,
    channelKey,
    language: chooseLanguage([language, page.language, page.navigatorLanguage]),
    brand: parseColour(color) ?? verdigris,
    shadow: shadow === 'open' ? 'open' : 'closed',
  }
}

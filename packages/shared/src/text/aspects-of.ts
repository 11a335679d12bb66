import { foldText } from './clean-text.ts'

// What is asked about a thing hides in words too common to search for: "how long", "how much", "who pays". An answer shows it by its values.
const patterns: readonly (readonly [string, RegExp])[] = [
  [
    '§price',
    /how (?:much|expensive)(?! (?:time|longer|battery))|who (?:pays|has to pay|covers)|what do you charge|сколько (?:стоит|стоят|будет стоить|возьмете|с меня)|(?:кто|за чей счет) (?:платит|оплачивает)|за чей счет|почем(?!у)|по чем|[€$£₽]/u,
  ],
  [
    '§duration',
    /how (?:long|soon|fast|quickly|many (?:\p{L}+ )?(?:days|hours|weeks|months|years))|when (?:will|would|do|does|should|can|could) (?:i|we|my|the|it|they|you)(?!\p{L})|by when|until when|delivery times?|what(?:'s| is) (?:the|your) (?:deadline|warranty|guarantee)|(?:за |на )?сколько (?:дней|часов|недель|месяцев|времени|лет|идет|идут|ждать|действует|длится|занимает)|какая (?:\p{L}+ )?гарантия|как (?:долго|скоро|быстро)|(?:какие|какой|каков\p{L}*|на какой) (?:срок|сроки)(?!\p{L})|сроки?(?!\p{L})|когда (?:\p{L}+ )?(?:верн|прид|достав|приед|получ|будет|начисл)\p{L}*|\p{N}\s?(?:(?:full|calendar|business|working|рабоч\p{L}+|календарн\p{L}+) )?(?:hours?|days?|weeks?|months?|years?|час(?:а|ов)?|дня|дней|день|недел\p{L}+|месяц\p{L}*|лет|года?)(?!\p{L})/u,
  ],
  [
    '§steps',
    /how (?:do|can|should) (?:i|we)(?!\p{L})|how to(?!\p{L})|what (?:should|do|can|must) i do|what (?:now|next)(?!\p{L})|как (?:\p{L}+ )?\p{L}+(?:ть|ти|чь)(?:ся)?(?!\p{L})|что (?:мне )?(?:теперь )?делать|(?:^|[.!?:;\n] ?|\p{N}\. |please )(?:open|press|choose|enter|send|write|put|print|bring|take|report|click|go to|show|clean|wipe|hold)(?!\p{L})|(?<!\p{L})\p{L}{3,}(?:йте|ите)(?:сь)?(?!\p{L})/u,
  ],
  [
    '§address',
    /where (?:is|are) (?:your|the) (?:shop|store|office|showroom)|where (?:are you|can i find you|do i find you)|you find us at|how do i get to you|где (?:вы|вас|ваш\p{L}*|находится|расположен\p{L}*) ?(?:магазин\p{L}*|находит\p{L}*|найти|офис\p{L}*|расположен\p{L}*)?/u,
  ],
  [
    '§pickup',
    /(?<!\p{L})pick(?:s|ed|ing)? (?:(?:it|them|this|that|one|my|the|an|a|our) )?(?:(?:order|parcel|package|item|purchase|things?) )?up(?!\p{L})|(?<!\p{L})collect(?:s|ed|ing)? (?:\p{L}+ ){0,4}(?:in|at|from) (?:\p{L}+ )?(?:shop|store)(?!\p{L})/u,
  ],
  [
    '§beyond',
    /outside (?:of )?(?:the )?(?:eu|european union|union)(?!\p{L})|non-eu(?!\p{L})|(?:за предел\p{L}+|вне) (?:ес|евросоюза|европейского союза)(?!\p{L})/u,
  ],
]

/** Concepts a text shows by its phrasing or its values rather than by one word. */
export function aspectsOf(text: string): string[] {
  const folded = foldText(text)
  return patterns.filter(([, pattern]) => pattern.test(folded)).map(([concept]) => concept)
}

// What nearly every message asks for in some way, and nearly every page names: it tells passages apart, but says little by itself.
const broad = new Set(['§price', '§duration', '§steps'])

export function isBroad(concept: string): boolean {
  return broad.has(concept)
}

/** A text, folded, without the phrases that show broad concepts: what is left is what it is about. */
export function withoutAspects(text: string): string {
  return patterns
    .filter(([concept]) => isBroad(concept))
    .reduce((rest, [, pattern]) => rest.replace(new RegExp(pattern, 'gu'), ' '), foldText(text))
    .replace(/\s+/g, ' ')
    .trim()
}

/** A text to look for: words that mean one thing together ("pick it up", "collect it in the shop") are joined by the one that names it. */
export function spellOut(text: string): string {
  return aspectsOf(text).includes('§pickup') ? `${text} pickup` : text
}

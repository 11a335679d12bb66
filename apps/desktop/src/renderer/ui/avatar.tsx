import { cx } from './class-names.ts'

const tints = [
  'bg-[#e9dff0] text-[#5c3a70] dark:bg-[#41304a] dark:text-[#e0c9ec]',
  'bg-[#ece6d6] text-[#61532b] dark:bg-[#453f2b] dark:text-[#e8dcb5]',
  'bg-[#f1dce3] text-[#7d3450] dark:bg-[#4a2d38] dark:text-[#f1c6d4]',
  'bg-[#dde6ef] text-[#2f4f70] dark:bg-[#2a3a4a] dark:text-[#c2d8ee]',
  'bg-[#d9e8e8] text-[#22595b] dark:bg-[#253f40] dark:text-[#b8dfe0]',
  'bg-[#e4e8d6] text-[#4c5a22] dark:bg-[#363d26] dark:text-[#d5e0b0]',
] as const

/** First letters of the first and last word. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word))
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    word => word?.match(/[\p{L}\p{N}]/u)?.[0] ?? '',
  )
  return letters.join('').toLocaleUpperCase() || '·'
}

/** A person without a picture. The colour only tells neighbours apart. */
export function Avatar({ name, mark, size = 'md' }: { name: string; mark?: string; size?: 'md' | 'sm' }) {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return (
    <span aria-hidden="true" className="relative inline-flex shrink-0">
      <span
        className={cx(
          'inline-flex items-center justify-center rounded-full font-semibold',
          size === 'md' ? 'size-[1.875rem] text-2xs' : 'size-5 text-[0.5625rem]',
          tints[sum % tints.length],
        )}
      >
        {initials(name)}
      </span>
      {mark !== undefined && (
        <span className="absolute -right-1.5 -bottom-1.5 rounded border border-line bg-surface px-0.5 text-[0.5625rem] leading-3 font-semibold text-ink-3">
          {mark}
        </span>
      )}
    </span>
  )
}

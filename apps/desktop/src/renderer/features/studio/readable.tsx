import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'

/** Beyond this depth nothing is a fact any more that somebody would look for. */
const deepest = 6

/** A stored name as a person would write it: `failedKeys` and `failed_keys` become "failed keys". */
export function nameOf(key: string): string {
  return key
    .replaceAll(
      /([a-z\d])([A-Z])/g,
      (_, before: string, letter: string) => `${before} ${letter.toLowerCase()}`,
    )
    .replaceAll('_', ' ')
    .replace(/^[A-Z][a-z]/, first => first.toLowerCase())
}

/** Anything a stage was given or gave back, as names and values. */
export function Readable({ value, depth = 0 }: { value: unknown; depth?: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (value === null || value === undefined || value === '')
    return <span className="text-ink-3">{t('studio.nothing')}</span>
  if (typeof value === 'boolean') return <span>{t(value ? 'studio.yes' : 'studio.no')}</span>
  if (typeof value === 'number')
    return (
      <span className="nums">{Number.isInteger(value) ? format.number(value) : format.threshold(value)}</span>
    )
  if (typeof value === 'string')
    return <span className="break-words whitespace-pre-wrap [overflow-wrap:anywhere]">{value}</span>
  if (depth >= deepest) return <span className="text-ink-3">…</span>
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className="text-ink-3">{t('studio.none')}</span>
    return (
      <ol className="flex flex-col gap-1 border-l pl-2">
        {value.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stored list never changes
          <li key={index}>
            <Readable value={one} depth={depth + 1} />
          </li>
        ))}
      </ol>
    )
  }
  return (
    <dl className="flex flex-col gap-0.5">
      {Object.entries(value).map(([key, one]) => {
        const nested = one !== null && typeof one === 'object' && Object.keys(one).length > 0
        return (
          <div key={key} className={nested ? '' : 'flex gap-2'}>
            <dt className="shrink-0 text-ink-3">{nameOf(key)}</dt>
            <dd className={nested ? 'ml-3' : 'min-w-0'}>
              <Readable value={one} depth={depth + 1} />
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

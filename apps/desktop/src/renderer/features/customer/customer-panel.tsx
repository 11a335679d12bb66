import type { ConversationDetail } from '@countersign/shared/conversation/conversation.contract'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { CustomerDataActions } from './customer-data-actions.tsx'

/** `de` as `German` in the member's language; null when it is not known. */
function languageName(tag: string | null, shownIn: string): string | null {
  if (tag === null) return null
  try {
    return new Intl.DisplayNames(shownIn, { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** What is known about the person. */
export function CustomerPanel({ detail }: { detail: ConversationDetail }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { customer, conversation } = detail
  const unknown = <span className="text-ink-3">{t('customer.unknown')}</span>
  const rows = [
    [t('customer.email'), customer.email ?? unknown],
    [t('customer.phone'), customer.phone ?? unknown],
    [t('customer.language'), languageName(conversation.language, i18n.language) ?? unknown],
    [t('customer.channel'), conversation.channelName],
    [t('customer.since'), format.longDate(customer.since)],
    [
      t('customer.conversations'),
      t('customer.count', {
        count: customer.conversationCount,
        shown: format.number(customer.conversationCount),
      }),
    ],
  ] as const
  return (
    <div className="px-4 py-4">
      <div className="mb-3 flex items-center gap-3">
        <Avatar name={customer.name} />
        <h3 className="min-w-0 truncate text-md font-semibold">{customer.name}</h3>
      </div>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4 border-b py-1.5 last:border-b-0">
            <dt className="shrink-0 text-ink-2">{name}</dt>
            <dd className="min-w-0 text-right break-words select-text">{value}</dd>
          </div>
        ))}
      </dl>
      {customer.tags.length > 0 && (
        <ul aria-label={t('customer.tags')} className="mt-3 flex flex-wrap gap-1.5">
          {customer.tags.map(tag => (
            <li key={tag}>
              <Badge>{tag}</Badge>
            </li>
          ))}
        </ul>
      )}
      <CustomerDataActions id={customer.id} name={customer.name} />
    </div>
  )
}

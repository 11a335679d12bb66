import { assertNever } from '@countersign/shared/kernel/assert-never'
import type { NotificationView } from '@countersign/shared/notification/notification.contract'
import type { TFunction } from 'i18next'
import type { Format } from '../../app/format.ts'

/** What happened, in a sentence with its numbers. */
export function notificationWords(
  item: NotificationView,
  wordOf: (intent: string | null) => string,
  t: TFunction,
  format: Format,
): string {
  switch (item.kind) {
    case 'autonomy_opened':
    case 'autonomy_closed': {
      const { intent, channelType, unchanged, decisions, lowerBound, target, why } = item.params
      const kind = item.kind === 'autonomy_closed' && why === 'drift' ? 'autonomy_drift' : item.kind
      return t(`notification.${kind}`, {
        intent: wordOf(intent),
        channel: t(`channel.${channelType}`),
        unchanged: format.number(unchanged),
        decisions: format.number(decisions),
        bound: format.bound(lowerBound),
        target: format.percent(target),
      })
    }
    case 'budget_warned':
    case 'budget_spent':
      return t(`notification.${item.kind}`, {
        spent: format.sum(item.params.spentMicros),
        limit: format.sum(item.params.limitMicros),
      })
    case 'repeat_edit':
      return t('notification.repeat_edit', { intent: wordOf(item.params.intent) })
    default:
      return assertNever(item)
  }
}

export type NotificationPlace =
  | { readonly to: '/autonomy' }
  | { readonly to: '/settings'; readonly search: { readonly page: 'budget' } }
  | { readonly to: '/learning'; readonly search: { readonly item: string } }

/** Where something can be done about it. */
export function notificationPlace(item: NotificationView): NotificationPlace {
  switch (item.kind) {
    case 'autonomy_opened':
    case 'autonomy_closed':
      return { to: '/autonomy' }
    case 'budget_warned':
    case 'budget_spent':
      return { to: '/settings', search: { page: 'budget' } }
    case 'repeat_edit':
      return { to: '/learning', search: { item: item.params.itemId } }
    default:
      return assertNever(item)
  }
}

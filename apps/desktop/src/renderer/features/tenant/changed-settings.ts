import {
  type TenantSettings,
  type TenantView,
  tenantFields,
} from '@countersign/shared/tenant/tenant.contract'

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Only what differs is sent, so that two people who change different things do not undo each other. */
export function changedSettings(before: TenantView, now: TenantSettings): Partial<TenantSettings> {
  return Object.fromEntries(
    tenantFields.filter(field => !same(before[field], now[field])).map(field => [field, now[field]]),
  )
}

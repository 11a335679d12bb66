import { type TenantField, type TenantSettings, tenantFields } from './tenant.contract.ts'

export interface TenantChange {
  readonly field: TenantField
  readonly before: TenantSettings[TenantField]
  readonly after: TenantSettings[TenantField]
}

/** The settings that really become something else, in the order of the contract. */
export function findChanges(
  before: TenantSettings,
  change: { readonly [Field in TenantField]?: TenantSettings[Field] | undefined },
): TenantChange[] {
  return tenantFields.flatMap(field => {
    const after = change[field]
    return after === undefined || isSame(before[field], after)
      ? []
      : [{ field, before: before[field], after }]
  })
}

function isSame(one: TenantSettings[TenantField], other: TenantSettings[TenantField]): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

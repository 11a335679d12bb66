import { useQuery } from '@tanstack/react-query'
import { useApi, useMay } from '../../app/console-context.tsx'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { ReadOnly } from '../settings/index.ts'
import { TenantForm } from './tenant-form.tsx'

/** How the workspace speaks, works and signs in. */
export function TenantPanel() {
  const api = useApi()
  const may = useMay('tenant.write')
  const query = useQuery(api.tenant.get.queryOptions(undefined, asOfNow))
  return (
    <>
      {!may && <ReadOnly />}
      <Loaded query={query} rows={6}>
        {tenant => <TenantForm tenant={tenant} readOnly={!may} />}
      </Loaded>
    </>
  )
}

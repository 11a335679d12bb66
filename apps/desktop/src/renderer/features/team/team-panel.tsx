import { useQuery } from '@tanstack/react-query'
import { useApi, useMay } from '../../app/console-context.tsx'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { ReadOnly } from '../settings/index.ts'
import { InviteSection } from './invite-section.tsx'
import { MemberTable } from './member-table.tsx'
import { TransferSection } from './transfer-section.tsx'

/** Who works here, who was asked to, and whose it is. */
export function TeamPanel() {
  const api = useApi()
  const may = useMay('team.write')
  const mayTransfer = useMay('tenant.transfer')
  const query = useQuery(api.team.list.queryOptions(may ? { withDisabled: true } : {}, asOfNow))
  return (
    <>
      {!may && <ReadOnly />}
      <Loaded query={query} rows={4}>
        {({ members }) => (
          <>
            <MemberTable members={members} />
            {may && <InviteSection />}
            {mayTransfer && <TransferSection members={members} />}
          </>
        )}
      </Loaded>
    </>
  )
}

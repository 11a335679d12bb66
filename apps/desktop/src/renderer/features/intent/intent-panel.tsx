import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../app/console-context.tsx'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { ExampleList } from './example-list.tsx'
import { IntentTable } from './intent-table.tsx'
import { Recognition } from './recognition.tsx'
import { TryText } from './try-text.tsx'

/** What customers want, as the workspace tells it apart: intents, what shows each of them, and the model made of it. */
export function IntentPanel() {
  const api = useApi()
  const query = useQuery(api.intent.list.queryOptions(undefined, asOfNow))
  const [open, setOpen] = useState<{ readonly intentId: string | null } | null>(null)
  return (
    <Loaded query={query} rows={8}>
      {list => {
        if (open !== null) {
          const intent = list.intents.find(one => one.id === open.intentId) ?? null
          return <ExampleList key={open.intentId} intent={intent} onBack={() => setOpen(null)} />
        }
        return (
          <>
            <Recognition list={list} />
            <TryText />
            <IntentTable list={list} onOpen={intentId => setOpen({ intentId })} />
          </>
        )
      }}
    </Loaded>
  )
}

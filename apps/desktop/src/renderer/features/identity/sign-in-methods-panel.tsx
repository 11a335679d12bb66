import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { PasswordSection } from './password-section.tsx'
import { useProviderReturn } from './provider-return.store.ts'
import { ProviderSection } from './provider-section.tsx'
import { SecondFactorSection } from './second-factor-section.tsx'
import type { OidcReturn } from './sign-in-panel.tsx'

/** How the person proves who they are. `oidc`: what linking a provider just came to. */
export function SignInMethodsPanel({ oidc }: { oidc: OidcReturn | null }) {
  const api = useApi()
  const query = useQuery(api.account.get.queryOptions(undefined, asOfNow))
  const [shown, setShown] = useState<OidcReturn | null>(oidc)
  const brought = useProviderReturn(state => state.returned)
  const forget = useProviderReturn(state => state.forget)
  useEffect(() => {
    if (brought === null) return
    setShown(brought)
    forget()
  }, [brought, forget])
  return (
    <Loaded query={query}>
      {account => (
        <>
          {shown !== null && <ReturnedFromProvider key={`${shown.outcome} ${shown.code}`} oidc={shown} />}
          <PasswordSection email={account.email} hasPassword={account.hasPassword} />
          <SecondFactorSection />
          <ProviderSection />
        </>
      )}
    </Loaded>
  )
}

const box = 'mb-5 rounded-md border px-3 py-2'

/** A link is made by a press of whoever is signed in, never by arriving: an address can be sent by anyone. */
function ReturnedFromProvider({ oidc: { outcome, code, verifier } }: { oidc: OidcReturn }) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const words = useRefusalWords()
  const linking = useSending()
  const [linked, setLinked] = useState(outcome === 'linked')
  if (outcome === 'code') return null
  if (linked) {
    return (
      <p role="status" className={`${box} border-accent-line bg-accent-soft text-accent`}>
        {t('door.oidc.linked')}
      </p>
    )
  }
  if ((outcome === 'link_needed' || outcome === 'confirm_link') && code !== null) {
    return (
      <div className={`${box} flex flex-col items-start gap-3 border-amber-line bg-amber-soft`}>
        <p>{t('provider.confirmNote')}</p>
        {linking.refusal !== null && <Problem>{words(linking.refusal.code)}</Problem>}
        <Button
          variant="primary"
          disabled={linking.busy}
          onClick={() =>
            void linking
              .send(() =>
                client.account.confirmOidcLink.mutate(verifier == null ? { code } : { code, verifier }),
              )
              .then(done => {
                if (done === null) return
                setLinked(true)
                void queryClient.invalidateQueries({ queryKey: api.account.oidcIdentities.queryKey() })
              })
          }
        >
          {t('provider.confirmLink')}
        </Button>
      </div>
    )
  }
  return (
    <p role="status" className={`${box} border-amber-line bg-amber-soft text-amber`}>
      {t(`door.oidc.${outcome}`)}
    </p>
  )
}

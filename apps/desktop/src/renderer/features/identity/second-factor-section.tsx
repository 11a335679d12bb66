import type {
  SecondFactorSecret,
  SecondFactorState,
} from '@countersign/shared/identity/second-factor.contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Section } from '../../ui/section.tsx'
import { useToaster } from '../../ui/toast.tsx'
import { ProofForm } from './proof-form.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SecondFactorSecretStep } from './second-factor-secret.tsx'
import { isWrongCode } from './wrong-proof.ts'

/** Turning the second step on and off, and new recovery codes. */
export function SecondFactorSection() {
  const { t } = useTranslation()
  const api = useApi()
  const query = useQuery(api.account.secondFactor.queryOptions(undefined, asOfNow))
  return (
    <Section title={t('factor.title')} note={t('factor.note')}>
      <Loaded query={query} rows={1}>
        {state => <State state={state} />}
      </Loaded>
    </Section>
  )
}

type Step = 'turn_on' | 'turn_off' | 'new_codes'

function State({ state }: { state: SecondFactorState }) {
  const { t } = useTranslation()
  const format = useFormat()
  const api = useApi()
  const queryClient = useQueryClient()
  const [step, setStep] = useState<Step | null>(null)
  const close = () => {
    setStep(null)
    void queryClient.invalidateQueries({ queryKey: api.account.secondFactor.queryKey() })
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {state.on ? (
          <>
            <Badge tone="accent" icon={<ShieldCheck aria-hidden="true" />}>
              {state.since === null
                ? t('factor.on')
                : t('factor.onSince', { date: format.longDate(state.since) })}
            </Badge>
            <span className={state.recoveryCodesLeft < 3 ? 'text-amber' : 'text-ink-2'}>
              {t('factor.codesLeft', {
                count: state.recoveryCodesLeft,
                shown: format.number(state.recoveryCodesLeft),
              })}
            </span>
            <span className="ml-auto flex gap-2">
              <Button onClick={() => setStep('new_codes')}>{t('factor.newCodes')}</Button>
              <Button
                variant="danger"
                disabled={state.required}
                title={state.required ? t('factor.required') : undefined}
                onClick={() => setStep('turn_off')}
              >
                {t('factor.turnOff')}
              </Button>
            </span>
          </>
        ) : (
          <>
            <Badge>{t('factor.off')}</Badge>
            <Button variant="primary" className="ml-auto" onClick={() => setStep('turn_on')}>
              {t('factor.turnOn')}
            </Button>
          </>
        )}
      </div>
      {state.required && <p className="mt-2 text-xs text-ink-3">{t('factor.required')}</p>}
      <TurnOnDialog open={step === 'turn_on'} onClose={close} />
      <TurnOffDialog open={step === 'turn_off'} onClose={close} />
      <NewCodesDialog open={step === 'new_codes'} onClose={close} />
    </>
  )
}

interface StepDialogProps {
  readonly open: boolean
  readonly onClose: () => void
}

/** What a dialog needs that ends in codes shown once: closing it by the way would lose them. */
function useCodes(onClose: () => void) {
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [left, setLeft] = useState(false)
  return {
    codes,
    left,
    setCodes,
    done() {
      setCodes(null)
      setLeft(false)
      onClose()
    },
    onOpenChange(next: boolean) {
      if (next) return
      if (codes === null) onClose()
      else setLeft(true)
    },
  }
}
type Codes = ReturnType<typeof useCodes>

function TurnOnDialog({ open, onClose }: StepDialogProps) {
  const { t } = useTranslation()
  const codes = useCodes(onClose)
  return (
    <Dialog
      open={open}
      onOpenChange={codes.onOpenChange}
      title={codes.codes === null ? t('factor.setupTitle') : t('factor.codesTitle')}
      note={codes.codes === null ? t('factor.turnOnNote') : t('factor.codesNote')}
    >
      <TurnOnSteps codes={codes} onCancel={onClose} />
    </Dialog>
  )
}

function TurnOnSteps({ codes, onCancel }: { codes: Codes; onCancel: () => void }) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const words = useRefusalWords()
  const toaster = useToaster()
  const confirming = useSending()
  const [secret, setSecret] = useState<SecondFactorSecret | null>(null)
  const signOutOthers = () =>
    client.session.revokeOthers.mutate().then(
      () => toaster.show({ title: t('devices.othersRevoked') }),
      () => toaster.show({ title: t('devices.notRevoked'), tone: 'red' }),
    )

  if (codes.codes !== null) {
    return (
      <RecoveryCodes
        codes={codes.codes}
        left={codes.left}
        onKept={() => {
          // Where somebody is signed in already, nothing has asked for a second step.
          const action = { label: t('devices.revokeOthers'), run: () => void signOutOthers() }
          toaster.show({ title: t('factor.turnedOn'), action })
          codes.done()
        }}
      />
    )
  }
  if (secret === null) {
    return (
      <ProofForm
        confirm={t('door.next')}
        onCancel={onCancel}
        send={({ password }) => client.account.beginSecondFactor.mutate({ password })}
        onDone={setSecret}
      />
    )
  }
  const { refusal } = confirming
  return (
    <SecondFactorSecretStep
      secret={secret}
      busy={confirming.busy}
      problem={refusal === null ? null : isWrongCode(refusal) ? t('door.codeWrong') : words(refusal.code)}
      onCode={code =>
        void confirming
          .send(() => client.account.confirmSecondFactor.mutate({ code }))
          .then(done => done !== null && codes.setCodes(done.value.recoveryCodes))
      }
      onCancel={onCancel}
    />
  )
}

function TurnOffDialog({ open, onClose }: StepDialogProps) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const toaster = useToaster()
  return (
    <Dialog
      open={open}
      onOpenChange={next => !next && onClose()}
      title={t('factor.turnOffTitle')}
      note={t('factor.turnOffNote')}
    >
      <ProofForm
        withCode
        danger
        confirm={t('factor.turnOff')}
        onCancel={onClose}
        send={proof => client.account.disableSecondFactor.mutate(proof)}
        onDone={() => {
          toaster.show({ title: t('factor.turnedOff') })
          onClose()
        }}
      />
    </Dialog>
  )
}

function NewCodesDialog({ open, onClose }: StepDialogProps) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const codes = useCodes(onClose)
  return (
    <Dialog
      open={open}
      onOpenChange={codes.onOpenChange}
      title={codes.codes === null ? t('factor.newCodes') : t('factor.codesTitle')}
      note={codes.codes === null ? t('factor.newCodesNote') : t('factor.codesNote')}
    >
      {codes.codes === null ? (
        <ProofForm
          withCode
          confirm={t('factor.newCodes')}
          onCancel={onClose}
          send={proof => client.account.regenerateRecoveryCodes.mutate(proof)}
          onDone={({ recoveryCodes }) => codes.setCodes(recoveryCodes)}
        />
      ) : (
        <RecoveryCodes codes={codes.codes} left={codes.left} onKept={codes.done} />
      )}
    </Dialog>
  )
}

import type { IntentList } from '@countersign/shared/intent/intent.contract'
import { GraduationCap } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useConsole } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useNow } from '../../app/use-now.ts'
import { useSending } from '../../app/use-sending.ts'
import { StateWord } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Section } from '../../ui/section.tsx'
import { useToaster } from '../../ui/toast.tsx'

/** The model in use, how good it was on what it had not seen, and whether it knows what there is now. */
export function Recognition({ list }: { list: IntentList }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { client } = useConsole()
  const words = useRefusalWords()
  const toaster = useToaster()
  const sending = useSending()
  const { model, outdated } = list
  const train = async () => {
    const begun = await sending.send(() => client.intent.train.mutate())
    if (begun !== null) toaster.show({ title: t('intentPage.training') })
  }
  return (
    <Section
      title={t('intentPage.state')}
      action={
        <Button
          variant={outdated ? 'primary' : 'quiet'}
          icon={<GraduationCap />}
          disabled={sending.busy}
          onClick={() => void train()}
        >
          {t('intentPage.train')}
        </Button>
      }
    >
      <p className="text-ink-2">
        {model === null
          ? t('intentPage.shipped')
          : t('intentPage.model', {
              version: model.version,
              samples: format.number(model.sampleCount),
              accuracy: format.percent(model.accuracy),
              when: format.ago(model.trainedAt, now),
            })}
      </p>
      {model !== null && (
        <p className="mt-1 text-xs">
          <StateWord tone={outdated ? 'amber' : 'accent'} hollow={outdated}>
            {t(outdated ? 'intentPage.outdated' : 'intentPage.current')}
          </StateWord>
        </p>
      )}
      {sending.refusal !== null && (
        <div className="mt-3">
          <Problem>
            {t('intentPage.notTrained')}. {words(sending.refusal.code)}
          </Problem>
        </div>
      )}
    </Section>
  )
}

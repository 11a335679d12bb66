import { assertNever } from '@countersign/shared/kernel/assert-never'
import { autosendKeys } from '@countersign/shared/suggestion/suggestion.codes'
import { Check, CircleAlert, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { Badge } from '../../ui/badge.tsx'
import { cx } from '../../ui/class-names.ts'
import { useIntents } from '../intent/index.ts'
import { penaltyWord, reasonWord } from './outcome-words.ts'
import {
  classifyFacts,
  decideFacts,
  draftFacts,
  gateFacts,
  gateInput,
  groundFacts,
  type KnownStage,
  retrieveFacts,
  scoreFacts,
  selfCheckFacts,
} from './stage-facts.ts'
import type { TraceWire } from './studio-wire.ts'

type Stage = TraceWire['stages'][number]

interface StageResultProps {
  readonly stage: KnownStage
  readonly data: Stage
  /** Of the run's evidence, by id. */
  readonly titles: ReadonlyMap<string, string>
}

/** What a stage came to, as one would tell a colleague. */
export function StageResult({ stage, data, titles }: StageResultProps) {
  switch (stage) {
    case 'gate':
      return <Gate data={data} />
    case 'classify':
      return <Classify data={data} />
    case 'retrieve':
      return <Retrieve data={data} />
    case 'draft':
      return <Draft data={data} />
    case 'ground':
      return <Ground data={data} titles={titles} />
    case 'self-check':
      return <SelfCheck data={data} />
    case 'score':
      return <Score data={data} />
    case 'decide':
      return <Decide data={data} />
    default:
      return assertNever(stage)
  }
}

function Gate({ data }: { data: Stage }) {
  const { t } = useTranslation()
  const facts = gateFacts.safeParse(data.output)
  if (!facts.success) return null
  const { action, rule, matched } = facts.data
  const asked = gateInput.safeParse(data.input)
  const language = asked.success ? asked.data.question.language : null
  return (
    <>
      <p className="text-sm">
        <span className="font-medium">{t(`studio.gate.${action}`)}</span>
        <span className="text-ink-2">
          {' · '}
          {t(`studio.gate.rule.${rule}`)}
          {matched !== null && ` ${t('studio.gate.matched', { matched })}`}
        </span>
      </p>
      {(language === 'en' || language === 'ru') && (
        <p className="text-ink-2">{t('studio.gate.language', { language: t(`language.${language}`) })}</p>
      )}
    </>
  )
}

const shownIntents = 4

function Classify({ data }: { data: Stage }) {
  const { wordOf } = useIntents()
  const facts = classifyFacts.safeParse(data.output)
  if (!facts.success) return null
  const { intent, score, ranked } = facts.data.prediction
  const list = ranked.length > 0 ? ranked.slice(0, shownIntents) : [{ intent, score }]
  return (
    <>
      <p className="text-sm font-medium">{wordOf(intent)}</p>
      <ul>
        {list.map(one => (
          <li key={one.intent}>
            <Bar name={wordOf(one.intent)} value={one.score} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Retrieve({ data }: { data: Stage }) {
  const { t } = useTranslation()
  const format = useFormat()
  const facts = retrieveFacts.safeParse(data.output)
  if (!facts.success) return null
  const { evidence, examples } = facts.data
  return (
    <>
      <p className="text-sm font-medium">
        {t('studio.retrieved', { number: format.number(evidence.length) })}
      </p>
      <ol className="flex flex-col gap-2">
        {evidence.map(item => (
          <li key={item.id}>
            <p className="flex items-baseline gap-2">
              <span className="min-w-0 flex-1 font-medium break-words">{item.title}</span>
              {item.kind !== null && <span className="text-ink-3">{t(`evidence.kind.${item.kind}`)}</span>}
              <span className="nums text-ink-3" title={t('evidence.similarity')}>
                {format.score(item.similarity)}
              </span>
            </p>
            <p className="line-clamp-3 break-words text-ink-2">{item.text}</p>
          </li>
        ))}
      </ol>
      {examples.length > 0 && (
        <p className="text-ink-2">{t('studio.examples', { number: format.number(examples.length) })}</p>
      )}
    </>
  )
}

function Draft({ data }: { data: Stage }) {
  const { t } = useTranslation()
  const format = useFormat()
  const facts = draftFacts.safeParse(data.output)
  if (!facts.success) return null
  const { sentences, questions, handoff } = facts.data
  return (
    <>
      <p className="text-sm font-medium">
        {t('studio.drafted', { number: format.number(sentences.length) })}
      </p>
      <p className="break-words">{sentences.map(({ text }) => text).join(' ')}</p>
      {questions.length > 0 && (
        <p className="text-ink-2">
          {t('confidence.questions')}: {questions.join(' ')}
        </p>
      )}
      {handoff?.needed && handoff.reason !== null && (
        <p className="text-amber">
          {t('studio.handoff', { reason: t(`studio.handoffReason.${handoff.reason}`) })}
        </p>
      )}
    </>
  )
}

function Ground({ data, titles }: { data: Stage; titles: ReadonlyMap<string, string> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const facts = groundFacts.safeParse(data.output)
  if (!facts.success) return null
  const { sentences, removedCitations, mismatches, conflicts } = facts.data
  const findings = [
    { words: 'studio.removed', count: removedCitations.length },
    { words: 'studio.mismatches', count: mismatches.length },
    { words: 'studio.conflicts', count: conflicts.length },
  ] as const
  return (
    <>
      <p className="text-sm font-medium">
        {t('studio.supported', {
          supported: format.number(sentences.filter(({ supported }) => supported).length),
          total: format.number(sentences.length),
        })}
      </p>
      <ol className="flex flex-col gap-2">
        {sentences.map((sentence, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stored list never changes
          <li key={index} className="flex gap-2">
            {sentence.supported ? (
              <Check aria-hidden="true" className="mt-px size-3.5 shrink-0 text-accent" />
            ) : (
              <CircleAlert aria-hidden="true" className="mt-px size-3.5 shrink-0 text-amber" />
            )}
            <div className="min-w-0">
              <p className={cx('break-words', !sentence.supported && 'wavy')}>{sentence.text}</p>
              <p className={sentence.supported ? 'text-ink-3' : 'text-amber'}>
                {sentence.kind === 'statement' && sentence.supported
                  ? t('studio.support', { value: format.percent(sentence.support) })
                  : t(sentence.supported ? 'studio.sentenceSupported' : 'studio.sentenceUnsupported')}
                {sentence.evidenceIds.length > 0 &&
                  ` · ${sentence.evidenceIds.map(id => titles.get(id) ?? id).join(', ')}`}
              </p>
            </div>
          </li>
        ))}
      </ol>
      {findings.map(
        ({ words, count }) =>
          count > 0 && (
            <p key={words} className="text-amber">
              {t(words, { number: format.number(count) })}
            </p>
          ),
      )}
    </>
  )
}

function SelfCheck({ data }: { data: Stage }) {
  const { t } = useTranslation()
  const format = useFormat()
  const facts = selfCheckFacts.safeParse(data.output)
  if (!facts.success) return null
  const { score, addressed, needHandoff, handoffReason } = facts.data
  return (
    <>
      <p className="text-sm">
        {t('studio.selfCheck', { score: format.score(score), addressed: format.percent(addressed) })}
      </p>
      {needHandoff && handoffReason !== null && (
        <p className="text-amber">
          {t('studio.selfCheckHandoff', { reason: t(`studio.handoffReason.${handoffReason}`) })}
        </p>
      )}
    </>
  )
}

const parts = ['similarity', 'intent', 'selfCheck'] as const

function Score({ data }: { data: Stage }) {
  const { t } = useTranslation()
  const format = useFormat()
  const facts = scoreFacts.safeParse(data.output)
  if (!facts.success) return null
  const { raw, calibrated, calibratedBy, penalties } = facts.data
  return (
    <>
      <p className="text-sm font-medium">
        {t('studio.raw', { raw: format.score(raw), calibrated: format.score(calibrated) })}
      </p>
      <p className="text-ink-2">{t(`studio.calibratedBy.${calibratedBy}`)}</p>
      <ul>
        {parts.map(part => {
          const value = facts.data[part]
          return (
            value !== undefined && (
              <li key={part}>
                <Bar name={t(`studio.part.${part}`)} value={value} />
              </li>
            )
          )
        })}
      </ul>
      {penalties.length > 0 && (
        <ul>
          {penalties.map(({ code, value }) => (
            <li key={code} className="flex justify-between gap-3 text-amber">
              {penaltyWord(code, t)}
              <span className="nums">−{format.score(Math.abs(value))}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const tones = { AUTO_SEND: 'accent', NEED_APPROVAL: 'amber', ESCALATE: 'red' } as const

function Decide({ data }: { data: Stage }) {
  const { t } = useTranslation()
  const facts = decideFacts.safeParse(data.output)
  if (!facts.success) return null
  const { decision, escalationReason, keys } = facts.data
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={tones[decision]}>{t(`studio.decision.${decision}`)}</Badge>
        {escalationReason !== null && <span className="text-ink-2">{reasonWord(escalationReason, t)}</span>}
      </p>
      {keys.length > 0 && (
        <>
          <p className="text-ink-3">{t('studio.keys')}</p>
          <ol>
            {keys.map(({ key, turned }) => {
              const known = autosendKeys.find(other => other === key)
              const Icon = turned ? Check : X
              return (
                <li key={key} className="flex items-center gap-2 py-0.5">
                  <Icon
                    aria-hidden="true"
                    className={cx('size-3.5 shrink-0', turned ? 'text-accent' : 'text-red')}
                  />
                  <span className={turned ? 'text-ink-2' : 'font-medium'}>
                    {known === undefined ? key : t(`studio.key.${known}`)}
                  </span>
                  <span className="ml-auto text-ink-3">
                    {t(turned ? 'studio.keyTurned' : 'studio.keyStuck')}
                  </span>
                </li>
              )
            })}
          </ol>
        </>
      )}
    </>
  )
}

function Bar({ name, value }: { name: string; value: number }) {
  const format = useFormat()
  return (
    <span className="grid grid-cols-[8rem_minmax(0,1fr)_2.5rem] items-center gap-2 py-0.5">
      <span className="truncate">{name}</span>
      <svg aria-hidden="true" viewBox="0 0 100 4" preserveAspectRatio="none" className="h-1 w-full">
        <rect width="100" height="4" rx="2" className="fill-line" />
        <rect width={100 * Math.min(1, Math.max(0, value))} height="4" rx="2" className="fill-accent" />
      </svg>
      <span className="nums text-right text-ink-2">{format.score(value)}</span>
    </span>
  )
}

import type { AgentProfileView } from '@countersign/shared/agent-profile/agent-profile.contract'
import type { PolicyView } from '@countersign/shared/policy/policy.contract'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useToaster } from '../../ui/toast.tsx'
import { ProfileEditor } from './profile-editor.tsx'
import { formOf, readChange } from './profile-form.ts'
import { TheirChanges } from './their-changes.tsx'
import { type ProfileSaving, useAgentProfile, useProfileSaving } from './use-agent-profile.ts'
import { profileFormState, type Typed, useTypedProfiles } from './use-profile-form.ts'

const workspace = 'workspace'

/** How the AI presents itself: in the whole workspace, and where a channel differs. */
export function AgentProfilePanel() {
  const api = useApi()
  const policy = useQuery(api.policy.get.queryOptions(undefined, asOfNow))
  const [chosen, setChosen] = useState<string | null>(null)
  const typed = useTypedProfiles()
  return (
    <Loaded query={policy} rows={1}>
      {({ channels }) => {
        // A channel that is gone leaves the workspace's on screen.
        const channel = channels.find(({ id }) => id === chosen) ?? null
        return (
          <>
            {channels.length > 0 && (
              <ChannelChoice
                channels={channels}
                typed={typed.of}
                chosen={channel?.id ?? null}
                onChoose={setChosen}
              />
            )}
            <OneProfile key={channel?.id ?? workspace} channel={channel} typed={typed} />
          </>
        )
      }}
    </Loaded>
  )
}

type Channel = PolicyView['channels'][number]

interface ChannelChoiceProps {
  readonly channels: readonly Channel[]
  readonly typed: (channelId: string | null) => Typed | null
  readonly chosen: string | null
  readonly onChoose: (channelId: string | null) => void
}

function ChannelChoice({ channels, typed, chosen, onChoose }: ChannelChoiceProps) {
  const { t } = useTranslation()
  const named = (channelId: string | null, name: string) => {
    const kept = typed(channelId)
    const unsaved =
      kept !== null && readChange(kept.base, { ...formOf(kept.base), ...kept.form }).changed.length > 0
    return unsaved ? t('agentProfile.unsavedIn', { name }) : name
  }
  return (
    <div className="max-w-md pb-5">
      <SelectField
        label={t('agentProfile.profileOf')}
        note={t('agentProfile.profileOfNote')}
        value={chosen ?? workspace}
        options={[
          { value: workspace, label: named(null, t('agentProfile.wholeWorkspace')) },
          ...channels.map(({ id, name, type }) => ({
            value: id,
            label: named(id, `${name} · ${t(`channel.${type}`)}`),
          })),
        ]}
        onChange={value => onChoose(value === workspace ? null : value)}
      />
    </div>
  )
}

interface OneProfileProps {
  readonly channel: Channel | null
  readonly typed: ReturnType<typeof useTypedProfiles>
}

function OneProfile({ channel, typed }: OneProfileProps) {
  const channelId = channel?.id ?? null
  const query = useAgentProfile(channelId)
  return (
    <Loaded query={query} rows={8}>
      {current => <ProfileScreen current={current} channel={channel} typed={typed} />}
    </Loaded>
  )
}

function ProfileScreen({ current, channel, typed }: OneProfileProps & { current: AgentProfileView }) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const toaster = useToaster()
  const saving = useProfileSaving()
  const channelId = channel?.id ?? null
  const standing = useRef<HTMLParagraphElement>(null)
  const kept = profileFormState(current, typed.of(channelId), next => typed.keep(channelId, next))
  // A refusal is about what stood here before.
  const state = {
    ...kept,
    takeTheirs: () => {
      saving.forget()
      kept.takeTheirs()
    },
    discard: () => {
      saving.forget()
      kept.discard()
    },
  }
  const free = state.theirs.length === 0 && !saving.busy

  const save = async () => {
    if (!state.dirty || state.wrong.size > 0 || !free) return
    const view = await saving.send(channelId, () =>
      client.agentProfile.update.mutate({ version: current.version, channelId, ...state.change }),
    )
    if (view === null) return
    typed.rebase(channelId, view)
    toaster.show({ title: t('settings.saved') })
  }
  const followWorkspace = async (id: string, name: string) => {
    const { channelId: _channel, models: _models, version, ...fields } = current
    const view = await saving.send(id, () => client.agentProfile.remove.mutate({ channelId: id, version }))
    if (view === null) return
    typed.rebase(id, view)
    // The button that was pressed is gone; what it did stands here.
    standing.current?.focus()
    const restore = async () => {
      const back = await saving.send(id, () =>
        client.agentProfile.update.mutate({ version: 0, channelId: id, ...fields }),
      )
      if (back !== null) typed.rebase(id, back)
      toaster.show(
        back === null
          ? { tone: 'red', title: t('agentProfile.notRestored', { name }) }
          : { title: t('agentProfile.restored', { name }) },
      )
    }
    toaster.show({
      title: t('agentProfile.asWorkspaceNow', { name }),
      action: { label: t('ui.undo'), run: () => void restore() },
    })
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      {channel !== null && (
        <p
          ref={standing}
          tabIndex={-1}
          aria-live="polite"
          className="mb-5 flex flex-wrap items-center justify-between gap-3 rounded-md border border-line-2 bg-sunken px-3 py-2 text-ink-2"
        >
          {current.version === 0 ? t('agentProfile.inherited') : t('agentProfile.own')}
          {current.version > 0 && (
            <Button
              size="sm"
              disabled={saving.busy}
              onClick={() => void followWorkspace(channel.id, channel.name)}
            >
              {t('agentProfile.useWorkspaces')}
            </Button>
          )}
        </p>
      )}
      <ProfileEditor state={state} models={current.models} />
      <SaveRow state={state} current={current} saving={saving} free={free} />
    </form>
  )
}

interface SaveRowProps {
  readonly state: ReturnType<typeof profileFormState>
  readonly current: AgentProfileView
  readonly saving: ProfileSaving
  readonly free: boolean
}

/** What is not saved yet, what others changed meanwhile, and the ways on. Always in sight. */
function SaveRow({ state, current, saving, free }: SaveRowProps) {
  const { t } = useTranslation()
  const words = useRefusalWords()
  const { refusal } = saving
  return (
    <div className="sticky bottom-0 -mx-6 flex flex-wrap items-center justify-end gap-3 border-t bg-surface px-6 py-3">
      {state.theirs.length > 0 ? (
        <TheirChanges state={state} current={current} />
      ) : refusal !== null ? (
        <div className="mr-auto">
          <Problem>
            {refusal.code === 'setting.stale' && state.dirty
              ? t('agentProfile.changedElsewhere')
              : words(refusal.code)}
          </Problem>
        </div>
      ) : (
        state.dirty && (
          <p className="mr-auto text-ink-3">
            {state.wrong.size === 0
              ? t('settings.unsaved')
              : t('agentProfile.wrong', {
                  fields: [...state.wrong].map(field => t(`agentProfile.field.${field}`)).join(', '),
                })}
          </p>
        )
      )}
      <Button variant="ghost" disabled={!state.dirty} onClick={state.discard}>
        {t('settings.discard')}
      </Button>
      <Button type="submit" variant="primary" disabled={!state.dirty || state.wrong.size > 0 || !free}>
        {t('settings.save')}
      </Button>
    </div>
  )
}

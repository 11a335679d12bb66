import { defaultDelayProfiles } from '@countersign/shared/delivery/human-delay.policy'
import type { ReplayView } from '@countersign/shared/insight/insight.contract'
import { keyMask } from '@countersign/shared/insight/replay-thresholds.policy'
import type { PolicyView } from '@countersign/shared/policy/policy.contract'

const id = (n: number) => `019a0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

export const policy: PolicyView = {
  version: 3,
  decision: {
    tAuto: 0.8,
    tEscalate: 0.4,
    autosendAllowed: false,
    intentsAutosendAllowed: ['price'],
    intentsForceHandoff: ['complaint'],
    autonomyTarget: 0.95,
    auditRate: 0.05,
    mode: 'learning',
    weights: { similarity: 0.5, intent: 0.2, selfCheck: 0.3 },
  },
  training: { alwaysEscalateIntents: [], forbiddenTopics: ['weapons'], disabledLearningIntents: [] },
  delay: {
    enabled: true,
    profiles: defaultDelayProfiles,
    nightMode: 'DELAY',
    nightDelayMultiplier: 3,
    nightAutoReplyText: null,
    minDelayMs: 1000,
    maxDelayMs: 120_000,
    typingIndicatorEnabled: true,
  },
  budget: {
    monthlyLimitMicros: 50_000_000,
    warnShare: 0.8,
    spentMicros: 12_340_000,
    discardedMicros: 2_000_000,
    runs: 900,
    unpricedRuns: 3,
  },
  channels: [{ id: id(70), name: 'Shop chat', type: 'webchat', mode: null }],
  flags: { AI_SUGGESTIONS_ENABLED: true, AI_AUTOSEND_ENABLED: false },
}

/** 100 drafts: 40 that score high and went unchanged, 10 that score high and were changed, 50 that score low. */
export const replay: ReplayView = {
  tAuto: 0.8,
  tEscalate: 0.4,
  autosendAllowed: true,
  intents: ['price', 'shipping'],
  cells: [
    { step: 180, fixed: false, failedKeys: 0, outcome: 'approved', count: 30 },
    { step: 170, fixed: false, failedKeys: keyMask(['AUTONOMY_CLOSED']), outcome: 'approved', count: 10 },
    { step: 130, fixed: false, failedKeys: 0, outcome: 'edited', count: 10 },
    { step: 40, fixed: false, failedKeys: 0, outcome: 'rejected', count: 50 },
  ],
}

export const intentList = {
  intents: [
    { id: id(80), key: 'price', name: 'Price', description: '', active: true, position: 0, examples: 12 },
    {
      id: id(81),
      key: 'warranty',
      name: 'Guarantee',
      description: '',
      active: true,
      position: 1,
      examples: 4,
    },
    { id: id(82), key: 'old_one', name: 'Old one', description: '', active: false, position: 2, examples: 0 },
  ],
  outsideExamples: 5,
  model: null,
  outdated: false,
}

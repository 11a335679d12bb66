/** What is looked at before customers meet a workspace, with what each is worth; a hundred together. */
export const readinessWeights = {
  knowledge: 25,
  channel: 20,
  business: 10,
  policy: 10,
  escalationContact: 10,
  firstMessage: 10,
  team: 5,
  products: 5,
  secondFactor: 5,
} as const
export type ReadinessCode = keyof typeof readinessWeights
export const readinessCodes = Object.keys(readinessWeights) as ReadinessCode[]

export const readinessStates = ['passed', 'warning', 'failed'] as const
export type ReadinessState = (typeof readinessStates)[number]

/** What there is in a workspace, counted. */
export interface ReadinessFacts {
  /** Somebody has saved the workspace's settings. */
  readonly settingsSaved: boolean
  /** Facts the AI may always say of the company. */
  readonly companyFacts: number
  readonly activeChannels: number
  readonly conversations: number
  /** Articles that drafts can rest on; products apart. */
  readonly articles: number
  readonly products: number
  /** Somebody has decided what may be sent and what is handed over. */
  readonly policyChosen: boolean
  readonly members: number
  readonly escalationContact: boolean
  /** Every owner signs in with a second factor. */
  readonly ownersSecondFactor: boolean
}

export interface ReadinessCheck {
  readonly code: ReadinessCode
  readonly status: ReadinessState
  readonly weight: number
}

export interface Readiness {
  /** 0..100 */
  readonly score: number
  readonly checks: readonly ReadinessCheck[]
  /** What to do next, what counts most first. */
  readonly recommendations: readonly ReadinessCode[]
}

/** Fewer articles than this answer few questions. */
const enoughArticles = 5

const judge: Readonly<Record<ReadinessCode, (facts: ReadinessFacts) => ReadinessState>> = {
  knowledge: ({ articles }) => (articles >= enoughArticles ? 'passed' : articles > 0 ? 'warning' : 'failed'),
  channel: ({ activeChannels }) => (activeChannels > 0 ? 'passed' : 'failed'),
  // The first fact is the company's name, which every workspace is made with.
  business: ({ settingsSaved, companyFacts }) =>
    settingsSaved && companyFacts > 1 ? 'passed' : settingsSaved || companyFacts > 1 ? 'warning' : 'failed',
  policy: ({ policyChosen }) => (policyChosen ? 'passed' : 'warning'),
  escalationContact: ({ escalationContact }) => (escalationContact ? 'passed' : 'failed'),
  firstMessage: ({ conversations }) => (conversations > 0 ? 'passed' : 'failed'),
  team: ({ members }) => (members > 1 ? 'passed' : 'warning'),
  products: ({ products }) => (products > 0 ? 'passed' : 'warning'),
  secondFactor: ({ ownersSecondFactor }) => (ownersSecondFactor ? 'passed' : 'warning'),
}

const share: Readonly<Record<ReadinessState, number>> = { passed: 1, warning: 0.5, failed: 0 }

/** How ready a workspace is, from what there is in it. */
export function assessReadiness(facts: ReadinessFacts): Readiness {
  const checks = readinessCodes.map(code => ({
    code,
    status: judge[code](facts),
    weight: readinessWeights[code],
  }))
  const lost = ({ status, weight }: ReadinessCheck) => weight * (1 - share[status])
  return {
    score: Math.round(100 - checks.reduce((sum, check) => sum + lost(check), 0)),
    checks,
    recommendations: checks
      .filter(check => lost(check) > 0)
      .sort((left, right) => lost(right) - lost(left))
      .map(check => check.code),
  }
}

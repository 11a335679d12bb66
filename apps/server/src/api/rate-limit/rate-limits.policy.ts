/** How often something may be asked, and where that is counted. */
export interface RateLimit {
  readonly max: number
  readonly windowMs: number
  /**
   * `everywhere`: by all server processes together, at the price of a round trip to where they count. `here`: by each
   * process for itself, at no price; for what comes so often that the round trip would cost more than it guards.
   */
  readonly counted: 'everywhere' | 'here'
}

const minute = 60_000
const hour = 60 * minute

/** Every limit there is, by class of what is asked. */
export const rateLimits = {
  /** Any request, per address. An office of fifty consoles is one address. */
  address: { max: 3000, windowMs: minute, counted: 'here' },
  /** Messages of one web chat session. */
  webchat: { max: 300, windowMs: minute, counted: 'here' },
  /** Attempts to sign in, here or through a provider, per address; what guards a single account is its own lock. */
  sign_in: { max: 60, windowMs: minute, counted: 'everywhere' },
  sign_up: { max: 30, windowMs: hour, counted: 'everywhere' },
  /** Asking for a new password, and setting it. */
  reset: { max: 30, windowMs: hour, counted: 'everywhere' },
  /** Codes and links from mails. */
  verification: { max: 60, windowMs: 10 * minute, counted: 'everywhere' },
  /** Reading and accepting an invitation. */
  invite_acceptance: { max: 60, windowMs: 10 * minute, counted: 'everywhere' },
  second_factor: { max: 60, windowMs: 10 * minute, counted: 'everywhere' },
  /** Invitations sent, per tenant: each is a mail to somebody who has not asked for it. */
  invite: { max: 100, windowMs: hour, counted: 'everywhere' },
  /** Calls of the public routes, per key. */
  api_key: { max: 600, windowMs: minute, counted: 'everywhere' },
  /** Calls with a key that is none, per address. */
  api_key_guess: { max: 30, windowMs: minute, counted: 'everywhere' },
} as const satisfies Readonly<Record<string, RateLimit>>
export type RateClass = keyof typeof rateLimits

/** What a call is counted by: who sends it, or the tenant it is sent for. */
export type RateSubject = 'address' | 'tenant'

/** The procedures with a limit of their own. */
export const procedureLimits: Readonly<
  Record<string, { readonly class: RateClass; readonly by: RateSubject }>
> = {
  'auth.login': { class: 'sign_in', by: 'address' },
  'auth.exchangeOidc': { class: 'sign_in', by: 'address' },
  'auth.signUp': { class: 'sign_up', by: 'address' },
  'auth.requestPasswordReset': { class: 'reset', by: 'address' },
  'auth.resetPassword': { class: 'reset', by: 'address' },
  'auth.verifyEmail': { class: 'verification', by: 'address' },
  'auth.resendVerification': { class: 'verification', by: 'address' },
  'auth.confirmEmailChange': { class: 'verification', by: 'address' },
  'account.requestEmailChange': { class: 'verification', by: 'address' },
  'account.confirmEmailChange': { class: 'verification', by: 'address' },
  'auth.describeInvite': { class: 'invite_acceptance', by: 'address' },
  'auth.acceptInvite': { class: 'invite_acceptance', by: 'address' },
  'auth.secondFactor': { class: 'second_factor', by: 'address' },
  'auth.beginSecondFactorSetup': { class: 'second_factor', by: 'address' },
  'auth.finishSecondFactorSetup': { class: 'second_factor', by: 'address' },
  'account.beginSecondFactor': { class: 'second_factor', by: 'address' },
  'account.confirmSecondFactor': { class: 'second_factor', by: 'address' },
  'account.disableSecondFactor': { class: 'second_factor', by: 'address' },
  'account.regenerateRecoveryCodes': { class: 'second_factor', by: 'address' },
  'account.changePassword': { class: 'sign_in', by: 'address' },
  'team.transferOwnership': { class: 'sign_in', by: 'address' },
  'team.invite': { class: 'invite', by: 'tenant' },
  'team.resendInvite': { class: 'invite', by: 'tenant' },
}

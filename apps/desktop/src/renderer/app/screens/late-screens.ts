import { type LateScreen, lateScreen } from './late-screen.tsx'

const doors = () => import('./door-screens.tsx')

type LateName =
  | 'knowledge'
  | 'autonomy'
  | 'learning'
  | 'studio'
  | 'settings'
  | 'signUp'
  | 'verifyEmail'
  | 'forgottenPassword'
  | 'resetPassword'
  | 'confirmEmail'
  | 'invite'

/**
 * Everything but the way in, the inbox and the escalations. The type is written out: inferred, it would rest on the screens, and
 * those on the router made of them.
 */
export const lateScreens: Readonly<Record<LateName, LateScreen>> = {
  knowledge: lateScreen(async () => (await import('./knowledge-screen.tsx')).KnowledgeScreen),
  autonomy: lateScreen(async () => (await import('./autonomy-screen.tsx')).AutonomyScreen),
  learning: lateScreen(async () => (await import('./learning-screen.tsx')).LearningScreen),
  studio: lateScreen(async () => (await import('./studio-screen.tsx')).StudioScreen),
  settings: lateScreen(async () => (await import('./settings-screen.tsx')).SettingsScreen),
  signUp: lateScreen(async () => (await doors()).SignUpScreen),
  verifyEmail: lateScreen(async () => (await doors()).VerifyEmailScreen),
  forgottenPassword: lateScreen(async () => (await doors()).ForgottenPasswordScreen),
  resetPassword: lateScreen(async () => (await doors()).ResetPasswordScreen),
  confirmEmail: lateScreen(async () => (await doors()).ConfirmEmailScreen),
  invite: lateScreen(async () => (await doors()).InviteScreen),
}

/** Brings all of it ahead of time, so that going there later waits for nothing, nor needs the server. */
export async function fetchLateScreens(): Promise<void> {
  await Promise.all(Object.values(lateScreens).map(screen => screen.fetch()))
}

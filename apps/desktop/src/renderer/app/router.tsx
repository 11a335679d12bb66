import { conversationViews } from '@countersign/shared/conversation/conversation.contract'
import { conversationStatuses } from '@countersign/shared/conversation/conversation.machine'
import { oidcOutcomes } from '@countersign/shared/identity/oidc.contract'
import {
  createRootRoute,
  createRoute,
  createRouter,
  type RouterHistory,
  redirect,
} from '@tanstack/react-router'
import { z } from 'zod'
import { learningTabs } from '../features/learning/index.ts'
import { settingsPages } from '../features/settings/index.ts'
import { Frame } from './frame.tsx'
import { AutonomyScreen } from './screens/autonomy-screen.tsx'
import { BrokenScreen } from './screens/broken-screen.tsx'
import {
  ConfirmEmailScreen,
  ForgottenPasswordScreen,
  InviteScreen,
  ResetPasswordScreen,
  SignInScreen,
  SignUpScreen,
  VerifyEmailScreen,
} from './screens/door-screens.tsx'
import { EscalationScreen } from './screens/escalation-screen.tsx'
import { InboxScreen } from './screens/inbox-screen.tsx'
import { KnowledgeScreen } from './screens/knowledge-screen.tsx'
import { LearningScreen } from './screens/learning-screen.tsx'
import { NotFoundScreen } from './screens/not-found-screen.tsx'
import { SettingsScreen } from './screens/settings-screen.tsx'
import { StudioScreen } from './screens/studio-screen.tsx'

/**
 * Addresses are one segment deep and keep the rest in the query: the page's own files are found relative to it, and a deeper path
 * would look for them in the wrong place. An unknown value falls back instead of failing: links outlive screens.
 */
const conversation = z.string().max(64).optional().catch(undefined)

/** What the link of a letter carries. An address is read as JSON where it can be, so a token of digits arrives as a number. */
const mailed = z.object({
  token: z
    .union([z.string().max(500), z.number().transform(String)])
    .optional()
    .catch(undefined),
})
/** What a sign-in provider sends people back with. */
const oidcReturn = z.object({
  oidc: z.enum(oidcOutcomes).optional().catch(undefined),
  code: z
    .union([z.string().max(200), z.number().transform(String)])
    .optional()
    .catch(undefined),
})

const rootRoute = createRootRoute({ component: Frame, notFoundComponent: NotFoundScreen })

const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox', search: {}, replace: true })
  },
})

const inboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inbox',
  validateSearch: z.object({
    view: z.enum(conversationViews).optional().catch(undefined),
    status: z.enum(conversationStatuses).optional().catch(undefined),
    c: conversation,
  }),
  component: InboxScreen,
})

const escalationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/escalations',
  validateSearch: z.object({ c: conversation }),
  component: EscalationScreen,
})

const knowledgeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/knowledge',
  validateSearch: z.object({ q: z.string().max(2000).optional().catch(undefined) }),
  component: KnowledgeScreen,
})

const autonomyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/autonomy',
  component: AutonomyScreen,
})

const learningRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/learning',
  validateSearch: z.object({
    tab: z.enum(learningTabs).optional().catch(undefined),
    item: conversation,
  }),
  component: LearningScreen,
})

const studioRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/studio',
  validateSearch: z.object({
    view: z.enum(['try', 'cases']).optional().catch(undefined),
    thread: conversation,
    m: conversation,
    run: conversation,
  }),
  component: StudioScreen,
})

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  validateSearch: oidcReturn.extend({ page: z.enum(settingsPages).optional().catch(undefined) }),
  component: SettingsScreen,
})

/** Shown whether or not somebody is signed in. */
const open = { getParentRoute: () => rootRoute, staticData: { open: true } } as const
const signInRoute = createRoute({
  ...open,
  path: '/sign-in',
  validateSearch: oidcReturn,
  component: SignInScreen,
})
const signUpRoute = createRoute({ ...open, path: '/sign-up', component: SignUpScreen })
const verifyEmailRoute = createRoute({
  ...open,
  path: '/verify-email',
  validateSearch: mailed,
  component: VerifyEmailScreen,
})
const forgottenPasswordRoute = createRoute({
  ...open,
  path: '/forgotten-password',
  component: ForgottenPasswordScreen,
})
const resetPasswordRoute = createRoute({
  ...open,
  path: '/reset-password',
  validateSearch: mailed,
  component: ResetPasswordScreen,
})
const confirmEmailRoute = createRoute({
  ...open,
  path: '/confirm-email',
  validateSearch: mailed,
  component: ConfirmEmailScreen,
})
const inviteRoute = createRoute({
  ...open,
  path: '/invite',
  validateSearch: mailed,
  component: InviteScreen,
})

const routeTree = rootRoute.addChildren([
  startRoute,
  inboxRoute,
  escalationRoute,
  knowledgeRoute,
  autonomyRoute,
  learningRoute,
  studioRoute,
  settingsRoute,
  signInRoute,
  signUpRoute,
  verifyEmailRoute,
  forgottenPasswordRoute,
  resetPasswordRoute,
  confirmEmailRoute,
  inviteRoute,
])

/** `basepath` is `/app` in a browser; the desktop's own addresses begin at the root. */
export function createConsoleRouter(history: RouterHistory, basepath: string) {
  return createRouter({
    routeTree,
    history,
    basepath,
    defaultPreload: false,
    defaultErrorComponent: BrokenScreen,
  })
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    readonly open?: true
  }
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}

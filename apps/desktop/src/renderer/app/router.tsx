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
import { BrokenScreen } from './screens/broken-screen.tsx'
import { EscalationScreen } from './screens/escalation-screen.tsx'
import { InboxScreen } from './screens/inbox-screen.tsx'
import { lateScreens } from './screens/late-screens.ts'
import { NotFoundScreen } from './screens/not-found-screen.tsx'
import { SignInScreen } from './screens/sign-in-screen.tsx'

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
  component: lateScreens.knowledge,
})

const autonomyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/autonomy',
  component: lateScreens.autonomy,
})

const learningRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/learning',
  validateSearch: z.object({
    tab: z.enum(learningTabs).optional().catch(undefined),
    item: conversation,
  }),
  component: lateScreens.learning,
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
  component: lateScreens.studio,
})

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  validateSearch: oidcReturn.extend({ page: z.enum(settingsPages).optional().catch(undefined) }),
  component: lateScreens.settings,
})

/** Shown whether or not somebody is signed in. */
const open = { getParentRoute: () => rootRoute, staticData: { open: true } } as const
const signInRoute = createRoute({
  ...open,
  path: '/sign-in',
  validateSearch: oidcReturn,
  component: SignInScreen,
})
const signUpRoute = createRoute({ ...open, path: '/sign-up', component: lateScreens.signUp })
const verifyEmailRoute = createRoute({
  ...open,
  path: '/verify-email',
  validateSearch: mailed,
  component: lateScreens.verifyEmail,
})
const forgottenPasswordRoute = createRoute({
  ...open,
  path: '/forgotten-password',
  component: lateScreens.forgottenPassword,
})
const resetPasswordRoute = createRoute({
  ...open,
  path: '/reset-password',
  validateSearch: mailed,
  component: lateScreens.resetPassword,
})
const confirmEmailRoute = createRoute({
  ...open,
  path: '/confirm-email',
  validateSearch: mailed,
  component: lateScreens.confirmEmail,
})
const inviteRoute = createRoute({
  ...open,
  path: '/invite',
  validateSearch: mailed,
  component: lateScreens.invite,
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

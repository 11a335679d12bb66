import { conversationViews } from '@countersign/shared/conversation/conversation.contract'
import { conversationStatuses } from '@countersign/shared/conversation/conversation.machine'
import {
  createRootRoute,
  createRoute,
  createRouter,
  type RouterHistory,
  redirect,
} from '@tanstack/react-router'
import { z } from 'zod'
import { BrokenScreen } from './screens/broken-screen.tsx'
import { EscalationScreen } from './screens/escalation-screen.tsx'
import { InboxScreen } from './screens/inbox-screen.tsx'
import { KnowledgeScreen } from './screens/knowledge-screen.tsx'
import { NotFoundScreen } from './screens/not-found-screen.tsx'
import { Shell } from './shell.tsx'

/**
 * Addresses are one segment deep and keep the rest in the query: the page's own files are found relative to it, and a deeper path
 * would look for them in the wrong place. An unknown value falls back instead of failing: links outlive screens.
 */
const conversation = z.string().max(64).optional().catch(undefined)

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFoundScreen })

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

const routeTree = rootRoute.addChildren([startRoute, inboxRoute, escalationRoute, knowledgeRoute])

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
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}

import {
  confirmOidcLinkInput,
  exchangeOidcInput,
  linkOidcInput,
  type SignInMethods,
  unlinkOidcInput,
} from '@countersign/shared/identity/oidc.contract'
import { answer, memberProcedure, publicProcedure } from '../../api/trpc.ts'
import { confirmOidcLink } from './oidc-confirm-link.ts'
import { exchangeOidc } from './oidc-exchange.ts'
import { listOidcIdentities } from './oidc-identities.ts'
import { linkOidc } from './oidc-link.ts'
import { unlinkOidc } from './oidc-unlink.ts'

/** Part of `auth`: for people who are on their way in. */
export const oidcSignIn = {
  methods: publicProcedure.query(({ ctx }): SignInMethods => {
    const { oidc } = ctx.services
    return { oidc: oidc === null ? null : { name: oidc.name }, signUp: true }
  }),
  exchangeOidc: publicProcedure
    .input(exchangeOidcInput)
    .mutation(({ ctx, input }) => answer(exchangeOidc(ctx, input))),
}

/** Part of `account`. */
export const oidcAccount = {
  oidcIdentities: memberProcedure().query(({ ctx }) => listOidcIdentities(ctx.services, ctx.actor)),
  linkOidc: memberProcedure()
    .input(linkOidcInput)
    .mutation(({ ctx, input }) => answer(linkOidc(ctx, input))),
  confirmOidcLink: memberProcedure()
    .input(confirmOidcLinkInput)
    .mutation(({ ctx, input }) => answer(confirmOidcLink(ctx, input))),
  unlinkOidc: memberProcedure()
    .input(unlinkOidcInput)
    .mutation(({ ctx, input }) => answer(unlinkOidc(ctx.services, ctx.actor, input))),
}

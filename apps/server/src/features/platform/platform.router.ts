import {
  platformActionsInput,
  platformChangeInput,
  platformFlagInput,
  platformFlagsInput,
  platformListInput,
  platformRotateInput,
  platformSecretInput,
} from '@countersign/shared/platform/platform.contract'
import { platformProcedure } from '../../api/platform-procedure.ts'
import { answer, memberProcedure, router } from '../../api/trpc.ts'
import { describeLevel } from './describe-level.ts'
import { disableUser } from './disable-user.ts'
import { enableUser } from './enable-user.ts'
import { grantAdmin } from './grant-admin.ts'
import { listActions } from './list-actions.ts'
import { listFlags } from './list-flags.ts'
import { listTenants } from './list-tenants.ts'
import { listUpdates } from './list-updates.ts'
import { listUsers } from './list-users.ts'
import { listPlatformSecrets, putPlatformSecret, revokePlatformSecret } from './platform-secrets.ts'
import { reinstateTenant } from './reinstate-tenant.ts'
import { restrictTenant } from './restrict-tenant.ts'
import { revokeAdmin } from './revoke-admin.ts'
import { rotateMasterKeyNow } from './rotate-master-key.ts'
import { setFlag } from './set-flag.ts'
import { unlockAccount } from './unlock-account.ts'

const admin = platformProcedure('admin')
const owner = platformProcedure('owner')

export const platformRouter = router({
  me: memberProcedure().query(({ ctx }) => describeLevel(ctx.services, ctx.actor)),
  tenants: admin.input(platformListInput).query(({ ctx, input }) => listTenants(ctx.services, input)),
  restrictTenant: admin
    .input(platformChangeInput)
    .mutation(({ ctx, input }) => answer(restrictTenant(ctx.services, ctx.actor, input))),
  reinstateTenant: admin
    .input(platformChangeInput)
    .mutation(({ ctx, input }) => answer(reinstateTenant(ctx.services, ctx.actor, input))),
  users: admin.input(platformListInput).query(({ ctx, input }) => listUsers(ctx.services, input)),
  disableUser: admin
    .input(platformChangeInput)
    .mutation(({ ctx, input }) => answer(disableUser(ctx.services, ctx.actor, input))),
  enableUser: admin
    .input(platformChangeInput)
    .mutation(({ ctx, input }) => answer(enableUser(ctx.services, ctx.actor, input))),
  unlockUser: admin
    .input(platformChangeInput)
    .mutation(({ ctx, input }) => answer(unlockAccount(ctx.services, ctx.actor, input))),
  flags: admin.input(platformFlagsInput).query(({ ctx, input }) => listFlags(ctx.services, input)),
  setFlag: admin
    .input(platformFlagInput)
    .mutation(({ ctx, input }) => answer(setFlag(ctx.services, ctx.actor, input))),
  actions: admin.input(platformActionsInput).query(({ ctx, input }) => listActions(ctx.services, input)),
  updates: admin.query(({ ctx }) => listUpdates(ctx.services)),
  grantAdmin: owner
    .input(platformChangeInput)
    .mutation(({ ctx, input }) => answer(grantAdmin(ctx.services, ctx.actor, input))),
  revokeAdmin: owner
    .input(platformChangeInput)
    .mutation(({ ctx, input }) => answer(revokeAdmin(ctx.services, ctx.actor, input))),
  secrets: owner.query(({ ctx }) => listPlatformSecrets(ctx.services)),
  putSecret: owner
    .input(platformSecretInput)
    .mutation(({ ctx, input }) => putPlatformSecret(ctx.services, ctx.actor, input)),
  revokeSecret: owner
    .input(platformChangeInput)
    .mutation(({ ctx, input }) => answer(revokePlatformSecret(ctx.services, ctx.actor, input))),
  rotateMasterKey: owner
    .input(platformRotateInput)
    .mutation(({ ctx, input }) => rotateMasterKeyNow(ctx.services, ctx.actor, input)),
})
